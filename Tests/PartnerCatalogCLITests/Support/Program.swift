import Foundation

#if canImport(Glibc)
  import Glibc
#endif

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

  func run(_ arguments: [String]) throws -> Result {
    let output = home.appendingPathComponent("output-\(UUID().uuidString)")
    let errors = home.appendingPathComponent("errors-\(UUID().uuidString)")
    let process = try process(arguments, output: output, errors: errors)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  /// A run that has begun.
  struct Running {
    let process: Process
    let output: URL
    let errors: URL
    fileprivate let ending: AsyncStream<Void>

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits for the end without holding a thread.
    ///
    /// - Returns: its status is the number of the signal where one ended it.
    func ended() async throws -> Result {
      for await _ in ending { break }
      return Result(
        status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
        errors: try String(contentsOf: errors, encoding: .utf8))
    }
  }

  /// Begins a run that another may go on beside: a server in this process, or a signal to it.
  func start(_ arguments: [String]) throws -> Running {
    let output = home.appendingPathComponent("output-\(UUID().uuidString)")
    let errors = home.appendingPathComponent("errors-\(UUID().uuidString)")
    let process = try process(arguments, output: output, errors: errors)
    let (ending, announce) = AsyncStream.makeStream(of: Void.self)
    process.terminationHandler = { _ in
      announce.yield()
      announce.finish()
    }
    try process.run()
    return Running(process: process, output: output, errors: errors, ending: ending)
  }

  /// The command in a pipeline of `sh`; `$0` in the script is the command.
  func shell(_ script: String) throws -> Result {
    let output = home.appendingPathComponent("output-\(UUID().uuidString)")
    let errors = home.appendingPathComponent("errors-\(UUID().uuidString)")
    let process = try process(["-c", script, Self.binary.path], output: output, errors: errors)
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

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

  private func process(_ arguments: [String], output: URL, errors: URL) throws -> Process {
    for file in [output, errors] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments
    process.environment = processEnvironment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    return process
  }
}
