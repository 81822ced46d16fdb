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

  private func process(_ arguments: [String], output: URL, errors: URL) throws -> Process {
    for file in [output, errors] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments
    process.environment = ["HOME": home.path, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    return process
  }
}
