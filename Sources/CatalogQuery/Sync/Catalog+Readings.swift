public import CatalogModel

extension Catalog {
  /// The state of every market of the catalog, which costs less than ``markets()``: nothing is counted.
  ///
  /// - Returns: one state for each market that a sync asked for.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func readings() throws(CatalogError) -> [Market: MarketReading] {
    try read { snapshot in
      Dictionary(grouping: try snapshot.partitions(market: nil), by: \.market).mapValues(snapshot.reading(of:))
    }
  }
}
