public import CatalogModel

extension Catalog {
  /// The CatalogItemId that took the place of one that the service reissued, however often it did.
  ///
  /// - Returns: `nil` where the id was never replaced as far as the store knows, or names no availability.
  public func successor(of item: ItemReference) throws -> CatalogItemID? {
    try read { snapshot in
      try snapshot.namedItem(item).flatMap { try snapshot.successor(of: $0) }.map { CatalogItemID($0) }
    }
  }

  /// Everything the store knows of a product, a SKU or an availability, with its history.
  ///
  /// - Parameter market: only what concerns this market; `nil` for all of the store.
  /// - Returns: `nil` where the store has never seen it, or not in that market.
  public func details(of item: ItemReference, market: Market? = nil) throws -> ItemDetails? {
    try read { try $0.details(of: item, market: market) }
  }
}
