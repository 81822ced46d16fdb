public import CatalogModel
public import Foundation

/// A market where a kind of product is not sold.
public struct UnavailableMarketRecord: Sendable, Hashable {
  /// How it is known.
  public enum Source: String, Sendable, Codable {
    /// Microsoft's table says so.
    case documented
    /// Syncs some hours apart found the narrow and the wide list empty or refused, and no product of the kind.
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
  /// How it is known; a market can be both documented and observed, in two records.
  public var source: Source
  /// When a sync wrote the record.
  public var recordedAt: Date
  /// The date that Microsoft's page bears, as far as it says; `nil` for what was observed.
  public var documentDate: String?
  /// What an observation rests on, in English; `nil` for what is documented.
  public var evidence: String?
}

extension UnavailableMarketRecord: Encodable {
  enum CodingKeys: String, CodingKey {
    case market, isoCountry, name, productType, productSubType, source, recordedAt, documentDate, evidence
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
