public import CatalogModel

/// The markets of the service, as its documentation lists them.
///
/// Embedded in the program from `markets.json`, whose header says where each fact comes from. Decoded when first asked
/// for, once, from any thread.
public enum MarketFacts {
  /// All 248 markets, in the order of their codes.
  public static let all: [MarketFact] = MarketTable.rows(in: PackageResources.markets_json)

  /// The facts of a market; `nil` where the service documents no such market.
  public static func fact(for market: Market) -> MarketFact? { byMarket[market] }

  /// Whether the service documents a market. Cheap: nothing is decoded.
  public static func isDocumented(_ market: Market) -> Bool { documentedCodes.contains(market.code) }

  /// The codes of all rows, found in one pass.
  private static let documentedCodes: Set<String> = PackageResources.markets_json.withUnsafeBufferPointer { file in
    let rowStart = Array("{\"market\": \"".utf8)
    var codes: Set<String> = []
    var position = 0
    while let brace = file[position...].firstIndex(of: rowStart[0]) {
      position = brace + 1
      guard file[brace...].starts(with: rowStart) else { continue }
      let code = file[(brace + rowStart.count)...].prefix { $0 != UInt8(ascii: "\"") }
      codes.insert(String(decoding: code, as: UTF8.self))
    }
    return codes
  }

  private static let byMarket: [Market: MarketFact] = Dictionary(
    all.map { ($0.market, $0) }, uniquingKeysWith: { first, _ in first })
}
