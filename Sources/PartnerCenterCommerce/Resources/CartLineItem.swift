public import CatalogModel
public import Foundation
public import PartnerCenter

/// One line of a cart.
///
/// Source: "Cart resources", table CartLineItem.
public struct CartLineItem: WireResource, Hashable {
  /// From 0, in the order of the request; comes back unchanged. `nil` where the response omits it.
  public var id: Int?
  /// The item to buy.
  public var catalogItemID: CatalogItemID
  /// Units; 1 or more.
  public var quantity: Int
  /// Set by the service; `nil` where the response omits it.
  public var currencyCode: String?
  /// `nil` where the response omits it.
  public var billingCycle: BillingCycle?
  /// ISO 8601; `nil` for perpetual software and Azure plans.
  public var termDuration: String?
  /// Chosen by the caller, or added by the service.
  public var promotionID: PromotionID?
  /// `nil` where the response omits it.
  public var friendlyName: String?
  /// Empty where the response omits them.
  public var participants: [Participant]
  /// The values of the SKU's provisioning variables, keys as received; empty where there are none.
  public var provisioningContext: [String: String]
  /// The lines of one group become one order. Set by the service: `0`, `OMS-0`.
  public var orderGroup: String?
  /// The chosen end of the first term.
  public var customTermEndDate: Date?
  /// The term after a trial, ISO 8601.
  public var renewsToTermDuration: String?
  /// `nil` where the response omits it.
  public var isAttestationAccepted: Bool?
  /// Savings plans only.
  public var purchaseCommitment: PurchaseCommitment?
  /// `nil`: the price is unknown, not zero.
  public var pricing: LinePricing?
  /// An error in this line: the cart must not be checked out.
  public var error: CartLineError?
  /// Legacy add-ons of this line.
  public var addOnItems: [CartLineItem]

  /// Creates a line without prices and errors, such as one that a test compares with. Nothing is checked.
  public init(
    id: Int?, catalogItemID: CatalogItemID, quantity: Int, billingCycle: BillingCycle?, termDuration: String? = nil
  ) {
    self.id = id
    self.catalogItemID = catalogItemID
    self.quantity = quantity
    self.billingCycle = billingCycle
    self.termDuration = termDuration
    participants = []
    provisioningContext = [:]
    addOnItems = []
  }

  /// Reads a line.
  ///
  /// - Throws: where `catalogItemId` or `quantity` is missing, and where a quantity, an amount, an error or an add-on is
  ///   unreadable.
  public init(_ object: WireObject) throws {
    id = try object.wholeNumber("id")
    catalogItemID = CatalogItemID(try object.identifier("catalogItemId") ?? object.required("catalogId"))
    guard let quantity = try object.wholeNumber("quantity") else { throw WireObject.Fault.missing("quantity") }
    self.quantity = quantity
    currencyCode = object.identifier("currencyCode")?.uppercased()
    billingCycle = object.identifier("billingCycle").map { BillingCycle($0) }
    termDuration = object.identifier("termDuration")
    promotionID = object.identifier("promotionId").map { PromotionID($0) }
    friendlyName = object.string("friendlyName")
    participants = object.list("participants")
    provisioningContext = object.texts("provisioningContext")
    orderGroup = object.identifier("orderGroup")
    customTermEndDate = ServiceTime.date(object.string("customTermEndDate"))
    renewsToTermDuration = RenewsTo.termDuration(of: object)
    isAttestationAccepted = object.bool("attestationAccepted")
    purchaseCommitment = try object.wholeNested("purchaseCommitment")
    pricing = try object.wholeNested("pricing")
    error = try object.wholeNested("error")
    addOnItems = try object.wholeList("addonItems")
  }

  /// Whether the line or one of its add-ons has an error.
  public var hasError: Bool { error != nil || addOnItems.contains(where: \.hasError) }
}

/// The term after a trial: an object on the wire, a list in the tables.
enum RenewsTo {
  static func termDuration(of object: WireObject) -> String? {
    switch object.value("renewsTo") {
    case .array(let elements)?: elements.first?["termDuration"]?.text
    case let value: value?["termDuration"]?.text
    }
  }
}
