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
  /// Inventory checks that are older count as not run. In seconds; a day unless said otherwise.
  public var inventoryMaximumAge: Int
  /// No more items than this.
  public var limit: Int
  /// Items to pass over.
  public var offset: Int

  /// How long an inventory check is believed where nothing else is said, in seconds.
  public static let usualInventoryAge = 24 * 3600

  /// Options; each one left out narrows nothing.
  public init(
    includesBlocked: Bool = false, segment: Segment? = nil, term: String? = nil, currency: String? = nil,
    inventoryMaximumAge: Int = usualInventoryAge, limit: Int = 50, offset: Int = 0
  ) {
    self.includesBlocked = includesBlocked
    self.segment = segment
    self.term = term
    self.currency = currency
    self.inventoryMaximumAge = inventoryMaximumAge
    self.limit = limit
    self.offset = offset
  }
}
