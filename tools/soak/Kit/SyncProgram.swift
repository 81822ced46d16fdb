import Foundation
import Synchronization

/// The command `partner-catalog sync` as a process of its own, in an environment of its own.
struct SyncProgram: Sendable {
  var program: URL
  /// Of the API and the sign-in: `http://127.0.0.1:49152`.
  var base: String
  /// Home of configuration and data, so that nothing of the user's is read.
  var folder: URL
  var secret = "soak-secret"

  struct Ending: Sendable {
    /// The exit status, or the number of the signal.
    var status: Int32
    var isKilled: Bool
    var output = ""
  }

  /// Runs a sync to its end, or until the switch kills it.
  func run(
    store: String, arguments: [String] = [], killedBy killSwitch: KillSwitch? = nil, at request: Int = 0,
    afterMilliseconds delay: Int = 0
  ) async throws -> Ending {
    let process = Process()
    process.executableURL = program
    process.arguments =
      ["sync", "--db", store, "--rate", "1000000", "--market", "US", "--market", "DE"] + arguments
    process.environment = [
      "PARTNER_CATALOG_API_URL": base, "PARTNER_CATALOG_LOGIN_URL": base, "PARTNER_CATALOG_TENANT": "soak",
      "PARTNER_CATALOG_CLIENT_ID": "soak", "PARTNER_CATALOG_CLIENT_SECRET": secret, "HOME": folder.path,
      "XDG_CONFIG_HOME": folder.path, "XDG_DATA_HOME": folder.path,
    ]
    let log = folder.appendingPathComponent("\(UUID().uuidString).log")
    guard FileManager.default.createFile(atPath: log.path, contents: nil) else {
      throw SoakFailure(words: "\(log.path) cannot be made")
    }
    let output = try FileHandle(forWritingTo: log)
    defer {
      try? output.close()
      try? FileManager.default.removeItem(at: log)
    }
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    let (ended, announce) = AsyncStream.makeStream(of: Void.self)
    process.terminationHandler = { _ in
      announce.yield()
      announce.finish()
    }
    try ProcessStart.run(process)
    killSwitch?.arm(request, process: process.processIdentifier, afterMilliseconds: delay)
    for await _ in ended { break }
    killSwitch?.disarm()
    return Ending(
      status: process.terminationStatus, isKilled: process.terminationReason == .uncaughtSignal,
      output: String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self))
  }
}
