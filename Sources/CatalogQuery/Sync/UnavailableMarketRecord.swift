public import CatalogModel
public import Foundation

/// A market where a kind of product is not sold.
public struct UnavailableMarketRecord: Sendable, Hashable {
  /// The origin of a record.
  public enum Source: String, Sendable, Codable {
    /// Microsoft's table says so.
    case documented
    /// Syncs some hours apart found the narrow and the wide list empty or closed, and no product of the kind.
    case observed
  }

  /// The service's code.
  public var market: Market
  /// ISO 3166-1; differs from the service's code for `XJ`, `XS`, `XE`.
  public var isoCountry: String
  /// In English.
  public var name: String
  /// The id of the product type, `Software`.
  public var productType: String
  /// The id of the sub-type, such as `softwareSubscriptions`.
  public var productSubType: String
  /// The origin of the record; a market can have a documented and an observed one.
  public var source: Source
  /// When a sync wrote the record.
  public var recordedAt: Date
  /// The date of Microsoft's page; `nil` for observations, and where the page has none.
  public var documentDate: String?
  /// The evidence of an observation, in English; `nil` for documented ones.
  public var evidence: String?
}

extension UnavailableMarketRecord: Codable {
  enum CodingKeys: String, CodingKey {
    case market, isoCountry, name, productType, productSubType, source, recordedAt, documentDate, evidence
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    market = try container.decode(Market.self, forKey: .market)
    isoCountry = try container.decode(String.self, forKey: .isoCountry)
    name = try container.decode(String.self, forKey: .name)
    productType = try container.decode(String.self, forKey: .productType)
    productSubType = try container.decode(String.self, forKey: .productSubType)
    source = try container.decode(Source.self, forKey: .source)
    recordedAt = try container.time(forKey: .recordedAt)
    documentDate = try container.decodeIfPresent(String.self, forKey: .documentDate)
    evidence = try container.decodeIfPresent(String.self, forKey: .evidence)
  }

  /// Writes the time as ISO 8601.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(market, forKey: .market)
    try container.encode(isoCountry, forKey: .isoCountry)
    try container.encode(name, forKey: .name)
    try container.encode(productType, forKey: .productType)
    try container.encode(productSubType, forKey: .productSubType)
    try container.encode(source, forKey: .source)
    try container.encode(recordedAt.iso8601Text, forKey: .recordedAt)
    try container.encode(documentDate, forKey: .documentDate)
    try container.encode(evidence, forKey: .evidence)
  }
}
