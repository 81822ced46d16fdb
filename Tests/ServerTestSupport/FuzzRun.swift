package import CatalogServer
import CatalogService

/// Fuzzed requests over several connections at once, and the check that the server is sound afterwards.
package enum FuzzRun {
  /// The outcome.
  package struct Result: Sendable {
    package var requests = 0
    package var statuses: [Int: Int] = [:]
    /// Responses that hold a secret or are no responses.
    package var faults: [String] = []
  }

  /// A server to be fuzzed: with a token, and with the usual limits of sizes.
  package static func dispatcher() throws -> RequestDispatcher {
    RequestDispatcher(
      [.init(ScriptedRoutes(echoesBody: false), isPages: true)],
      guard: ServiceGuard(
        hosts: try AllowedHosts(),
        tokens: AccessTokens([AccessToken(of: RequestFuzz.secret, label: "fuzz", scopes: [.catalog])]),
        perSecond: 1_000_000, burst: 1_000_000))
  }

  /// Limits that end a request without an end soon.
  package static var limits: ServerLimits {
    var limits = ServerLimits()
    limits.head = .milliseconds(100)
    limits.body = .milliseconds(100)
    limits.linger = .milliseconds(20)
    limits.connectionsOfPeer = limits.connections
    return limits
  }

  /// Sends requests.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - seed: of the first; equal seeds send equal requests.
  ///   - clients: connections at once.
  ///   - address: of the server.
  package static func run(count: Int, seed: UInt64, clients: Int = 8, at address: ListenAddress) async throws -> Result
  {
    try await withThrowingTaskGroup(of: Result.self) { group in
      for client in 0..<clients {
        group.addTask {
          var fuzz = RequestFuzz(seed: seed &+ UInt64(client))
          var result = Result()
          while result.requests < count / clients {
            // Two on one connection: the second begins where the first went wrong.
            try await RawClient.connected(to: address) { connection in
              for _ in 0..<2 { await connection.send(fuzz.next()) }
              // Whatever was left open ends here.
              await connection.send("\r\n\r\nGET /echo HTTP/1.1\r\nConnection: close\r\n\r\n")
              check(await connection.rest(), &result)
            }
            result.requests += 3
          }
          return result
        }
      }
      var all = Result()
      for try await result in group {
        all.requests += result.requests
        all.statuses.merge(result.statuses, uniquingKeysWith: +)
        all.faults += result.faults
      }
      return all
    }
  }

  private static func check(_ text: String, _ result: inout Result) {
    if text.contains(RequestFuzz.secret) { result.faults.append("a secret: \(text)") }
    if !text.isEmpty, !text.hasPrefix("HTTP/1.1 ") { result.faults.append("no response: \(text)") }
    for part in text.split(separator: "HTTP/1.1 ") {
      guard let status = Int(part.prefix(3)) else { continue }
      result.statuses[status, default: 0] += 1
      if status >= 500 { result.faults.append("status \(status): \(part)") }
      if status != 100, !part.contains("content-security-policy") && !part.contains("Content-Security-Policy") {
        result.faults.append("without protection: \(part)")
      }
    }
  }
}
