import CatalogModel
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
  /// `nil` where the response omits it.
  public var promotionID: PromotionID?
  /// `nil` where the response omits it.
  public var isTrial: Bool?
  /// The end of the cancel window; `nil` where it cannot be cancelled, or where the service does not say.
  public var cancellableUntil: Date?
  /// What comes back, and until when; empty where the response omits it.
  public var refundOptions: [RefundOption]
  /// Savings plans only, one of each line.
  public var purchaseCommitments: [PurchaseCommitment]
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

  /// Reads a subscription.
  ///
  /// - Throws: where `id` is missing.
  public init(_ object: WireObject) throws {
    subscription = try Subscription(object)
    orderID = object.identifier("orderId").map { OrderID($0) }
    productOrderID = object.identifier("productOrderId")
    entitlementID = object.identifier("entitlementId").map(GUID.canonical)
    promotionID = object.identifier("promotionId").map { PromotionID($0) }
    isTrial = object.bool("isTrial")
    cancellableUntil = ServiceTime.date(object.string("cancellationAllowedUntilDate"))
    refundOptions = object.list("refundOptions")
    purchaseCommitments = object.list("lineItems", of: Line.self).compactMap(\.commitment)
    etag = object.value("attributes")?["etag"]?.text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// As `Subscription.isAnswer(to:)`.
  public func isAnswer(to call: Call) -> Bool { subscription.isAnswer(to: call) }

  /// The subscription id.
  public var listID: String? { subscription.id }

  private struct Line: WireResource {
    var commitment: PurchaseCommitment?
    init(_ object: WireObject) throws { commitment = try object.wholeNested("purchaseCommitment") }
  }
}
