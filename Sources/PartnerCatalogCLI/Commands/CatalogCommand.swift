import ArgumentParser
import Foundation

/// A command: it is parsed, asks the library once, and answers with what to print and how to end.
protocol CatalogCommand: AsyncParsableCommand {
  var global: GlobalOptions { get }
  /// What the command line says on settings that may also stand elsewhere.
  var flags: Settings.Flags { get }
  /// The forms of lists, of a command that prints one.
  var listForm: ListOptions? { get }
  func answer(in session: CommandContext) async throws -> CommandResult
}

/// What a command prints on standard output, and how it ends.
struct CommandResult: Sendable {
  var text: String
  var status = ExitStatus.success
  /// Said to a person on standard error, after the text.
  var notes: [String] = []
  /// Said on standard error, after the text, also where a program reads the answer; not with `--quiet`.
  var remarks: [String] = []
  /// Said on standard error whoever reads.
  var warnings: [String] = []
}

extension CatalogCommand {
  var flags: Settings.Flags { Settings.Flags() }
  var listForm: ListOptions? { nil }

  private var isReadByPrograms: Bool { global.json || listForm?.csv == true || listForm?.ndjson == true }

  func run() async throws { try await conclude() }

  func conclude() async throws {
    let environment = ProcessInfo.processInfo.environment
    let console = Console(global, environment: environment)
    try await console.concluding {
      if [global.json, listForm?.csv ?? false, listForm?.ndjson ?? false].count(where: \.self) > 1 {
        throw CommandError.usage("Give one of --json, --csv and --ndjson.")
      }
      var answer = try await answer(
        in: CommandContext(global, flags: flags, console: console, environment: environment))
      if isReadByPrograms { answer.notes = [] }
      return answer
    }
  }
}

extension Console {
  /// Runs a command's body, prints what it answers or what stopped it, and ends as that says.
  ///
  /// - Throws: the exit code, where it is not zero.
  func concluding(_ body: () async throws -> CommandResult) async throws {
    let status: ExitStatus
    do {
      do {
        let answer = try await body()
        try write(answer.text)
        for note in answer.notes + answer.remarks { self.note(note) }
        for warning in answer.warnings { warn(warning) }
        status = answer.status
      } catch let problem as CommandError where problem.code == "output" {
        throw problem
      } catch {
        let problem = CommandError(error)
        try report(problem)
        status = problem.status
      }
    } catch {
      // Standard output itself fails: only standard error is left to say so.
      var console = self
      console.isJSON = false
      try? console.report(CommandError(error))
      throw ExitCode(ExitStatus.failure.rawValue)
    }
    if status != .success { throw ExitCode(status.rawValue) }
  }
}
