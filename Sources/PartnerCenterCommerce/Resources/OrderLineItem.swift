public import CatalogModel
public import Foundation
public import PartnerCenter

/// One line of an order.
///
/// Source: "Order resources", table OrderLineItem.
public struct OrderLineItem: WireResource, Hashable {
  /// From 0, in each order; `nil` where the response omits it.
  public var lineItemNumber: Int?
  /// The catalog item as it was bought, whose availability may be gone; a GUID or an offer id for legacy offers.
  public var offerID: CatalogItemID
  /// The subscription, once it is provisioned.
  public var subscriptionID: String?
  /// The base subscription of an add-on.
  public var parentSubscriptionID: String?
  /// `nil` where the response omits it.
  public var friendlyName: String?
  /// Units; 0 on a cancelled line of software.
  public var quantity: Int
  /// ISO 8601; `nil` where the response omits it or leaves it empty.
  public var termDuration: String?
  /// `New`, `renew`, `addQuantity`, …: an open set.
  public var transactionType: String?
  /// `nil` where the response omits it.
  public var promotionID: PromotionID?
  /// The chosen end of the first term.
  public var customTermEndDate: Date?
  /// The term after a trial, ISO 8601.
  public var renewsToTermDuration: String?
  /// The indirect reseller of record.
  public var partnerIDOnRecord: String?
  /// Up to five more resellers; empty where the response omits them.
  public var additionalPartnerIDsOnRecord: [String]
  /// As sent with the cart; empty where there is none.
  public var provisioningContext: [String: String]
  /// `nil`: the price is unknown, not zero.
  public var pricing: LinePricing?
  /// Savings plans only.
  public var purchaseCommitment: PurchaseCommitment?
  /// `nil` where the response omits it.
  public var isAttestationAccepted: Bool?
  /// The names of the links of the line: `activationLinks`, `provisioningStatus`, `subscription`, …
  public var linkNames: Set<String>

  /// Creates a line, such as one that a test compares with. Nothing is checked.
  public init(lineItemNumber: Int?, offerID: CatalogItemID, quantity: Int, termDuration: String? = nil) {
    self.lineItemNumber = lineItemNumber
    self.offerID = offerID
    self.quantity = quantity
    self.termDuration = termDuration
    additionalPartnerIDsOnRecord = []
    provisioningContext = [:]
    linkNames = []
  }

  /// Reads a line.
  ///
  /// - Throws: where `offerId` or `quantity` is missing, and where a number or an amount is unreadable.
  public init(_ object: WireObject) throws {
    lineItemNumber = try object.wholeNumber("lineItemNumber")
    offerID = CatalogItemID(try object.required("offerId"))
    guard let quantity = try object.wholeNumber("quantity") else { throw WireObject.Fault.missing("quantity") }
    self.quantity = quantity
    subscriptionID = object.identifier("subscriptionId").map(GUID.canonical)
    parentSubscriptionID = object.identifier("parentSubscriptionId").map(GUID.canonical)
    friendlyName = object.string("friendlyName")
    termDuration = object.identifier("termDuration")
    transactionType = object.identifier("transactionType")
    promotionID = object.identifier("promotionId").map { PromotionID($0) }
    customTermEndDate = ServiceTime.date(object.string("customTermEndDate"))
    renewsToTermDuration = RenewsTo.termDuration(of: object)
    partnerIDOnRecord = object.identifier("partnerIdOnRecord")
    additionalPartnerIDsOnRecord = object.strings("additionalPartnerIdsOnRecord")
    provisioningContext = object.texts("provisioningContext")
    pricing = try object.wholeNested("pricing")
    purchaseCommitment = try object.wholeNested("purchaseCommitment")
    isAttestationAccepted = object.bool("attestationAccepted")
    linkNames = LinkNames.of(object)
  }
}

/// The names of the links of a resource, in camelCase.
enum LinkNames {
  static func of(_ object: WireObject) -> Set<String> {
    guard case .object(let links)? = object.value("links") else { return [] }
    return Set(links.filter { $0.value != .null }.keys.map { $0.prefix(1).lowercased() + $0.dropFirst() })
  }
}
