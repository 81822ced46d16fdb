public import CatalogModel

/// The filter, form and page of ``Catalog/purchasableItems(for:matching:_:)``.
public struct PurchaseOptions: Sendable, Hashable {
  /// Includes items that the customer cannot buy, with the reasons.
  public var includesBlocked: Bool
  /// The items to include. A filter opens nothing: segments closed to the customer stay closed, and another market than
  /// the customer's has no items.
  public var filter: ItemFilter
  /// Where no item of the answer has every word, lists those that have the most of them, each with its
  /// ``PurchasableItem/missing`` words; ``PurchaseAnswer/isPartial`` says so.
  public var includesPartialMatches = false
  /// Whether ``PurchaseAnswer/facets`` are counted.
  public var countsFacets = false
  /// The prices of the items, and how the answer is filtered and ordered by them.
  public var prices = PriceOptions()
  /// The age in seconds after which an inventory check counts as not run; by default a day.
  public var inventoryMaximumAge: Int
  /// What the customer holds beside the subscriptions of the catalog: orders and entitlements. An add-on's base counts as held
  /// where it is among them, and each item of the answer names what is ``PurchasableItem/held`` of its SKU.
  public var holdings: [HeldItem] = []
  /// The items to list; ``Page/after`` is a ``PurchaseAnswer/next``.
  public var page: Page

  /// The default age limit of inventory checks, in seconds: a day.
  public static let usualInventoryAge = 24 * 3600

  /// The number of items of a page, unless another is given.
  public static let usualLimit = 50

  /// Options with any filter.
  public init(
    filter: ItemFilter, includesBlocked: Bool = false, inventoryMaximumAge: Int = usualInventoryAge,
    page: Page = Page(limit: usualLimit)
  ) {
    self.includesBlocked = includesBlocked
    self.filter = filter
    self.inventoryMaximumAge = inventoryMaximumAge
    self.page = page
  }

  /// Options with the most common filters; those left out do not filter.
  ///
  /// - Parameters:
  ///   - includesBlocked: see ``includesBlocked``.
  ///   - segment: only this segment.
  ///   - term: only items with a term of this length: `P1Y`.
  ///   - currency: only items in this currency: `EUR`.
  ///   - inventoryMaximumAge: see ``inventoryMaximumAge``.
  ///   - limit: see ``Page/limit``.
  ///   - offset: see ``Page/offset``.
  public init(
    includesBlocked: Bool = false, segment: Segment? = nil, term: String? = nil, currency: String? = nil,
    inventoryMaximumAge: Int = usualInventoryAge, limit: Int = usualLimit, offset: Int = 0
  ) {
    var filter = ItemFilter()
    if let segment { filter.segments = [segment] }
    if let term { filter.only[.term] = [term] }
    if let currency { filter.only[.currency] = [currency] }
    self.init(
      filter: filter, includesBlocked: includesBlocked, inventoryMaximumAge: inventoryMaximumAge,
      page: Page(limit: limit, offset: offset))
  }
}
