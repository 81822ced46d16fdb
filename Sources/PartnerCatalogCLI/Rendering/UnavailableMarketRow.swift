import CatalogQuery
import MarketFacts

/// A market where a kind of product is not sold, with the source.
struct UnavailableMarketRow: Encodable, Sendable {
  typealias Source = UnavailableMarketRecord.Source

  var market: Market
  var isoCountry: String
  /// The English name.
  var name: String
  var localName: String
  var productType: String
  var productSubType: String
  var source: Source
  /// The time when a sync stored it; `nil` where none did.
  var recordedAt: String?
  /// The date of Microsoft's page; `nil` for an observation.
  var documentDate: String?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case market, isoCountry, name, localName, productType, productSubType, source, recordedAt, documentDate
  }

  func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: CodingKeys.self)
    try row.encode(market, forKey: .market)
    try row.encode(isoCountry, forKey: .isoCountry)
    try row.encode(name, forKey: .name)
    try row.encode(localName, forKey: .localName)
    try row.encode(productType, forKey: .productType)
    try row.encode(productSubType, forKey: .productSubType)
    try row.encode(source, forKey: .source)
    try row.encode(recordedAt, forKey: .recordedAt)
    try row.encode(documentDate, forKey: .documentDate)
  }

  static let csvHeader = CodingKeys.allCases.map(\.rawValue)

  static func csvFields(_ row: UnavailableMarketRow) -> [String] {
    [
      row.market.code, row.isoCountry, row.name, row.localName, row.productType, row.productSubType,
      row.source.rawValue, row.recordedAt ?? "", row.documentDate ?? "",
    ]
  }

  /// The documented markets, and those observed by syncs, in the order of their codes.
  static func all(in catalog: Catalog?, language: String) throws -> [UnavailableMarketRow] {
    let stored = try catalog?.unavailableMarkets() ?? []
    let shipped = UnavailableMarkets.all.flatMap { list in
      let known = Set(stored.filter { $0.source == .documented && list.lists($0) }.map(\.market))
      return list.documented.filter { !known.contains($0.market) }.map { fact in
        UnavailableMarketRow(
          market: fact.market, isoCountry: fact.isoCountry, name: fact.name,
          localName: MarketFacts.name(of: fact.market, in: language), productType: list.productType,
          productSubType: list.productSubtype, source: .documented, recordedAt: nil, documentDate: list.date)
      }
    }
    let recorded = stored.map { record in
      UnavailableMarketRow(
        market: record.market, isoCountry: record.isoCountry, name: record.name,
        localName: MarketFacts.name(of: record.market, in: language), productType: record.productType,
        productSubType: record.productSubType, source: record.source, recordedAt: Formatting.time(record.recordedAt),
        documentDate: record.documentDate)
    }
    // Software subscriptions first: a stable order.
    return (shipped + recorded).sorted {
      ($0.isSoftware ? 0 : 1, $0.market, $0.source.rawValue) < ($1.isSoftware ? 0 : 1, $1.market, $1.source.rawValue)
    }
  }

  /// Whether it is about software subscriptions.
  var isSoftware: Bool { productType.lowercased() == UnavailableMarkets.softwareSubscriptions.productType.lowercased() }
}

extension UnavailableMarkets {
  fileprivate func lists(_ record: UnavailableMarketRecord) -> Bool {
    record.productType.lowercased() == productType.lowercased()
      && record.productSubType.lowercased() == productSubtype.lowercased()
  }
}
