import Foundation
import PartnerCenter

/// A request that changes carts, orders or registrations, so that an equal emulator can carry it out again.
///
/// Tokens are no part of it.
public struct RecordedChange: Sendable, Hashable, Codable {
  /// The service's time at which it came, in seconds since 1970.
  public var time: Double
  /// `POST` or `PUT`.
  public var method: String
  /// Path and query, percent-encoded.
  public var target: String
  /// `MS-RequestId`; `nil` where it has none.
  public var requestID: String?
  /// `MS-CorrelationId`; `nil` where it has none.
  public var correlationID: String?
  /// JSON; empty for a checkout.
  public var body: String

  enum CodingKeys: String, CodingKey {
    case time, method, target
    case requestID = "requestId"
    case correlationID = "correlationId"
    case body
  }

  /// - Returns: `nil` for a request that changes nothing.
  init?(_ request: TransportRequest, at now: Date) {
    let parsed = APIRequest(request)
    guard Self.isChange(parsed) else { return nil }
    time = now.timeIntervalSince1970
    method = parsed.method.rawValue
    target = parsed.target
    requestID = parsed.headers.first("MS-RequestId")
    correlationID = parsed.headers.first("MS-CorrelationId")
    body = String(decoding: parsed.body, as: UTF8.self)
  }

  private static func isChange(_ request: APIRequest) -> Bool {
    switch CommerceRoute(request.parts) {
    case .carts?, .checkout?: request.method == .post
    case .cart?: request.method == .put
    case nil: request.method == .post && request.parts.last?.lowercased() == "registrations"
    default: false
    }
  }

  /// The request, without a token.
  var request: APIRequest {
    var headers: Headers = []
    if let requestID { headers.add("MS-RequestId", requestID) }
    if let correlationID { headers.add("MS-CorrelationId", correlationID) }
    return APIRequest(
      TransportRequest(
        method: TransportRequest.Method(rawValue: method) ?? .get, url: target, headers: headers,
        body: body.isEmpty ? nil : Data(body.utf8)))
  }
}

extension Emulator {
  /// Carries out changes that an equal emulator recorded, in their order, each at its time. Nobody gets the answers.
  ///
  /// The ids of carts, orders and subscriptions depend on the order of changes alone: each gets the one that it had.
  /// Faults are to be set afterwards.
  public func replay(_ changes: [RecordedChange]) {
    for change in changes { carryOut(change.request, at: Date(timeIntervalSince1970: change.time)) }
  }
}
