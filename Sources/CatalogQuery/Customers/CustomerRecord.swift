public import CatalogModel
public import Foundation

/// A customer as the store knows it.
public struct CustomerRecord: Sendable, Hashable {
  /// The tenant of the customer, a GUID in lower case.
  public var id: CustomerID
  /// The company name, as received.
  public var name: String
  /// The one in the company profile, which the list of customers has too.
  public var domain: String
  /// Every domain that the service names, in lower case.
  public var domains: [String] = []
  /// The country of the billing address, where the customer buys; `nil` where it could not be read.
  public var market: Market?
  /// `none`, `reseller`, …, as received; `nil` where the service does not say.
  public var relationship: String?
  /// When the service first said that the partner sells to the customer no more; `nil` where it does not say so.
  public var relationshipEndedAt: Date?
  /// `nil` where they could not be read: unknown, not none.
  public var qualifications: [Qualification]?
  /// The types of the agreements that are accepted; `nil` where they could not be read: unknown, not none.
  public var agreements: [String]?
  /// Whether the customer signed the Microsoft Customer Agreement with Microsoft itself: then it is accepted, and does not
  /// stand among ``agreements``. `nil` for unknown.
  public var isDirectSigned: Bool?
  /// What the customer holds or held; `nil` where it could not be read: unknown, not none. Read only for the one
  /// customer of an answer; lists of customers leave it `nil`, and ``subscriptionsConfirmedAt`` tells.
  public var subscriptions: [SubscriptionRecord]?
  /// When the subscriptions were last read; `nil` where they never could be.
  public var subscriptionsConfirmedAt: Date?
  /// The parts that the last reading could not read: what is told of them is older, or unknown.
  public var unread: [String] = []
  /// When the service last listed the customer.
  public var confirmedAt: Date

  /// The segments whose offers are known to be open to the customer: commercial, and those of approved qualifications.
  public var openSegments: Set<Segment> {
    Set([.commercial] + (qualifications ?? []).filter(\.isApproved).compactMap(\.opens))
  }

  /// What could not be read of the customer: `market`, `qualifications`, `agreements`, `subscriptions`.
  public var unknown: [String] {
    [
      market == nil ? "market" : nil, qualifications == nil ? "qualifications" : nil,
      agreements == nil ? "agreements" : nil, subscriptionsConfirmedAt == nil ? "subscriptions" : nil,
    ].compactMap(\.self)
  }
}

extension CustomerRecord: Encodable {
  enum CodingKeys: String, CodingKey { case id, name, domain, market, qualifications }

  /// Writes the customer of the JSON contract; qualifications that could not be read are an empty list there.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(domain, forKey: .domain)
    try container.encode(market, forKey: .market)
    try container.encode(qualifications ?? [], forKey: .qualifications)
  }
}

/// Who a text may mean.
public enum CustomerMatch: Sendable, Hashable {
  case one(CustomerRecord)
  /// Ordered by name.
  case several([CustomerRecord])
  case none
}
