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
  public var confirmedAt: Date

  /// The segments whose offers are open to the customer: commercial, and those of approved qualifications.
  public var openSegments: Set<Segment> {
    Set([.commercial] + (qualifications ?? []).filter(\.isApproved).compactMap(\.opens))
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
