import Foundation
import PartnerCenter
import Synchronization

/// Answers some requests in place of the service behind it.
struct OverridingTransport: Transport {
  var inner: any Transport
  /// - Returns: `nil` for the service's own answer.
  var override: @Sendable (_ url: String) -> TransportResponse?

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    if let response = override(request.url) { return response }
    return try await inner.send(request)
  }

  static func response(_ status: Int, _ body: String) -> TransportResponse {
    TransportResponse(status: status, body: Data(body.utf8))
  }

  /// A list with nothing in it.
  static let empty = response(200, #"{"totalCount":0,"items":[],"attributes":{"objectType":"Collection"}}"#)
}
