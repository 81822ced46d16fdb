/// One page of an answer.
public struct Page: Sendable, Hashable {
  /// The most items of the page; 0 or less for none.
  public var limit: Int
  /// The number of items before the page.
  public var offset: Int
  /// Continues after another page, given its `next`; ``offset`` counts from there. `nil` for the first page.
  ///
  /// It is a place in the order, not a number: no item is repeated or skipped when others come or go.
  public var after: String?

  /// A page.
  public init(limit: Int, offset: Int = 0, after: String? = nil) {
    self.limit = limit
    self.offset = offset
    self.after = after
  }
}
