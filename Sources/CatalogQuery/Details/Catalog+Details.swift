public import CatalogModel

extension Catalog {
  /// Finds the current CatalogItemId of one that the service reissued, once or several times.
  ///
  /// - Parameter item: an availability; a product or a SKU has no successor.
  /// - Returns: `nil` where the catalog knows no replacement, or where the id names no availability.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func successor(of item: ItemReference) throws(CatalogError) -> CatalogItemID? {
    try read { snapshot in
      try snapshot.namedItem(item).flatMap { try snapshot.successor(of: $0) }.map { CatalogItemID($0) }
    }
  }

  /// Reads everything the catalog holds about a product, a SKU or an availability, with its history.
  ///
  /// - Parameters:
  ///   - item: its id; case and the leading zeros of the SKU do not matter.
  ///   - market: limits places, items and history to this market; `nil` for all of the catalog.
  ///   - prices: the prices of the items.
  /// - Returns: `nil` where no sync has seen it, or not in that market.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func details(
    of item: ItemReference, market: Market? = nil, prices: PriceOptions = PriceOptions()
  ) throws(CatalogError) -> ItemDetails? {
    try read { try $0.details(of: item, market: market, prices: prices) }
  }
}

extension Snapshot {
  func details(of item: ItemReference, market: Market?, prices: PriceOptions) throws -> ItemDetails? {
    guard var details = try details(of: item, market: market) else { return nil }
    let reader = try priceReader(prices)
    guard reader.isUsed else { return details }
    for sku in details.skus.indices {
      for index in details.skus[sku].items.indices {
        details.skus[sku].items[index].prices = try reader.prices(of: details.skus[sku].items[index])
      }
    }
    return details
  }
}
