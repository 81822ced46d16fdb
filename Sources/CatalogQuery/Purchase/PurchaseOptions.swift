public import CatalogModel

/// Filters of ``Catalog/purchasableItems(for:matching:_:)``, and the page.
public struct PurchaseOptions: Sendable, Hashable {
  /// Includes items that the customer cannot buy, with the reasons.
  public var includesBlocked: Bool
  /// Only this segment.
  public var segment: Segment?
  /// Only items with a term of this length: `P1Y`.
  public var term: String?
  /// Only items in this currency: `EUR`.
  public var currency: String?
  /// The age in seconds after which an inventory check counts as not run; by default a day.
  public var inventoryMaximumAge: Int
  /// The most items of the page.
  public var limit: Int
  /// The number of items before the page.
  public var offset: Int

  /// The default age limit of inventory checks, in seconds: a day.
  public static let usualInventoryAge = 24 * 3600

  /// Options; those left out do not filter.
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
