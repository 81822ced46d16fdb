/// What a customer has bought and still holds, or held.
///
/// Source: Partner Center REST reference, "Subscription resources".
public struct Subscription: WireResource, Hashable {
  public var id: String
  /// New commerce: a CatalogItemId. Legacy: an offer id. `nil` where the answer leaves it out.
  public var offerID: String?
  public var offerName: String
  public var friendlyName: String
  /// `nil` for most legacy offers.
  public var productType: ItemType?
  public var quantity: Int
  /// `active`, `pending`, `suspended`, `expired`, `disabled`, `deleted`, or another word.
  public var status: String

  public init(_ object: WireObject) throws {
    id = try object.required("id")
    offerID =
      object.string("offerId")
      ?? object.value("links")?["offer"]?["uri"]?.text?.split(separator: "/").last.map(String.init)
    offerName = object.string("offerName") ?? ""
    friendlyName = object.string("friendlyName") ?? ""
    productType = object.nested("productType") ?? object.string("productType").map { ItemType(id: $0) }
    quantity = object.int("quantity") ?? 0
    status = object.string("status") ?? ""
  }
}

/// An Azure subscription under a customer's Azure plan.
///
/// Source: "Get a list of Azure entitlements for a subscription".
public struct AzureEntitlement: WireResource, Hashable {
  public var id: String
  public var friendlyName: String
  public var status: String

  public init(_ object: WireObject) throws {
    id = try object.required("id")
    friendlyName = object.string("friendlyName") ?? ""
    status = object.string("status") ?? ""
  }
}

/// Whether an Azure subscription is registered for buying reservations.
///
/// Source: "Get subscription registration status".
public struct SubscriptionRegistration: WireResource, Hashable {
  public var subscriptionID: String?
  /// `NotRegistered`, `Registering`, `Registered`, in whatever case.
  public var status: String

  public init(_ object: WireObject) throws {
    subscriptionID = object.string("subscriptionId")
    status = try object.required("status")
  }

  /// Whether a status says that the registration is done.
  public static func isDone(_ status: String) -> Bool { status.lowercased() == "registered" }
}

/// An agreement that a customer has accepted.
///
/// Source: "Get confirmation of customer acceptance of the Microsoft Customer Agreement".
public struct Agreement: WireResource, Hashable {
  /// `MicrosoftCustomerAgreement`, `MicrosoftCloudAgreement`, …
  public var type: String

  public init(_ object: WireObject) throws {
    type = try object.string("type") ?? object.required("agreementType")
  }
}
