import CatalogModel
import CatalogQuery

extension CSVColumns where Row == MarketResponse {
  /// The columns of markets: the keys of the JSON contract.
  public static let market = CSVColumns(MarketResponse.CodingKeys.allCases.map(\.rawValue)) { row in
    [
      row.market.code, row.name, row.localName, row.currency ?? "", "\(row.items)", row.state.rawValue,
      row.completedAt?.iso8601Text ?? "", row.ageSeconds.map { "\($0)" } ?? "", "\(row.sellsSoftwareSubscriptions)",
    ]
  }
}

extension CSVColumns where Row == UnavailableMarketResponse {
  /// The columns of unavailable markets: the keys of the JSON contract.
  public static let unavailableMarket = CSVColumns(
    UnavailableMarketResponse.CodingKeys.allCases.map(\.rawValue)
  ) { row in
    [
      row.market.code, row.isoCountry, row.name, row.localName, row.productType, row.productSubType,
      row.source.rawValue, row.recordedAt?.iso8601Text ?? "", row.documentDate ?? "",
    ]
  }
}
