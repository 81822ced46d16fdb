import CatalogModel
public import CatalogQuery
public import Foundation
import MarketFacts

/// A market where a kind of product is not sold, with the source: one element of `markets --unavailable`.
public struct UnavailableMarketResponse: Codable, Sendable, Hashable {
  /// The service's code.
  public var market: Market
  /// ISO 3166-1; differs from the service's code for `XJ`, `XS`, `XE`.
  public var isoCountry: String
  /// The English name.
  public var name: String
  /// The name in the language of the response.
  public var localName: String
  /// The id of the product type, such as `Software`.
  public var productType: String
  /// The id of the sub-type, such as `softwareSubscriptions`.
  public var productSubType: String
  /// The origin of the fact.
  public var source: UnavailableMarketRecord.Source
  /// When a sync stored it; `nil` where none did.
  public var recordedAt: Date?
  /// The date of Microsoft's page; `nil` for an observation.
  public var documentDate: String?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case market, isoCountry, name, localName, productType, productSubType, source, recordedAt, documentDate
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      market: try row.decode(Market.self, forKey: .market),
      isoCountry: try row.decode(String.self, forKey: .isoCountry), name: try row.decode(String.self, forKey: .name),
      localName: try row.decode(String.self, forKey: .localName),
      productType: try row.decode(String.self, forKey: .productType),
      productSubType: try row.decode(String.self, forKey: .productSubType),
      source: try row.decode(UnavailableMarketRecord.Source.self, forKey: .source),
      recordedAt: try row.timeIfPresent(forKey: .recordedAt),
      documentDate: try row.decodeIfPresent(String.self, forKey: .documentDate))
  }

  private init(
    market: Market, isoCountry: String, name: String, localName: String, productType: String, productSubType: String,
    source: UnavailableMarketRecord.Source, recordedAt: Date?, documentDate: String?
  ) {
    self.market = market
    self.isoCountry = isoCountry
    self.name = name
    self.localName = localName
    self.productType = productType
    self.productSubType = productSubType
    self.source = source
    self.recordedAt = recordedAt
    self.documentDate = documentDate
  }

  /// Writes every key, null where there is nothing; times as ISO 8601 in UTC.
  public func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: CodingKeys.self)
    try row.encode(market, forKey: .market)
    try row.encode(isoCountry, forKey: .isoCountry)
    try row.encode(name, forKey: .name)
    try row.encode(localName, forKey: .localName)
    try row.encode(productType, forKey: .productType)
    try row.encode(productSubType, forKey: .productSubType)
    try row.encode(source, forKey: .source)
    try row.encode(recordedAt?.iso8601Text, forKey: .recordedAt)
    try row.encode(documentDate, forKey: .documentDate)
  }

  /// The documented markets, and those observed by syncs: software subscriptions first, then by code.
  ///
  /// - Parameters:
  ///   - catalog: the file; `nil` without one: only documented markets.
  ///   - language: the language of the local names, such as `ja-JP`.
  /// - Returns: one response for each market and kind of product.
  /// - Throws: `CatalogError` where the file cannot be read.
  public static func all(in catalog: Catalog?, language: String) throws -> [UnavailableMarketResponse] {
    let stored = try catalog?.unavailableMarkets() ?? []
    let shipped = UnavailableMarkets.all.flatMap { list in
      let known = Set(stored.filter { $0.source == .documented && list.lists($0) }.map(\.market))
      return list.documented.filter { !known.contains($0.market) }.map { fact in
        UnavailableMarketResponse(
          market: fact.market, isoCountry: fact.isoCountry, name: fact.name,
          localName: MarketFacts.name(of: fact.market, in: language), productType: list.productType,
          productSubType: list.productSubtype, source: .documented, recordedAt: nil, documentDate: list.date)
      }
    }
    let recorded = stored.map { record in
      UnavailableMarketResponse(
        market: record.market, isoCountry: record.isoCountry, name: record.name,
        localName: MarketFacts.name(of: record.market, in: language), productType: record.productType,
        productSubType: record.productSubType, source: record.source, recordedAt: record.recordedAt,
        documentDate: record.documentDate)
    }
    // Software subscriptions first: a stable order.
    return (shipped + recorded).sorted {
      ($0.isSoftware ? 0 : 1, $0.market, $0.source.rawValue) < ($1.isSoftware ? 0 : 1, $1.market, $1.source.rawValue)
    }
  }

  /// Whether it is about software subscriptions.
  public var isSoftware: Bool {
    productType.lowercased() == UnavailableMarkets.softwareSubscriptions.productType.lowercased()
  }
}

extension UnavailableMarkets {
  fileprivate func lists(_ record: UnavailableMarketRecord) -> Bool {
    record.productType.lowercased() == productType.lowercased()
      && record.productSubType.lowercased() == productSubtype.lowercased()
  }
}
