/// Catalog items that were added, changed, removed and unchanged, of a product or a run.
public struct ItemCounts: Sendable, Hashable, Codable {
  /// Items that are new or have come back.
  public var added = 0
  /// Items with another content than before.
  public var changed = 0
  /// Items that are gone.
  public var removed = 0
  /// Items that are as they were.
  public var unchanged = 0

  /// Counts, each 0 or more.
  public init(added: Int = 0, changed: Int = 0, removed: Int = 0, unchanged: Int = 0) {
    self.added = added
    self.changed = changed
    self.removed = removed
    self.unchanged = unchanged
  }

  /// Whether anything changed.
  public var isChange: Bool { added + changed + removed > 0 }

  /// Adds count to count.
  public static func += (left: inout ItemCounts, right: ItemCounts) {
    left.added += right.added
    left.changed += right.changed
    left.removed += right.removed
    left.unchanged += right.unchanged
  }
}
