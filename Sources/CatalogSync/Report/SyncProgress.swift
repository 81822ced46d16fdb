public import CatalogModel
public import CatalogStore

/// Progress of a running sync.
public struct SyncProgress: Sendable, Hashable {
  /// Requests sent, with repetitions.
  public var requests: Int
  /// Responses with status 429.
  public var throttled: Int
  /// Products read, each in one market and reservation scope.
  public var unitsDone: Int
  /// Products to read, as far as known; grows while lists are read.
  public var unitsKnown: Int
  /// The first market in the order of the sync that is not yet read; `nil` where all are.
  public var market: Market?
  /// Markets whose products are counted in ``unitsKnown``.
  public var marketsListed: Int
  /// Markets whose lists, and new products, are read.
  public var marketsDone: Int
  /// All markets of the sync.
  public var markets: Int
  /// Catalog items that were added, changed, removed or found unchanged.
  public var items: ItemCounts
}
