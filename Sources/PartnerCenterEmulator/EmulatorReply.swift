import CatalogModel
import Foundation
public import PartnerCenter

/// The emulator's reply to one request.
public enum EmulatorReply: Sendable {
  /// A whole response.
  case response(TransportResponse)
  /// The connection breaks before the response is complete.
  ///
  /// - Parameter partial: status, headers and the bytes that still arrive, under a `Content-Length` that promises
  ///   `missing` more; `nil` where nothing arrives at all.
  case broken(partial: TransportResponse?, missing: Int)
}

extension EmulatorReply {
  /// Adds the `Date` header of every server's response.
  mutating func date(_ now: Date) {
    switch self {
    case .response(var response):
      response.headers.set("Date", HTTPDate.text(now))
      self = .response(response)
    case .broken(var partial?, let missing):
      partial.headers.set("Date", HTTPDate.text(now))
      self = .broken(partial: partial, missing: missing)
    case .broken(nil, _): break
    }
  }
}
