import CatalogModel
public import CatalogQuery

/// A customer with everything that the catalog holds of it: one element of `customers`.
///
/// The customer of the other responses has fewer keys.
public struct CustomerResponse: Codable, Sendable, Hashable {
  /// The customer.
  public var customer: CustomerRecord

  /// A response for one customer.
  public init(customer: CustomerRecord) { self.customer = customer }

  private enum CodingKeys: String, CodingKey { case reasons, steps }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws { customer = try CustomerRecord(from: decoder) }

  /// Writes everything that is known of the customer, and in `reasons` and `steps` the meaning of an ended relationship.
  public func encode(to encoder: any Encoder) throws {
    try customer.encodeEverything(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    let end = customer.relationshipEnd
    try container.encode([end?.reason].compactMap(\.self), forKey: .reasons)
    try container.encode([end?.step].compactMap(\.self), forKey: .steps)
  }
}
