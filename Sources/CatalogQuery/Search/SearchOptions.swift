public import CatalogModel

/// The properties that a search can filter by.
public enum SearchFacet: String, Sendable, Hashable, CaseIterable {
  case market, segment
  /// Type or sub-type of the product.
  case productType
  /// A part of the publisher's name.
  case publisher
  /// The duration of one of its terms: `P1Y`.
  case term
  /// `monthly`, `annual`, `triennial`, `one_time`, `none`.
  case billingCycle
  /// `AzurePlan`, or `none` for items without a scope.
  case reservationScope
  /// `true` or `false`: whether it is a trial.
  case trial
  /// A purchase prerequisite: `InventoryCheck`; `none` for items without one.
  case prerequisite
  case currency
  /// `true` or `false`: whether it can be bought.
  case purchasable
}

/// Filters of a search, and the page.
public struct SearchOptions: Sendable, Hashable {
  /// Only these markets; empty for all of the catalog.
  public var markets: [Market]
  /// Only these segments; empty for all.
  public var segments: [Segment]
  /// Only products of these types or sub-types, whatever their case; empty for all.
  public var productTypes: [String]
  /// Only products whose publisher's name holds one of these, whatever the case; empty for all.
  public var publishers: [String]
  /// Only items with one of these values, in any case, for each facet; in addition to the lists above.
  ///
  /// Properties of availabilities (segment, term, billing cycle, currency, scope, purchasable) must all hold for one
  /// availability.
  public var only: [SearchFacet: [String]] = [:]
  /// Excludes items with one of these values.
  public var except: [SearchFacet: [String]] = [:]
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
  /// The most hits of the page.
  public var limit: Int
  /// The number of hits before the page.
  public var offset: Int
  /// Continues after the last hit of another page, given its ``SearchResult/next``; ``offset`` counts from there.
  public var after: String?
  /// Ranks by the words alone, as full-text search would: for comparison.
  package var isTextOnly = false

  /// Options; those left out do not filter.
  public init(
    markets: [Market] = [], segments: [Segment] = [], productTypes: [String] = [], publishers: [String] = [],
    includesEveryItem: Bool = false, limit: Int = 20, offset: Int = 0
  ) {
    self.markets = markets
    self.segments = segments
    self.productTypes = productTypes
    self.publishers = publishers
    self.includesEveryItem = includesEveryItem
    self.limit = limit
    self.offset = offset
  }

  /// Options for one market, or for all of them.
  public init(market: Market?, limit: Int = 20, offset: Int = 0) {
    self.init(markets: market.map { [$0] } ?? [], limit: limit, offset: offset)
  }

  /// All values of a facet to filter by, including those of the lists.
  func wanted(_ facet: SearchFacet) -> [String] {
    let named: [String] =
      switch facet {
      case .market: markets.map(\.code)
      case .segment: segments.map(\.rawValue)
      case .productType: productTypes
      case .publisher: publishers
      default: []
      }
    return named + (only[facet] ?? [])
  }

  func unwanted(_ facet: SearchFacet) -> [String] { except[facet] ?? [] }
}
