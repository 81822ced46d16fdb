extension Catalog {
  /// Finds catalog items by words, parts of words, codes and ids.
  public func search(_ text: String, _ options: SearchOptions = SearchOptions()) throws -> SearchResult {
    SearchResult(query: text, market: nil, total: 0, items: [], facets: [:])
  }
}
