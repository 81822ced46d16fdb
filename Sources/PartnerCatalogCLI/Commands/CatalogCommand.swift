import ArgumentParser
import CatalogJSON
import Foundation

/// A command: parsed, one call of the library, and a result with text and exit status.
protocol CatalogCommand: AsyncParsableCommand {
  var global: GlobalOptions { get }
  /// The flags that override other settings.
  var flags: Settings.Flags { get }
  /// The list formats, for a command that prints a list.
  var listForm: ListOptions? { get }
  func answer(in session: CommandContext) async throws -> CommandResult
}

/// The output of a command on standard output, and its exit status.
struct CommandResult: Sendable {
  var text: String
  /// Writes what follows the text in pieces, where it may be too large for memory.
  var pieces: (@Sendable ((String) throws -> Void) throws -> Void)?
  var status = ExitStatus.success
  /// Messages on standard error, after the text, for people only.
  var notes: [String] = []
  /// Messages on standard error, after the text, also with `--json`; not with `--quiet`.
  var remarks: [String] = []
  /// Messages on standard error, always.
  var warnings: [String] = []

  /// This result with that of a further step: its text after this one's, and its status where it is not a success. JSON stays
  /// one object: that of this result.
  func followed(by other: CommandResult, isJSON: Bool) -> CommandResult {
    var both = self
    if !isJSON { both.text += other.text }
    if other.status != .success { both.status = other.status }
    both.notes += other.notes
    both.remarks += other.remarks
    both.warnings += other.warnings
    return both
  }
}

extension CatalogCommand {
  var flags: Settings.Flags { Settings.Flags() }
  var listForm: ListOptions? { nil }

  /// Whether a format is chosen that programs read.
  var isReadByPrograms: Bool { global.json || listForm?.csv == true || listForm?.ndjson == true }

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
  /// Runs a command's body, prints its result or its error, and exits with its status.
  ///
  /// - Throws: the exit code, unless it is zero.
  func concluding(_ body: () async throws -> CommandResult) async throws {
    let status: ExitStatus
    do {
      do {
        let answer = try await body()
        try write(answer.text)
        try answer.pieces?(write)
        for note in answer.notes + answer.remarks { self.note(note) }
        for warning in answer.warnings { warn(warning) }
        status = answer.status
      } catch let problem as CommandError where problem.code == .output {
        throw problem
      } catch {
        let problem = CommandError(error)
        try report(problem)
        status = problem.status
      }
    } catch {
      // Standard output failed: only standard error is left.
      var console = self
      console.isJSON = false
      try? console.report(CommandError(error))
      throw ExitCode(ExitStatus.failure.rawValue)
    }
    if status != .success { throw ExitCode(status.rawValue) }
  }
}
