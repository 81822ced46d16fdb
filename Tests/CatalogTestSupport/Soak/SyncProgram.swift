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
    let log = folder.appendingPathComponent("\(UUID().uuidString).log")
    defer { try? FileManager.default.removeItem(at: log) }
    let process = try ChildProcess(
      program.path, ["sync", "--db", store, "--rate", "1000000", "--market", "US", "--market", "DE"] + arguments,
      environment: [
        "PARTNER_CATALOG_API_URL": base, "PARTNER_CATALOG_LOGIN_URL": base, "PARTNER_CATALOG_TENANT": "soak",
        "PARTNER_CATALOG_CLIENT_ID": "soak", "PARTNER_CATALOG_CLIENT_SECRET": secret, "HOME": folder.path,
        "XDG_CONFIG_HOME": folder.path, "XDG_DATA_HOME": folder.path,
      ], output: log.path)
    killSwitch?.arm(request, process: process.identifier, afterMilliseconds: delay)
    let ending = await process.ended()
    killSwitch?.disarm()
    return Ending(
      status: ending.status, isKilled: ending.isKilled,
      output: String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self))
  }
}
