import Foundation
import PartnerCenter
import Synchronization

/// Answers some requests in place of the service behind it.
struct OverridingTransport: Transport {
  var inner: any Transport
  /// - Returns: `nil` for the service's own answer.
  var override: @Sendable (_ url: String) -> TransportAnswer?

  func send(_ request: TransportRequest) async throws -> TransportAnswer {
    if let answer = override(request.url) { return answer }
    return try await inner.send(request)
  }

  static func answer(_ status: Int, _ body: String) -> TransportAnswer {
    TransportAnswer(status: status, body: Data(body.utf8))
  }

  /// A list with nothing in it.
  static let empty = answer(200, #"{"totalCount":0,"items":[],"attributes":{"objectType":"Collection"}}"#)
}
