public import CatalogModel

/// Choices that the caller of ``Catalog/resolve(_:for:_:)`` has already made.
public struct ResolveOptions: Sendable, Hashable {
  /// `P1Y`; case does not matter.
  public var term: String?
  /// `monthly`, `annual`, `one_time`, …; case and underscores do not matter.
  public var billingCycle: String?
  /// Only items of this segment; `nil` chooses none.
  public var segment: Segment?
  /// `AzurePlan` for reservations under an Azure plan, `legacy` for those of legacy Azure subscriptions; case does not
  /// matter.
  public var reservationScope: String?
  /// ISO 4217.
  public var currency: String?
  /// The quantity to order; `nil` chooses none.
  public var quantity: Int?
  /// Whether everything in a cart line must be chosen: term, billing cycle and quantity.
  public var isForCart: Bool
  /// The age in seconds after which an inventory check counts as not run; by default a day.
  public var inventoryMaximumAge: Int
  /// What the customer holds beside the subscriptions of the catalog; see ``PurchaseOptions/holdings``.
  public var holdings: [HeldItem] = []
  /// The prices of the item.
  public var prices = PriceOptions()

  /// Options; those left out choose nothing.
  public init(
    term: String? = nil, billingCycle: String? = nil, segment: Segment? = nil, reservationScope: String? = nil,
    currency: String? = nil, quantity: Int? = nil, isForCart: Bool = false,
    inventoryMaximumAge: Int = PurchaseOptions.usualInventoryAge
  ) {
    self.term = term
    self.billingCycle = billingCycle
    self.segment = segment
    self.reservationScope = reservationScope
    self.currency = currency
    self.quantity = quantity
    self.isForCart = isForCart
    self.inventoryMaximumAge = inventoryMaximumAge
  }

  var wish: PurchaseWish { PurchaseWish(term: term, billingCycle: billingCycle, quantity: quantity) }
}

/// The one catalog item that a customer would order, or why there is not exactly one.
public struct Resolution: Sendable, Hashable, Codable {
  /// The kind of result.
  public enum Outcome: String, Sendable, Codable {
    /// Exactly one catalog item: ``Resolution/item``.
    case resolved
    /// Several items match: ``Resolution/missing`` is the choice to make.
    case choiceMissing
    /// The customer cannot buy the item: ``Resolution/rejected`` gives the reasons.
    case blocked
    /// Nothing matches.
    case nothingMatched
  }

  /// The customer of the question.
  public var customer: CustomerRecord
  /// The text of the question.
  public var query: String
  /// Tells which of the other properties are set.
  public var outcome: Outcome
  /// The catalog item, with its verdict, which is never `blocked`.
  public var item: PurchasableItem?
  /// The term and billing cycle of the order; `nil` where several are possible and none was chosen.
  public var plan: PurchasePlan?
  /// Every term and billing cycle of the item.
  public var plans: [PurchasePlan] = []
  /// The reason of each choice, one sentence each.
  public var chosenBecause: [ChoiceMade] = []
  /// Other matches with the reasons against them: the nearest first, at most 20.
  public var rejected: [RejectedItem] = []
  /// The choice to make; `nil` unless ``outcome`` is `choiceMissing`.
  public var missing: MissingChoice?
  /// The line for a cart; `nil` where a choice for it is missing.
  public var cartLine: CartLine?

  /// Further rejected items are left out.
  static let longestRejected = 20
}

/// The choices that tell catalog items apart.
public enum ChoiceKind: String, Sendable, Codable, CaseIterable {
  /// The SKU.
  case edition
  case segment, reservationScope, currency, term, billingCycle, quantity
  /// One of several availabilities that differ only in their ids.
  case catalogItem
}

/// A choice that the caller made, or that had one possible value.
public struct ChoiceMade: Sendable, Hashable, Codable {
  /// The choice that was made.
  public var choice: ChoiceKind
  /// `P1Y`, `commercial`, …
  public var value: String
  /// Why, in plain English.
  public var message: String
}

/// A choice that the caller must make.
public struct MissingChoice: Sendable, Hashable, Codable {
  /// One way to make the choice.
  public struct Alternative: Sendable, Hashable, Codable {
    /// The value to choose: `P1Y`, `education`, `CFQ7TTC0LFLX:0002`, a CatalogItemId.
    public var value: String
    /// The meaning, such as the title; may be empty.
    public var title: String
    /// What tells the alternatives apart beside their titles, by ``DistinguishingTrait``: `{"terms": "P1M monthly, P1Y annual"}`.
    /// A trait that is the same in all of them is left out.
    public var differsIn: [String: String] = [:]
  }

  /// The choice to make.
  public var choice: ChoiceKind
  /// The number of alternatives, of which ``alternatives`` are the first.
  public var total: Int
  /// The first alternatives; of a quantity, the one range that can be ordered, such as `1–300`.
  public var alternatives: [Alternative]
  /// The choice in plain English.
  public var message: String
}

/// A match that was not chosen.
public struct RejectedItem: Sendable, Hashable, Codable {
  /// The rejected item.
  public var catalogItemID: CatalogItemID
  /// The SKU title, or the product title where the SKU has none.
  public var title: String
  /// In plain English.
  public var because: String

  enum CodingKeys: String, CodingKey {
    case catalogItemID = "catalogItemId"
    case title, because
  }
}
