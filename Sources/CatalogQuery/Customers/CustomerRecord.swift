public import CatalogModel
public import Foundation

/// A customer of the catalog.
public struct CustomerRecord: Sendable, Hashable {
  /// The tenant of the customer, a GUID in lower case.
  public var id: CustomerID
  /// The company name, as received.
  public var name: String
  /// The domain of the company profile, as in the list of customers.
  public var domain: String
  /// Every domain that the service names, in lower case.
  public var domains: [String] = []
  /// The market of the billing address, in which the customer buys; `nil` where it could not be read.
  public var market: Market?
  /// `none`, `reseller`, …, as received; `nil` where the service does not say.
  public var relationship: String?
  /// When the service first said that the relationship has ended; `nil` while it lasts.
  public var relationshipEndedAt: Date?
  /// The qualifications; `nil` where they could not be read: unknown, not none.
  public var qualifications: [Qualification]?
  /// The types of the agreements that are accepted; `nil` where they could not be read: unknown, not none.
  public var agreements: [String]?
  /// Whether the customer signed the Microsoft Customer Agreement with Microsoft itself. It is then accepted, but not
  /// part of ``agreements``. `nil` for unknown.
  public var isDirectSigned: Bool?
  /// Current and former subscriptions; `nil` where they could not be read: unknown, not none. Only answers about one
  /// customer have them; lists of customers leave them `nil`, also where ``subscriptionsConfirmedAt`` is set.
  public var subscriptions: [SubscriptionRecord]?
  /// When the subscriptions were last read; `nil` where they never could be.
  public var subscriptionsConfirmedAt: Date?
  /// The parts that the last sync could not read; their values are older, or unknown.
  public var unread: [String] = []
  /// When the service last listed the customer.
  public var confirmedAt: Date

  /// The segments whose offers are known to be open to the customer: commercial, and those of approved qualifications.
  public var openSegments: Set<Segment> {
    Set([.commercial] + (qualifications ?? []).filter(\.isApproved).compactMap(\.opens))
  }

  /// The unknown parts: `market`, `qualifications`, `agreements`, `subscriptions`.
  public var unknown: [String] {
    [
      market == nil ? "market" : nil, qualifications == nil ? "qualifications" : nil,
      agreements == nil ? "agreements" : nil, subscriptionsConfirmedAt == nil ? "subscriptions" : nil,
    ].compactMap(\.self)
  }
}

extension CustomerRecord: Codable {
  enum CodingKeys: String, CodingKey {
    case id, name, domain, market, qualifications, unknown, confirmedAt
    case agreements, subscriptions, domains, relationship, relationshipEndedAt, unread, subscriptionsConfirmedAt
    case isDirectSigned = "directSigned"
  }

  /// Reads a customer of an answer, and one of the list of customers, which has more keys: a missing one is an unknown
  /// value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let unknown = try container.decodeIfPresent([String].self, forKey: .unknown) ?? []
    id = try container.decode(CustomerID.self, forKey: .id)
    name = try container.decode(String.self, forKey: .name)
    domain = try container.decode(String.self, forKey: .domain)
    domains = try container.decodeIfPresent([String].self, forKey: .domains) ?? []
    market = try container.decodeIfPresent(Market.self, forKey: .market)
    relationship = try container.decodeIfPresent(String.self, forKey: .relationship)
    relationshipEndedAt = try container.timeIfPresent(forKey: .relationshipEndedAt)
    // An empty list stands for unknown qualifications as well.
    qualifications =
      unknown.contains("qualifications")
      ? nil : try container.decodeIfPresent([Qualification].self, forKey: .qualifications)
    agreements = try container.decodeIfPresent([String].self, forKey: .agreements)
    isDirectSigned = try container.decodeIfPresent(Bool.self, forKey: .isDirectSigned)
    subscriptions = try container.decodeIfPresent([SubscriptionRecord].self, forKey: .subscriptions)
    subscriptionsConfirmedAt = try container.timeIfPresent(forKey: .subscriptionsConfirmedAt)
    unread = try container.decodeIfPresent([String].self, forKey: .unread) ?? []
    confirmedAt = try container.time(forKey: .confirmedAt)
  }

  /// Writes the customer of the JSON contract. Qualifications that could not be read are an empty list there; `unknown`
  /// names them, and the market.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try encode(to: &container, unknown: unknown.filter { $0 == "market" || $0 == "qualifications" })
  }

  private func encode(to container: inout KeyedEncodingContainer<CodingKeys>, unknown: [String]) throws {
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(domain, forKey: .domain)
    try container.encode(market, forKey: .market)
    try container.encode(qualifications ?? [], forKey: .qualifications)
    try container.encode(unknown, forKey: .unknown)
    try container.encode(confirmedAt.iso8601Text, forKey: .confirmedAt)
  }

  /// Writes everything that is known of the customer, null where there is nothing; `subscriptions` only where the record
  /// holds them.
  package func encodeEverything(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try encode(to: &container, unknown: unknown)
    try container.encode(agreements, forKey: .agreements)
    try container.encodeIfPresent(subscriptions, forKey: .subscriptions)
    try container.encode(domains, forKey: .domains)
    try container.encode(isDirectSigned, forKey: .isDirectSigned)
    try container.encode(relationship, forKey: .relationship)
    try container.encode(relationshipEndedAt?.iso8601Text, forKey: .relationshipEndedAt)
    try container.encode(unread, forKey: .unread)
    try container.encode(subscriptionsConfirmedAt?.iso8601Text, forKey: .subscriptionsConfirmedAt)
  }
}

/// The customers that a text may mean.
public enum CustomerMatch: Sendable, Hashable {
  case one(CustomerRecord)
  /// Ordered by name.
  case several([CustomerRecord])
  case none
}
