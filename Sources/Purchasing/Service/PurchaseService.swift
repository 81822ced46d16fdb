public import CatalogModel
public import Foundation
import PartnerCenterCommerce

/// What a purchase needs of the service. Decisions are tested against a script of it, without a socket.
///
/// Reads throw where no answer came; an answer that says "not there" is `nil`. Calls that change something never throw for
/// an answer: ``ServiceAnswer`` has the three ways in which they end. An error thrown by them means that nothing was sent.
public protocol PurchaseService: Sendable {
  /// Whether an error concerns every call, such as a refused sign-in or a cancellation: no answer will come by asking for
  /// something else.
  func endsEverything(_ error: any Error) -> Bool

  /// The availabilities of a SKU in the customer's own catalog.
  ///
  /// - Returns: `nil` where the SKU is not there.
  func availabilities(
    of sku: SKUReference, segment: Segment?, scope: ReservationScope?, for customer: CustomerID
  ) async throws -> [LiveAvailability]?

  /// Makes a cart, which buys nothing.
  func makeCart(_ draft: CartDraft, for customer: CustomerID, ids: RequestIDs) async throws
    -> ServiceAnswer<ServiceCart>

  /// - Returns: `nil` where the service knows no such cart.
  func cart(_ id: String, of customer: CustomerID) async throws -> ServiceCart?

  /// Buys what is in the cart.
  func checkOut(_ cart: String, of customer: CustomerID, ids: RequestIDs) async throws -> ServiceAnswer<CheckoutAnswer>

  /// The orders of a customer; up to 15 minutes late.
  func orders(of customer: CustomerID, includingSystemPurchases: Bool) async throws -> [ServiceOrder]

  /// - Returns: `nil` where the service does not know the order, or not yet.
  func order(_ id: String, of customer: CustomerID) async throws -> ServiceOrder?

  /// The provisioning of the lines of an order.
  ///
  /// - Returns: `nil` where there is none, or not yet; nothing where the sign-in may not read it.
  func provisioning(of order: String, customer: CustomerID) async throws -> [ProvisionedLine]?

  /// The orders that were created for a customer since a time, as the service recorded them.
  func creations(for customer: CustomerID, since: Date) async throws -> [OrderCreationRecord]
}

/// The end of a call that changes something.
public enum ServiceAnswer<Value: Sendable>: Sendable {
  /// Done.
  case done(Value)
  /// Refused for certain: this request did nothing.
  case refused(ServiceRefusal)
  /// Perhaps done.
  case unknown(UncertainAnswer)
}

extension ServiceAnswer: Equatable where Value: Equatable {}

/// A refusal in the service's own words.
public struct ServiceRefusal: Sendable, Hashable {
  /// The HTTP status.
  public var status: Int
  /// `nil` where the body has none.
  public var code: String?
  /// The service's explanation; untrusted text.
  public var message: String
  /// For Microsoft's support; `nil` where there is none.
  public var requestID: String?

  /// Creates a refusal.
  public init(status: Int, code: String?, message: String, requestID: String? = nil) {
    self.status = status
    self.code = code
    self.message = message
    self.requestID = requestID
  }

  /// What the code asks for.
  var meaning: ErrorMeaning { ErrorMeaning.of(code: code, status: status) }

  /// Whether it says that the call was carried out before.
  var saysDoneBefore: Bool { meaning == .alreadyDone }

  /// Whether the refusal of a checkout says that the cart is bought, being bought, held, or not known any more, so that
  /// the outcome must be looked up.
  var leavesOutcomeOpen: Bool { [.alreadyDone, .outcomeUnknown, .retry].contains(meaning) }
}

/// Why it is not known whether a call was carried out.
public struct UncertainAnswer: Sendable, Hashable {
  /// In plain English: `the service answered 503`.
  public var reason: String
  /// Whether a response came, of whatever kind.
  public var isAnswered: Bool
  /// For Microsoft's support; `nil` where there is none.
  public var requestID: String?

  /// Creates a reason.
  public init(reason: String, isAnswered: Bool, requestID: String? = nil) {
    self.reason = reason
    self.isAnswered = isAnswered
    self.requestID = requestID
  }
}

/// An availability of the customer's own catalog, as it is now.
public struct LiveAvailability: Sendable, Hashable {
  /// The id to order by.
  public var catalogItemID: CatalogItemID
  /// `nil` where the service does not say.
  public var segment: Segment?
  /// `nil` where the service does not say.
  public var isPurchasable: Bool?
  /// Empty for perpetual software.
  public var terms: [Term]
  /// The billing cycles of the SKU; `nil` where the response does not say.
  public var billingCycles: [String]?
  /// The quantities of the SKU; `nil` where the response does not say.
  public var quantities: ClosedRange<Int>?

  /// Creates an availability.
  public init(
    catalogItemID: CatalogItemID, segment: Segment? = nil, isPurchasable: Bool? = nil, terms: [Term] = [],
    billingCycles: [String]? = nil, quantities: ClosedRange<Int>? = nil
  ) {
    self.catalogItemID = catalogItemID
    self.segment = segment
    self.isPurchasable = isPurchasable
    self.terms = terms
    self.billingCycles = billingCycles
    self.quantities = quantities
  }
}

extension PurchaseService {
  /// Cancellation alone.
  public func endsEverything(_ error: any Error) -> Bool { error is CancellationError }
}
