public import CatalogModel
public import Foundation

/// A cart as the service holds it.
public struct ServiceCart: Sendable, Hashable, Codable {
  /// One line of a cart.
  public struct Line: Sendable, Hashable, Codable {
    /// The item; reissued ids are refused by the cart.
    public var catalogItemID: CatalogItemID
    /// Licences or instances.
    public var quantity: Int
    /// `P1Y`; `nil` where the service says nothing.
    public var termDuration: String?
    /// `monthly`; `nil` where the service says nothing.
    public var billingCycle: String?
    /// The promotion, planned or added by the service; `nil` for none.
    public var promotionID: String?
    /// The term after a trial; `nil` where the service says nothing.
    public var renewsTo: String?
    /// The hourly amount of a savings plan; `nil` where the service says nothing.
    public var commitment: Money?
    /// ISO 4217.
    public var currency: String?
    /// The lines of one group become one order; `nil` where the service names none.
    public var orderGroup: String?
    /// `nil` where the cart has no price for the line: unknown, not zero.
    public var price: LinePrice?
    /// The error of the line; any error forbids the checkout.
    public var error: PurchaseError?

    /// Creates a line.
    public init(
      catalogItemID: CatalogItemID, quantity: Int, termDuration: String? = nil, billingCycle: String? = nil,
      promotionID: String? = nil, renewsTo: String? = nil, commitment: Money? = nil, currency: String? = nil,
      orderGroup: String? = nil, price: LinePrice? = nil,
      error: PurchaseError? = nil
    ) {
      self.catalogItemID = catalogItemID
      self.quantity = quantity
      self.termDuration = termDuration
      self.billingCycle = billingCycle
      self.promotionID = promotionID
      self.renewsTo = renewsTo
      self.commitment = commitment
      self.currency = currency
      self.orderGroup = orderGroup
      self.price = price
      self.error = error
    }
  }

  /// The only documented key against buying twice: a checkout is repeated on this cart or not at all.
  public var id: String
  /// `Active`, `Ordered`, or a word this program does not know; `nil` where the service says nothing.
  public var status: String?
  /// `nil` where the service says nothing.
  public var expiresAt: Date?
  /// The lines, in the order of the service.
  public var lines: [Line]

  /// Creates a cart.
  public init(id: String, status: String?, expiresAt: Date?, lines: [Line]) {
    self.id = id
    self.status = status
    self.expiresAt = expiresAt
    self.lines = lines
  }

  /// Whether the service says that nothing was ordered from it yet.
  public var isActive: Bool { status?.lowercased() == "active" }

  /// Whether the service says that it was checked out.
  public var isOrdered: Bool { status?.lowercased() == "ordered" }

  /// The total of the lines; `nil` where a price is unknown.
  public var total: Money? { LinePrice.total(lines.map(\.price)) }

  /// Whether another reading shows the same lines at the same prices.
  func isSame(as other: ServiceCart) -> Bool { id == other.id && lines == other.lines }
}

/// A cart to be made.
public struct CartDraft: Sendable, Hashable {
  /// In the order of the plan.
  public var lines: [PlannedLine]
  /// Whether the user attests to the identity of the partner on record.
  public var attestsPartnerOnRecord: Bool
  /// The indirect reseller of the transaction; `nil` for none.
  public var reseller: String?

  /// Creates a draft.
  public init(lines: [PlannedLine], attestsPartnerOnRecord: Bool, reseller: String? = nil) {
    self.lines = lines
    self.attestsPartnerOnRecord = attestsPartnerOnRecord
    self.reseller = reseller
  }
}
