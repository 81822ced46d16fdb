import CatalogModel
import Foundation
import PartnerCenter
import Synchronization

@testable import PartnerCenterEmulator

/// A clock that stands still until it is told to move; waiting moves it.
final class TestClock: Sendable {
  private let time = Mutex(Date(timeIntervalSince1970: 1_800_000_000))

  func advance(_ seconds: Double) { time.withLock { $0 += seconds } }
  var now: Date { time.withLock { $0 } }

  var clock: EmulatorClock {
    EmulatorClock(
      now: { self.now },
      sleep: { duration in
        try Task.checkCancellation()
        let parts = duration.components
        self.advance(Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
      })
  }
}

extension Emulator {
  static func small(_ change: (inout EmulatorConfiguration) -> Void = { _ in }, clock: EmulatorClock = .system)
    -> Emulator
  {
    var configuration = EmulatorConfiguration(
      shape: CatalogShape(seed: 3, markets: ["US", "BR"], products: 40, skusPerProduct: 3))
    change(&configuration)
    return Emulator(configuration, clock: clock)
  }

  /// Sends one request with a good token.
  func get(_ path: String, headers: Headers = []) async throws -> TransportResponse {
    try await send(TransportRequest(url: "https://api.partnercenter.microsoft.com/v1" + path, headers: headers))
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    var request = request
    request.headers.set("Authorization", "Bearer \(try await accessTokens().token(replacing: nil).secret)")
    return try await transport().send(request)
  }

  func signIn(_ form: String, path: String = "/tenant/oauth2/token") async throws -> TransportResponse {
    try await transport().send(
      TransportRequest(
        method: .post, url: "https://login.microsoftonline.com" + path, body: Data(form.utf8)))
  }
}

extension TransportResponse {
  var json: Any? { try? JSONSerialization.jsonObject(with: body, options: [.fragmentsAllowed]) }
  var object: [String: Any] { json as? [String: Any] ?? [:] }
  var items: [[String: Any]] { object["items"] as? [[String: Any]] ?? [] }
  var text: String { String(decoding: body, as: UTF8.self) }
  /// The error code, whether a number or a text.
  var code: String? { object["code"].map { "\($0)" } }
}
