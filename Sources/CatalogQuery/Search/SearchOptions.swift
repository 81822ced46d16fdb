public import CatalogModel

/// The filter, form and page of a search.
public struct SearchOptions: Sendable, Hashable {
  /// The items to include.
  public var filter: ItemFilter
  /// Lists every catalog item instead of one hit for each SKU and market.
  public var includesEveryItem: Bool
  /// Lists one hit for each product: the best of its SKUs.
  public var groupsByProduct = false
  /// Whether further hits of a product, from its fourth on, rank below other products that match nearly as well.
  public var deduplicates = true
  /// Whether ``SearchResult/facets`` are counted.
  public var countsFacets = true
  /// Whether hits have an ``SearchHit/explanation``.
  public var explains = false
  /// The prices of the items, and how the answer is filtered and ordered by them.
  public var prices = PriceOptions()
  /// The hits to list; ``Page/after`` is a ``SearchResult/next``.
  public var page: Page
  /// Ranks by the words alone, as full-text search would: for comparison.
  package var isTextOnly = false

  /// Options with any filter.
  public init(filter: ItemFilter, includesEveryItem: Bool = false, page: Page = Page(limit: usualLimit)) {
    self.filter = filter
    self.includesEveryItem = includesEveryItem
    self.page = page
  }

  /// Options with the most common filters; those left out do not filter.
  public init(
    markets: [Market] = [], segments: [Segment] = [], productTypes: [String] = [], publishers: [String] = [],
    includesEveryItem: Bool = false, limit: Int = usualLimit, offset: Int = 0
  ) {
    var filter = ItemFilter()
    if !markets.isEmpty { filter.markets = markets }
    if !segments.isEmpty { filter.segments = segments }
    if !productTypes.isEmpty { filter.productTypes = productTypes }
    if !publishers.isEmpty { filter.publishers = publishers }
    self.init(filter: filter, includesEveryItem: includesEveryItem, page: Page(limit: limit, offset: offset))
  }

  /// Options for one market, or for all of them.
  public init(market: Market?, limit: Int = usualLimit, offset: Int = 0) {
    self.init(markets: market.map { [$0] } ?? [], limit: limit, offset: offset)
  }

  /// The number of hits of a page, unless another is given.
  public static let usualLimit = 20
}
