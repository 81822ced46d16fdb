import CatalogStore

/// Limits the removals that one run believes in one partition.
///
/// The limit is the greater of ``count`` items and ``share`` of the items that the partition held: more than that is
/// more likely a fault of the lists than a change of the catalog. A partition with removals that an earlier run held
/// back permits no others.
struct RemovalGuard: Sendable {
  static let count = 20
  static let share = 0.1

  /// Catalog items of each partition before the run.
  let items: [ProductListKey: Int]
  /// ``SyncOptions/acceptedRemovals``.
  let accepted: Int
  /// Partitions with removals that an earlier run held back.
  let holding: Set<ProductListKey>
  private var taken: [ProductListKey: Int] = [:]

  init(items: [ProductListKey: Int], accepted: Int, holding: Set<ProductListKey> = []) {
    self.items = items
    self.accepted = accepted
    self.holding = holding
  }

  /// Requests to remove catalog items of products in these lists.
  ///
  /// - Parameters:
  ///   - removals: the number of items.
  ///   - lists: the partitions that the items belong to.
  /// - Returns: whether every list permits it. Only then do they count against the limits.
  mutating func permits(_ removals: Int, in lists: [ProductListKey]) -> Bool {
    let isPermitted = lists.allSatisfy { taken[$0, default: 0] + removals <= limit(of: $0) }
    if isPermitted { for list in lists { taken[list, default: 0] += removals } }
    return isPermitted
  }

  private func limit(of list: ProductListKey) -> Int {
    holding.contains(list) ? accepted : max(Self.count, Int(Double(items[list] ?? 0) * Self.share), accepted)
  }
}
