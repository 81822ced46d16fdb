import CatalogModel

/// The markets of a sync, from several sources.
enum MarketChoice {
  /// The first of these that names any: flags or configuration, the catalog file, the customers.
  ///
  /// - Parameters:
  ///   - said: the markets of flags or configuration; `nil` where neither names one.
  ///   - stored: the markets of the catalog file.
  ///   - customers: the markets of the stored customers.
  /// - Returns: at least one market.
  /// - Throws: ``CommandError`` of status `usage` where none is named.
  static func choose(said: [Market]?, stored: [Market], customers: [Market]) throws -> [Market] {
    for markets in [said ?? [], stored, customers] where !markets.isEmpty { return markets }
    throw CommandError.usage(
      "No market to read. Name one with --market US, set PARTNER_CATALOG_MARKETS, or run `partner-catalog customers sync` "
        + "first: then the markets of your customers are read.")
  }
}
