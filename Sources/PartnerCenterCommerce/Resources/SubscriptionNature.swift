import CatalogModel
public import PartnerCenter

/// The kind of a subscription: how it is charged and counted, and whose product it is. Absent members are `nil`.
///
/// Source: "Subscription resources", table Subscription.
public struct SubscriptionNature: Sendable, Hashable {
  /// `license`, `usage`, `benefit`, `none`: an open set.
  public var billingType: String?
  /// `subscription`, …: an open set.
  public var contractType: String?
  /// `Licenses`, `Usage-based`, `Benefit`, `none`: an open set.
  public var unitType: String?
  /// The maker of the product.
  public var publisherName: String?
  /// Whether the product is Microsoft's own.
  public var isMicrosoftProduct: Bool?
  /// Whether add-ons can be bought for it.
  public var hasPurchasableAddOns: Bool?
  /// The indirect reseller of record; `nil` where the response leaves it empty.
  public var partnerID: String?
  /// Whether the service waits for somebody.
  public var needsAttention: Bool?
  /// Whether somebody has acted on that.
  public var isActionTaken: Bool?

  init(_ object: WireObject) {
    billingType = object.identifier("billingType")
    contractType = object.identifier("contractType")
    unitType = object.string("unitType")
    publisherName = object.string("publisherName")
    isMicrosoftProduct = object.bool("isMicrosoftProduct")
    hasPurchasableAddOns = object.bool("hasPurchasableAddons")
    partnerID = object.identifier("partnerId")
    needsAttention = object.bool("attentionNeeded")
    isActionTaken = object.bool("actionTaken")
  }
}

/// A part of the subscription of a savings plan.
///
/// Source: "Purchase an Azure savings plan", body of the list of subscriptions.
public struct SubscriptionLine: WireResource, Hashable {
  /// The product order; `nil` where the response omits it.
  public var id: String?
  /// `nil` where the response omits it.
  public var friendlyName: String?
  /// `single`, `shared`; `nil` where the response omits it.
  public var scopeType: String?
  /// The Azure subscription of a single scope; `nil` for a shared one.
  public var scopeEntitlementID: String?
  /// `nil` where the response omits it.
  public var isAutoRenewed: Bool?
  /// `active`, …: an open set; `nil` where the response omits it.
  public var status: String?
  /// The hourly amount; `nil` where the response omits it.
  public var purchaseCommitment: PurchaseCommitment?

  /// Reads a part.
  ///
  /// - Throws: where an amount is unreadable.
  public init(_ object: WireObject) throws {
    id = object.identifier("id").map(GUID.canonical)
    friendlyName = object.string("friendlyName")
    let scope = object.value("scope")
    scopeType = scope?["type"]?.text ?? scope?.text
    scopeEntitlementID = scope?["entitlementId"]?.text.map(GUID.canonical)
    isAutoRenewed = object.bool("autoRenewEnabled")
    status = object.identifier("status")
    purchaseCommitment = try object.wholeNested("purchaseCommitment")
  }
}
