public import CatalogModel

/// A subscription of a customer, current or past.
///
/// Source: Partner Center REST reference, "Subscription resources".
public struct Subscription: WireResource, Hashable {
  /// A GUID, in lower case.
  public var id: String
  /// New commerce: a CatalogItemId, or only its SKU or product. Legacy: an offer id. `nil` where the response has none.
  public var offerID: String?
  /// The name of the offer, for people; empty where the response omits it.
  public var offerName: String
  /// The name that partner or customer gave; empty where the response omits it.
  public var friendlyName: String
  /// `nil` for most legacy offers.
  public var productType: ItemType?
  /// Licenses, or units of the offer; 0 where the response omits it.
  public var quantity: Int
  /// `active`, `pending`, `suspended`, `expired`, `disabled`, `deleted`, or another word.
  public var status: String
  /// Term, billing cycle, renewal and dates, each as received; absent members are `nil`.
  public var commitment: SubscriptionCommitment

  /// Reads a subscription.
  ///
  /// - Throws: where `id` is missing.
  public init(_ object: WireObject) throws {
    id = GUID.canonical(try object.required("id"))
    offerID = SubscriptionOffer.id(given: object.string("offerId"), links: object.value("links"))
    offerName = object.string("offerName") ?? ""
    friendlyName = object.string("friendlyName") ?? ""
    productType = object.nested("productType") ?? object.string("productType").map { ItemType(id: $0) }
    quantity = object.int("quantity") ?? 0
    status = object.string("status") ?? ""
    commitment = SubscriptionCommitment()
    commitment.termDuration = object.identifier("termDuration")
    commitment.renewalTermDuration = object.identifier("renewalTermDuration")
    commitment.billingCycle = object.identifier("billingCycle")
    commitment.isAutoRenewed = object.bool("autoRenewEnabled")
    commitment.createdAt = object.identifier("creationDate")
    commitment.startsAt = object.identifier("effectiveStartDate")
    commitment.endsAt = object.identifier("commitmentEndDateTime") ?? object.identifier("commitmentEndDate")
    commitment.billingCycleEndsAt =
      object.identifier("billingCycleEndDateTime") ?? object.identifier("billingCycleEndDate")
    commitment.cancellableUntil = object.identifier("cancellationAllowedUntilDate")
  }
}

/// An Azure subscription under a customer's Azure plan.
///
/// Source: "Get a list of Azure entitlements for a subscription".
public struct AzureEntitlement: WireResource, Hashable {
  /// A GUID, in lower case.
  public var id: String
  /// The name of the Azure subscription; empty where the response omits it.
  public var friendlyName: String
  /// `active` and other words, as received; empty where the response omits it.
  public var status: String

  /// Reads an entitlement.
  ///
  /// - Throws: where `id` is missing.
  public init(_ object: WireObject) throws {
    id = GUID.canonical(try object.required("id"))
    friendlyName = object.string("friendlyName") ?? ""
    status = object.string("status") ?? ""
  }
}

/// The registration of an Azure subscription for reservations.
///
/// Source: "Get subscription registration status".
public struct SubscriptionRegistration: WireResource, Hashable {
  /// A GUID, in lower case; `nil` where the response omits it.
  public var subscriptionID: String?
  /// `NotRegistered`, `Registering`, `Registered`, in this spelling whatever the case received; other words as
  /// received.
  public var status: String

  /// Reads a registration status.
  ///
  /// - Throws: where `status` is missing or empty.
  public init(_ object: WireObject) throws {
    subscriptionID = object.identifier("subscriptionId").map(GUID.canonical)
    status = SubscriptionKind.registrationWord(try object.required("status"))
  }

  /// Whether a status means a completed registration.
  public static func isDone(_ status: String) -> Bool { status.lowercased() == "registered" }
}

/// An agreement that a customer has accepted.
///
/// Source: "Get confirmation of customer acceptance of the Microsoft Customer Agreement".
public struct Agreement: WireResource, Hashable {
  /// `MicrosoftCustomerAgreement`, `MicrosoftCloudAgreement`, …
  public var type: String

  /// Reads the type, from `type` or `agreementType`.
  ///
  /// - Throws: where both are missing.
  public init(_ object: WireObject) throws {
    type = try object.string("type") ?? object.required("agreementType")
  }
}
