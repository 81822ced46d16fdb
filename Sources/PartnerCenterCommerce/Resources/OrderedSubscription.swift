public import CatalogModel
public import Foundation
public import PartnerCenter

/// A subscription with the facts that tie it to its order, and that end its cancel window.
///
/// Source: "Subscription resources"; "Get a list of subscriptions by order".
public struct OrderedSubscription: WireResource, Hashable {
  /// Offer, quantity, status, term and dates.
  public var subscription: Subscription
  /// The order that brought it; `nil` where the response omits it.
  public var orderID: OrderID?
  /// `nil` where the response omits it.
  public var productOrderID: String?
  /// `nil` where the response omits it.
  public var entitlementID: String?
  /// The base subscription of an add-on; `nil` for anything else.
  public var parentSubscriptionID: String?
  /// `nil` where the response omits it.
  public var promotionID: PromotionID?
  /// `nil` where the response omits it.
  public var isTrial: Bool?
  /// Kind, charge and maker.
  public var nature: SubscriptionNature
  /// The end of the cancel window; `nil` where it cannot be cancelled, or where the service does not say.
  public var cancellableUntil: Date?
  /// What comes back, and until when; empty where the response omits it.
  public var refundOptions: [RefundOption]
  /// The units that can still be given back; `nil` where the response omits it.
  public var refundableQuantity: RefundableQuantity?
  /// The changes that the service permits: an open set; empty where the response omits them.
  public var actions: [String]
  /// Empty where it is not suspended.
  public var suspensionReasons: [String]
  /// What happens at the end of the term, as received; `nil` where nothing is scheduled.
  public var scheduledNextTermInstructions: JSONValue?
  /// What happens at the next charge, as received; `nil` where nothing is scheduled.
  public var nextChargeInstructions: JSONValue?
  /// The parts of a savings plan; empty for anything else.
  public var lineItems: [SubscriptionLine]
  /// The version of the subscription; `nil` where it is empty: then no change is safe.
  public var etag: String?

  /// A refund and its end.
  public struct RefundOption: WireResource, Hashable {
    /// `Full`, `Partial`, …; empty where the response omits it.
    public var type: String
    /// `nil` where the response omits it or it is unreadable.
    public var expiresAt: Date?

    /// Reads a refund.
    public init(_ object: WireObject) throws {
      type = object.string("type") ?? ""
      expiresAt = ServiceTime.date(object.string("expiresAt"))
    }
  }

  /// The units that can still be given back.
  public struct RefundableQuantity: WireResource, Hashable {
    /// A part of them, and its end.
    public struct Part: WireResource, Hashable {
      /// Units.
      public var quantity: Int
      /// `nil` where the response omits it or it is unreadable.
      public var allowedUntil: Date?

      /// Reads a part.
      ///
      /// - Throws: where the quantity is missing or unreadable.
      public init(_ object: WireObject) throws {
        guard let quantity = try object.wholeNumber("quantity") else { throw WireObject.Fault.missing("quantity") }
        self.quantity = quantity
        allowedUntil = ServiceTime.date(object.string("allowedUntilDateTime"))
      }
    }

    /// Of all parts; `nil` where the response omits it.
    public var total: Int?
    /// By end; empty where the response omits them.
    public var parts: [Part]

    /// Reads quantities.
    ///
    /// - Throws: where a quantity is unreadable.
    public init(_ object: WireObject) throws {
      total = try object.wholeNumber("totalQuantity")
      parts = try object.wholeList("details")
    }
  }

  /// Reads a subscription.
  ///
  /// - Throws: where `id` is missing.
  public init(_ object: WireObject) throws {
    subscription = try Subscription(object)
    orderID = object.identifier("orderId").map { OrderID($0) }
    productOrderID = object.identifier("productOrderId")
    entitlementID = object.identifier("entitlementId").map(GUID.canonical)
    parentSubscriptionID = object.identifier("parentSubscriptionId").map(GUID.canonical)
    promotionID = object.identifier("promotionId").map { PromotionID($0) }
    isTrial = object.bool("isTrial")
    nature = SubscriptionNature(object)
    cancellableUntil = ServiceTime.date(object.string("cancellationAllowedUntilDate"))
    refundOptions = object.list("refundOptions")
    refundableQuantity = object.nested("refundableQuantity")
    actions = object.strings("actions")
    suspensionReasons = object.strings("suspensionReasons")
    scheduledNextTermInstructions = object.value("scheduledNextTermInstructions")
    nextChargeInstructions = object.value("nextChargeInstructions")
    lineItems = object.list("lineItems")
    etag = object.value("attributes")?["etag"]?.text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// As `Subscription.isAnswer(to:)`.
  public func isAnswer(to call: Call) -> Bool { subscription.isAnswer(to: call) }

  /// The subscription id.
  public var listID: String? { subscription.id }
}
