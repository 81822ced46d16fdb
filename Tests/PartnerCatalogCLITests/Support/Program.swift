import CatalogTestSupport
import Foundation

/// The built command, run as a process of its own.
struct Program {
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Where configuration and data would lie: an empty folder, so that the machine's own never count.
  let home: URL
  var environment: [String: String] = [:]

  init() throws {
    home = FileManager.default.temporaryDirectory.appendingPathComponent("partner-catalog-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
  }

  /// The binary stands beside the bundle of tests.
  private static let binary = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("partner-catalog")

  func run(_ arguments: String...) throws -> Result { try run(arguments) }

  func run(_ arguments: [String]) throws -> Result { try run(Self.binary.path, arguments) }

  private func run(_ program: String, _ arguments: [String]) throws -> Result {
    let running = try start(program, arguments)
    return try running.result(running.process.wait())
  }

  /// A run that has begun.
  struct Running {
    let process: ChildProcess
    let output: URL
    let errors: URL

    func signal(_ number: Int32) { process.signal(number) }

    /// Waits for the end without holding a thread.
    ///
    /// - Returns: its status is the number of the signal where one ended it.
    func ended() async throws -> Result { try result(await process.ended()) }

    fileprivate func result(_ ending: ChildProcess.Ending) throws -> Result {
      Result(
        status: ending.status, output: try String(contentsOf: output, encoding: .utf8),
        errors: try String(contentsOf: errors, encoding: .utf8))
    }
  }

  /// Begins a run that another may go on beside: a server in this process, or a signal to it.
  func start(_ arguments: [String]) throws -> Running { try start(Self.binary.path, arguments) }

  private func start(_ program: String, _ arguments: [String]) throws -> Running {
    let output = home.appendingPathComponent("output-\(UUID().uuidString)")
    let errors = home.appendingPathComponent("errors-\(UUID().uuidString)")
    let process = try ChildProcess(
      program, arguments, environment: processEnvironment, output: output.path, errors: errors.path)
    return Running(process: process, output: output, errors: errors)
  }

  /// Begins a run of the command in a script of `bash`: `"$0" "$@"` in it is the command with its arguments.
  func startShell(_ script: String, _ arguments: [String]) throws -> Running {
    try start("/bin/bash", ["-c", script, Self.binary.path] + arguments)
  }

  /// The command in a pipeline of `sh`; `$0` in the script is the command.
  func shell(_ script: String) throws -> Result { try run("/bin/bash", ["-c", script, Self.binary.path]) }

  /// What the command finds in its environment.
  var processEnvironment: [String: String] { ["HOME": home.path, "PATH": "/usr/bin:/bin"].merging(environment) { $1 } }

  /// The same command, with an account at an emulator.
  func signedIn(at base: String, secret: String = "s3cret") -> Program {
    var program = self
    program.environment.merge([
      "PARTNER_CATALOG_API_URL": base, "PARTNER_CATALOG_LOGIN_URL": base, "PARTNER_CATALOG_TENANT": "emulator",
      "PARTNER_CATALOG_CLIENT_ID": "emulator", "PARTNER_CATALOG_CLIENT_SECRET": secret,
    ]) { $1 }
    return program
  }
}
