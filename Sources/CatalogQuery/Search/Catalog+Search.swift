extension Catalog {
  /// Finds catalog items by words, beginnings of words, codes and ids, best first.
  ///
  /// Every word must occur in the SKU's or product's title, codes, publisher or description; case, width and accents do
  /// not count, and the last word may be unfinished. A CatalogItemId finds exactly that item, `PRODUCT:SKU` that SKU,
  /// a product id that product. Blank text lists all, by title. Any text may be given: nothing is a syntax error.
  ///
  /// Order: exact title, relevance, what can be bought before what cannot, ids.
  /// - Returns: one hit per SKU and market unless ``SearchOptions/listsEveryItem`` is set. The hit is the SKU's best
  ///   item there: purchasable, then commercial, then without reservation scope, then the shortest term.
  /// - Throws: ``CatalogError``, only where the file cannot be read. That nothing matches is an empty result.
  public func search(_ text: String, _ options: SearchOptions = SearchOptions()) throws -> SearchResult {
    try read { try $0.search(text, options) }
  }
}
