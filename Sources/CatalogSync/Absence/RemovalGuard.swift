import CatalogStore

/// Decides how many removals of a partition are believed at once.
///
/// Too many are more than ``count`` *and* more than ``share`` of what the partition holds: then something is wrong
/// with the lists, more likely than with the catalog. While any removals of a partition are held back for that, no
/// others of it are believed either.
struct RemovalGuard {
  static let count = 20
  static let share = 0.1

  /// What each partition held before the run.
  let items: [ProductListKey: Int]
  /// So many removals of a partition are allowed by the operator: a ceiling, not a switch.
  let accepted: Int
  /// Partitions of which an earlier run held removals back.
  let holding: Set<ProductListKey>
  private var taken: [ProductListKey: Int] = [:]

  init(items: [ProductListKey: Int], accepted: Int, holding: Set<ProductListKey> = []) {
    self.items = items
    self.accepted = accepted
    self.holding = holding
  }

  /// Asks leave to remove so many catalog items that stand in these lists.
  ///
  /// - Returns: whether it is given in every one of them; only then are they counted.
  mutating func permits(_ removals: Int, in lists: [ProductListKey]) -> Bool {
    let isPermitted = lists.allSatisfy { taken[$0, default: 0] + removals <= limit(of: $0) }
    if isPermitted { for list in lists { taken[list, default: 0] += removals } }
    return isPermitted
  }

  private func limit(of list: ProductListKey) -> Int {
    holding.contains(list) ? accepted : max(Self.count, Int(Double(items[list] ?? 0) * Self.share), accepted)
  }
}
