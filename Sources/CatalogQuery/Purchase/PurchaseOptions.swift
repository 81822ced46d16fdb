public import CatalogModel

/// What narrows the question what a customer can buy, and which part of the answer is wanted.
public struct PurchaseOptions: Sendable, Hashable {
  /// Also what the customer cannot buy, with the reasons.
  public var includesBlocked: Bool
  /// Only this segment.
  public var segment: Segment?
  /// Only items with a term of this length: `P1Y`.
  public var term: String?
  /// Only items in this currency: `EUR`.
  public var currency: String?
  /// No more items than this.
  public var limit: Int
  /// Items to pass over.
  public var offset: Int

  /// Options; each one left out narrows nothing.
  public init(
    includesBlocked: Bool = false, segment: Segment? = nil, term: String? = nil, currency: String? = nil,
    limit: Int = 50, offset: Int = 0
  ) {
    self.includesBlocked = includesBlocked
    self.segment = segment
    self.term = term
    self.currency = currency
    self.limit = limit
    self.offset = offset
  }
}
