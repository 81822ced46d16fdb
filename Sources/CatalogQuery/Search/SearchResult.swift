public import CatalogModel

/// What matches, best first. Encodes as `search` of the JSON contract.
public struct SearchResult: Sendable, Hashable, Encodable {
  /// The text as asked for.
  public var query: String
  /// The market asked for; `nil` for none or several.
  public var market: Market?
  /// How many hits there are, of which ``items`` is a part.
  public var total: Int
  public var items: [CatalogItem]
  /// How many of all hits have which value: `productType`, `productSubType`, `publisher`, `market`, `segment`,
  /// `currency`. A hit counts under every segment that one of its items has: the numbers say what narrowing would leave.
  public var facets: [String: [String: Int]]

  enum CodingKeys: String, CodingKey { case query, market, total, items, facets }

  /// Writes `market` as null where there is none.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(query, forKey: .query)
    try container.encode(market, forKey: .market)
    try container.encode(total, forKey: .total)
    try container.encode(items, forKey: .items)
    try container.encode(facets, forKey: .facets)
  }
}
