/// How many catalog items a unit, or a run, added, changed, removed and left as they were.
public struct ItemCounts: Sendable, Hashable, Codable {
  public var added = 0
  public var changed = 0
  public var removed = 0
  public var unchanged = 0

  public init(added: Int = 0, changed: Int = 0, removed: Int = 0, unchanged: Int = 0) {
    self.added = added
    self.changed = changed
    self.removed = removed
    self.unchanged = unchanged
  }

  /// Whether anything is otherwise than it was.
  public var isChange: Bool { added + changed + removed > 0 }

  public static func += (left: inout ItemCounts, right: ItemCounts) {
    left.added += right.added
    left.changed += right.changed
    left.removed += right.removed
    left.unchanged += right.unchanged
  }
}
