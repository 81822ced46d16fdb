public import CatalogModel

/// The result of verifying one stored item.
public struct ItemVerification: Sendable, Hashable, Encodable {
  /// The result for one item.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// It is as it was stored.
    case same
    /// The item has another id: ``ItemVerification/newCatalogItemID``.
    case reissued
    /// The id is the same, but other fields differ.
    case changed
    /// It is gone.
    case gone
    /// The response was not a catalog: ``ItemVerification/refusal`` has it, and ``ItemVerification/marketState`` the
    /// result for the market's catalog.
    case refused
    /// Nothing was requested, or no response came: ``ItemVerification/remark`` gives the reason.
    case notAsked
  }

  /// The catalog that the item was compared with.
  public enum ComparedCatalog: String, Sendable, Codable {
    case customer, market
  }

  /// The id in the store before the verification.
  public var catalogItemID: CatalogItemID
  /// The result in one word.
  public var state: State
  /// The id to order by now, where it was reissued.
  public var newCatalogItemID: CatalogItemID?
  /// Whether the customer's own catalog shows it; `nil` where that was not asked, or refused.
  public var isInCustomerCatalog: Bool?
  /// The catalog of the comparison; `nil` for none.
  public var comparedWith: ComparedCatalog?
  /// The error response, where there was one.
  public var refusal: VerificationRefusal?
  /// The state in the market's catalog, where the customer's own could not be read; `nil` where neither could.
  public var marketState: State?
  /// A remark on the finding, in plain English; `nil` for none.
  public var remark: String?

  /// Whether the service answered for the item.
  public var isVerified: Bool { state != .refused && state != .notAsked }

  enum CodingKeys: String, CodingKey {
    case catalogItemID = "catalogItemId"
    case state
    case newCatalogItemID = "newCatalogItemId"
    case isInCustomerCatalog, comparedWith, refusal, marketState, remark
  }

  /// Writes null where there is nothing: readers find every key always.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(catalogItemID, forKey: .catalogItemID)
    try container.encode(state, forKey: .state)
    try container.encode(newCatalogItemID, forKey: .newCatalogItemID)
    try container.encode(isInCustomerCatalog, forKey: .isInCustomerCatalog)
    try container.encode(comparedWith, forKey: .comparedWith)
    try container.encode(refusal, forKey: .refusal)
    try container.encode(marketState, forKey: .marketState)
    try container.encode(remark, forKey: .remark)
  }
}

/// Why a catalog was not shown, in the service's own words.
public struct VerificationRefusal: Sendable, Hashable, Encodable, CustomStringConvertible {
  /// Whose catalog.
  public var catalog: ItemVerification.ComparedCatalog
  /// The status; `nil` where the response itself could not be read.
  public var status: Int?
  /// The service's error code; `nil` where the body has none.
  public var code: String?
  /// The message of the service, untrusted, or the reason why the response could not be read; `nil` for neither.
  public var message: String?
  /// The request id for Microsoft's support; `nil` where the response had none.
  public var requestID: String?

  /// `the service answered 403, code 20002: No relationship.`
  public var description: String {
    guard let status else { return message ?? "the response cannot be read" }
    var text = "the service answered \(status)"
    if let code { text += ", code \(code)" }
    if let message, !message.isEmpty { text += ": \(message)" }
    return text
  }

  enum CodingKeys: String, CodingKey {
    case catalog, status, code, message
    case requestID = "requestId"
  }

  /// Writes null where there is nothing: readers find every key always.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(catalog, forKey: .catalog)
    try container.encode(status, forKey: .status)
    try container.encode(code, forKey: .code)
    try container.encode(message, forKey: .message)
    try container.encode(requestID, forKey: .requestID)
  }
}

/// The results of a verification.
public struct VerificationReport: Sendable, Hashable, Encodable {
  /// In the order asked for, each with a state of its own.
  public var items: [ItemVerification]
  /// One for each item, and one more for each that the customer's own catalog did not show.
  public var requests: Int
  /// Products that were read again because something of them was not as it was stored.
  public var rereadProducts: Int
  /// The requests for reading products again.
  public var rereadRequests: Int

  /// Whether every item was verified.
  public var isWhole: Bool { items.allSatisfy(\.isVerified) }

  /// A report on items that nothing was asked about.
  public static func notAsked(_ items: [CatalogItemID], because reason: String) -> VerificationReport {
    VerificationReport(
      items: items.map { ItemVerification(catalogItemID: $0, state: .notAsked, remark: reason) }, requests: 0,
      rereadProducts: 0, rereadRequests: 0)
  }
}
