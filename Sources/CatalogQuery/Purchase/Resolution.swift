public import CatalogModel

/// What narrows the question which catalog item a customer would order.
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
  /// Whether everything is to be chosen that a cart line must say: term, billing cycle and quantity.
  public var isForCart: Bool
  /// Inventory checks that are older count as not run. In seconds; a day unless said otherwise.
  public var inventoryMaximumAge: Int

  /// Options; each one left out chooses nothing.
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
public struct Resolution: Sendable, Hashable, Encodable {
  /// How the question came out.
  public enum Outcome: String, Sendable, Codable {
    /// Exactly one catalog item: it stands in ``Resolution/item``.
    case resolved
    /// Several fit: ``Resolution/missing`` says what must be chosen.
    case choiceMissing
    /// What is meant cannot be bought by this customer: ``Resolution/rejected`` says why.
    case blocked
    /// Nothing matches.
    case nothingMatched
  }

  /// The customer of the question.
  public var customer: CustomerRecord
  /// What was asked.
  public var query: String
  /// Tells which of the other properties are set.
  public var outcome: Outcome
  /// The catalog item, with its verdict, which is never `blocked`.
  public var item: PurchasableItem?
  /// How it would be ordered; `nil` where it can be ordered in several ways and none was named.
  public var plan: PurchasePlan?
  /// Every way in which the item can be ordered.
  public var plans: [PurchasePlan] = []
  /// Why this one, one sentence for each choice.
  public var chosenBecause: [ChoiceMade] = []
  /// What else fitted the words, and why not: the nearest first, at most ``longestRejected``.
  public var rejected: [RejectedItem] = []
  /// The choice to make; `nil` unless ``outcome`` is `choiceMissing`.
  public var missing: MissingChoice?
  /// The line for a cart, where everything for it is chosen.
  public var cartLine: CartLine?

  /// Of more rejected items the rest is left out.
  static let longestRejected = 20
}

/// What must be chosen to tell one catalog item from another.
public enum ChoiceKind: String, Sendable, Codable, CaseIterable {
  /// Which SKU.
  case edition
  case segment, reservationScope, currency, term, billingCycle, quantity
  /// Which of several availabilities that differ in nothing but their ids.
  case catalogItem
}

/// A choice that settled itself, or that the caller made.
public struct ChoiceMade: Sendable, Hashable, Encodable {
  /// The choice that was made.
  public var choice: ChoiceKind
  /// `P1Y`, `commercial`, …
  public var value: String
  /// Why, in plain English.
  public var message: String
}

/// A choice that must be made first.
public struct MissingChoice: Sendable, Hashable, Encodable {
  /// One way to make the choice.
  public struct Alternative: Sendable, Hashable, Encodable {
    /// What to say: `P1Y`, `education`, `CFQ7TTC0LFLX:0002`, a CatalogItemId.
    public var value: String
    /// What it means, such as the title.
    public var title: String
  }

  /// The choice to make.
  public var choice: ChoiceKind
  /// How many alternatives there are, of which ``alternatives`` are the first.
  public var total: Int
  /// The first alternatives; of a quantity, the one range that can be ordered, such as `1–300`.
  public var alternatives: [Alternative]
  /// The choice in plain English.
  public var message: String
}

/// What fitted the words and was not chosen.
public struct RejectedItem: Sendable, Hashable, Encodable {
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
