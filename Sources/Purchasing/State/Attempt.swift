public import Foundation

/// The tracing ids of one request, chosen before it is sent.
public struct RequestIDs: Sendable, Hashable, Codable {
  /// `MS-RequestId`: the service may recognise a repetition by it.
  public var requestID: String
  /// `MS-CorrelationId`: audit records may name it.
  public var correlationID: String

  /// Creates ids; both are GUIDs.
  public init(requestID: String, correlationID: String) {
    self.requestID = requestID
    self.correlationID = correlationID
  }
}

/// One checkout request.
public struct Attempt: Sendable, Hashable, Codable {
  /// The ids it was sent with.
  public var ids: RequestIDs
  /// When it was announced.
  public var at: Date
  /// When this process learned that no certain answer comes; `nil` before, and after a kill.
  public var endedAt: Date?
  /// Whether any response came, which ends the identity of the request.
  public var isAnswered: Bool
  /// Whether the service answered that the cart was checked out before: then there is an order. `nil` counts as no.
  public var saysOrdered: Bool?

  /// Creates an attempt that was not answered yet.
  public init(ids: RequestIDs, at: Date) {
    self.ids = ids
    self.at = at
    isAnswered = false
  }
}

/// The confirmation of a purchase.
public struct Confirmation: Sendable, Hashable, Codable {
  /// The kind of confirmation.
  public enum Kind: String, Sendable, Codable {
    /// The beginning of the plan's digest.
    case digest
    /// The total of the cart, typed at a terminal.
    case total
  }

  /// The kind of confirmation.
  public var kind: Kind
  /// When it was given.
  public var at: Date

  /// Creates a confirmation.
  public init(kind: Kind, at: Date) {
    self.kind = kind
    self.at = at
  }

  /// A confirmation is fresh for 15 minutes; later it must be given again.
  public static let freshness: TimeInterval = 900

  /// Whether it still counts.
  public func isFresh(at now: Date) -> Bool { (0..<Self.freshness).contains(now.timeIntervalSince(at)) }
}

/// A finding about an uncertain purchase, or the reason why one ended.
public struct PurchaseEvidence: Sendable, Hashable, Codable {
  /// The origin of a finding.
  public enum Source: String, Sendable, Codable {
    case journal, check, cart, checkout, orders, audit, person
  }

  /// Where it was found.
  public var source: Source
  /// The finding in plain English.
  public var message: String
  /// When it was found.
  public var at: Date

  /// Creates a finding.
  public init(_ source: Source, _ message: String, at: Date) {
    self.source = source
    self.message = message
    self.at = at
  }
}

/// An error of a part of a purchase, in the service's own words.
public struct PurchaseError: Sendable, Hashable, Codable {
  /// The service's code, or the word of a check.
  public var code: String
  /// The words of the service or of the check; untrusted text.
  public var message: String
  /// The order group that it concerns; `nil` for the whole cart.
  public var orderGroup: String?
  /// For Microsoft's support.
  public var requestID: String?

  /// Creates an error.
  public init(code: String, message: String, orderGroup: String? = nil, requestID: String? = nil) {
    self.code = code
    self.message = message
    self.orderGroup = orderGroup
    self.requestID = requestID
  }

  enum CodingKeys: String, CodingKey {
    case code, message, orderGroup
    case requestID = "requestId"
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(code, forKey: .code)
    try container.encode(message, forKey: .message)
    try container.encode(orderGroup, forKey: .orderGroup)
    try container.encode(requestID, forKey: .requestID)
  }
}
