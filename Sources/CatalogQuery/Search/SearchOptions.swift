public import CatalogModel

/// What a search may be narrowed by.
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
  /// `AzurePlan`, or `none` for what is sold without one.
  case reservationScope
  /// `true` or `false`: whether it is a trial.
  case trial
  /// A purchase prerequisite: `InventoryCheck`; `none` for what has none.
  case prerequisite
  case currency
  /// `true` or `false`: whether it can be bought.
  case purchasable
}

/// What narrows a search, and which part of the answer is wanted.
public struct SearchOptions: Sendable, Hashable {
  /// Only these markets; empty for all of the store.
  public var markets: [Market]
  /// Only these segments; empty for all.
  public var segments: [Segment]
  /// Only products of these types or sub-types, whatever their case; empty for all.
  public var productTypes: [String]
  /// Only products whose publisher's name holds one of these, whatever the case; empty for all.
  public var publishers: [String]
  /// Only what has one of these values, whatever their case, for each facet named; besides the lists above.
  ///
  /// What availabilities have (segment, term, billing cycle, currency, scope, purchasable) must all be true of one and the
  /// same availability.
  public var only: [SearchFacet: [String]] = [:]
  /// Nothing that has one of these values.
  public var except: [SearchFacet: [String]] = [:]
  /// Every catalog item, instead of one hit per SKU and market.
  public var includesEveryItem: Bool
  /// One hit for each product: the best of its SKUs.
  public var groupsByProduct = false
  /// Whether a product's fourth hit and those that follow give way to other products that match nearly as well.
  public var deduplicates = true
  /// Whether ``SearchResult/facets`` are counted.
  public var countsFacets = true
  /// Whether each hit says why it stands where it does.
  public var explains = false
  /// No more hits than this.
  public var limit: Int
  /// Hits to pass over.
  public var offset: Int
  /// Goes on after the last hit of another page: its ``SearchResult/next``. ``offset`` counts from there.
  public var after: String?
  /// Orders by the words alone, as full-text search would: for comparison.
  package var isTextOnly = false

  /// Options; each one left out narrows nothing.
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

  /// All values wanted of a facet, those of the lists included.
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
