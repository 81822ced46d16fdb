public import CatalogModel
public import Foundation

/// A customer as the store knows it.
public struct CustomerRecord: Sendable, Hashable {
  public var id: CustomerID
  public var name: String
  public var domain: String
  /// The country of the billing address, where the customer buys; `nil` where it could not be read.
  public var market: Market?
  /// `nil` where they could not be read: unknown, not none.
  public var qualifications: [Qualification]?
  /// The types of the agreements that are accepted; `nil` where they could not be read: unknown, not none.
  public var agreements: [String]?
  /// What the customer holds or held; `nil` where it could not be read: unknown, not none. Read only for the one
  /// customer of an answer; lists of customers leave it `nil`, and ``subscriptionsConfirmedAt`` tells.
  public var subscriptions: [SubscriptionRecord]?
  /// When the subscriptions were last read; `nil` where they never could be.
  public var subscriptionsConfirmedAt: Date?
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
