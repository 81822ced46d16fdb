extension Catalog {
  /// Finds catalog items by words, beginnings of words, codes and ids, best first.
  ///
  /// Every word must occur in the SKU's or product's title, codes, publisher or description, as it is typed, as a
  /// reviewed synonym, in another spelling of a code, a region or a number with its unit, or else with a letter wrong;
  /// case, width and accents do not count, and the last word may be unfinished. Where nothing has all of them, what has
  /// the most comes, and ``SearchResult/isPartial`` says so. A CatalogItemId finds exactly that item, `PRODUCT:SKU`
  /// that SKU, a product id that product. Blank text lists all, by title. Any text may be given: nothing is a syntax
  /// error.
  ///
  /// Order: exact title of the SKU, of the product; no letter wrong; all in titles and codes; what can be bought before
  /// what cannot; how much the words say, how much of the title they are; ids.
  /// - Returns: one hit per SKU and market unless ``SearchOptions/includesEveryItem`` is set. The hit is the SKU's best
  ///   item there: with the term that the text names, purchasable, then commercial, then without reservation scope,
  ///   then the shortest term.
  /// - Throws: ``CatalogError``, where the file cannot be read, or ``Page/after`` is no place in the order.
  ///   That nothing matches is an empty result.
  public func search(_ text: String, _ options: SearchOptions = SearchOptions()) throws(CatalogError) -> SearchResult {
    try read { snapshot in
      var options = options
      options.filter = try snapshot.filter(
        options.filter, markets: options.filter.markets, choosing: &options.prices)
      if options.prices.selects { return try snapshot.searchByPrice(text, options) }
      return try snapshot.priced(snapshot.search(text, options), options.prices)
    }
  }
}
