public import CatalogModel

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
  /// Every catalog item, instead of one hit per SKU and market.
  public var listsEveryItem: Bool
  /// No more hits than this.
  public var limit: Int
  /// Hits to pass over.
  public var offset: Int

  /// Options; each one left out narrows nothing.
  public init(
    markets: [Market] = [], segments: [Segment] = [], productTypes: [String] = [], publishers: [String] = [],
    listsEveryItem: Bool = false, limit: Int = 20, offset: Int = 0
  ) {
    self.markets = markets
    self.segments = segments
    self.productTypes = productTypes
    self.publishers = publishers
    self.listsEveryItem = listsEveryItem
    self.limit = limit
    self.offset = offset
  }

  /// Options for one market, or for all of them.
  public init(market: Market?, limit: Int = 20, offset: Int = 0) {
    self.init(markets: market.map { [$0] } ?? [], limit: limit, offset: offset)
  }
}
