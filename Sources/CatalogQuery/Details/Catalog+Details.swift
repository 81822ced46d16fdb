public import CatalogModel

extension Catalog {
  /// Everything the store knows of an item; `nil` where it never saw it.
  public func details(of item: ItemReference, market: Market? = nil) throws -> ItemDetails? { nil }
}
