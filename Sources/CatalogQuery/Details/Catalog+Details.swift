public import CatalogModel

extension Catalog {
  /// Everything the store knows of a product, a SKU or an availability, with its history.
  ///
  /// - Parameter market: only what concerns this market; `nil` for all of the store.
  /// - Returns: `nil` where the store has never seen it, or not in that market.
  public func details(of item: ItemReference, market: Market? = nil) throws -> ItemDetails? {
    try read { try $0.details(of: item, market: market) }
  }
}
