public import CatalogModel
public import Foundation
public import PartnerCenter

/// Carts, orders and entitlements at the service: one call in, one outcome out.
///
/// Nothing is bought but by ``checkOut(_:of:tracing:)``. Calls that change something are sent once; their unknown outcome
/// is a `RequestError` with `RequestError.Cause.outcomeUnknown`. "Not found" and
/// "forbidden" are outcomes. All methods throw as `PartnerCenterClient.get(_:as:)`.
public struct CommerceClient: Sendable {
  let client: PartnerCenterClient

  /// Creates a client. Nothing is sent before the first call.
  public init(_ client: PartnerCenterClient) { self.client = client }

  /// Ids to write down before a call is sent with them.
  public func newTracingIDs() -> TracingIDs { client.newTracingIDs() }

  // MARK: - Carts

  /// Makes a cart, which buys nothing. A line with an error is a part of the result, not an error.
  public func createCart(
    _ request: CartRequest, for customer: CustomerID, tracing: TracingIDs? = nil
  ) async throws -> Outcome<Cart> {
    try await client.get(.createCart(request, for: customer).traced(by: tracing))
  }

  /// Reads a cart.
  public func cart(_ cart: CartID, of customer: CustomerID) async throws -> Outcome<Cart> {
    try await client.get(.cart(cart, of: customer))
  }

  /// Replaces the lines of a cart, all at once. The result must be compared with the request.
  public func replaceCart(
    _ cart: CartID, with request: CartRequest, of customer: CustomerID, tracing: TracingIDs? = nil
  ) async throws -> Outcome<Cart> {
    try await client.get(.replaceCart(cart, with: request, of: customer).traced(by: tracing))
  }

  /// **Buys** what a cart holds.
  ///
  /// `tracing` holds the ids that the caller wrote down before. The result is orders and the errors of groups: one with
  /// both is no full success.
  public func checkOut(
    _ cart: CartID, of customer: CustomerID, tracing: TracingIDs?
  ) async throws -> Outcome<CheckoutResult> {
    try await client.get(.checkout(cart, of: customer).traced(by: tracing))
  }

  /// The ends that the first term of a new licence may have; `term` is ISO 8601.
  public func customTermEndDates(
    term: String, of customer: CustomerID
  ) async throws -> ListOutcome<CustomTermEndDate> {
    try await client.list(.customTermEndDates(term: term, of: customer))
  }

  /// The promotions for which items are eligible, in the order of the questions.
  public func promotionEligibilities(
    _ questions: [PromotionQuestion], of customer: CustomerID
  ) async throws -> ListOutcome<PromotionEligibilities> {
    try await client.list(.promotionEligibilities(questions, of: customer))
  }

  // MARK: - Orders

  /// Reads an order, with prices. An order of a minute ago may not be found yet.
  public func order(_ order: OrderID, of customer: CustomerID) async throws -> Outcome<Order> {
    try await client.get(.order(order, of: customer))
  }

  /// Reads the orders of a customer, of whoever placed them.
  ///
  /// Up to 15 minutes late. A billing cycle is asked for in each of its spellings until the service takes one, and the
  /// response is filtered here as well: an order without a billing cycle stays.
  public func orders(
    of customer: CustomerID, billingCycle: BillingCycle? = nil, systemPurchases: Bool = false
  ) async throws -> ListOutcome<Order> {
    guard let billingCycle else {
      return try await client.list(.orders(of: customer, systemPurchases: systemPurchases))
    }
    var refusal: RequestError?
    for spelling in billingCycle.querySpellings {
      do {
        let outcome: ListOutcome<Order> = try await client.list(
          .orders(of: customer, billingType: spelling, systemPurchases: systemPurchases))
        guard case .read(var reading) = outcome else { return outcome }
        reading.items.removeAll { $0.billingCycle.map { $0 != billingCycle } ?? false }
        return .read(reading)
      } catch let error as RequestError where error.isUnknownWord {
        refusal = error
      }
    }
    // A word without a spelling that the service takes: it cannot filter by it.
    if let refusal { throw refusal }
    return try await client.list(.orders(of: customer, systemPurchases: systemPurchases))
  }

  /// Reads the provisioning status of the lines of an order. "Not found" means that there is none yet.
  public func provisioning(
    of order: OrderID, customer: CustomerID
  ) async throws -> ListOutcome<LineProvisioning> {
    try await client.list(.provisioningStatus(of: order, customer: customer))
  }

  /// Reads the activation links of one line; empty for products that need none.
  public func activationLinks(
    line: Int, of order: OrderID, customer: CustomerID
  ) async throws -> ListOutcome<ActivationLink> {
    try await client.list(.activationLinks(line: line, of: order, customer: customer))
  }

  /// Reads the subscriptions that an order has brought; empty before they are provisioned.
  public func subscriptions(
    of order: OrderID, customer: CustomerID
  ) async throws -> ListOutcome<OrderedSubscription> {
    try await client.list(.subscriptions(of: order, customer: customer))
  }

  /// Reads the acts on one customer, by day. Their delay is unknown: absence proves nothing.
  public func auditRecords(
    of customer: CustomerID, from start: Date, to end: Date
  ) async throws -> ListOutcome<AuditRecord> {
    let outcome: ListOutcome<AuditRecord> = try await client.list(.auditRecords(of: customer, from: start, to: end))
    guard case .read(var reading) = outcome else { return outcome }
    reading.items.removeAll { $0.customerID.map { $0 != customer } ?? false }
    return .read(reading)
  }

  // MARK: - Entitlements

  /// Reads what a customer holds.
  public func entitlements(
    of customer: CustomerID, kind: Call.EntitlementKind? = nil
  ) async throws -> ListOutcome<Entitlement> {
    try await client.list(.entitlements(of: customer, kind: kind))
  }

  /// Reads the reservations behind an artifact.
  ///
  /// - Returns: `nil` where the artifact has no link, or one outside the customer's artifacts.
  public func reservationDetails(
    of artifact: Entitlement.Artifact, customer: CustomerID
  ) async throws -> Outcome<ReservationDetails>? {
    guard let call = artifact.link.flatMap({ Call.reservationDetails(at: $0, of: customer) }) else { return nil }
    return try await client.get(call)
  }
}

extension Call {
  fileprivate func traced(by tracing: TracingIDs?) -> Call {
    var call = self
    call.tracing = tracing
    return call
  }
}

extension RequestError {
  /// Whether the service does not know a word of the query.
  ///
  /// Source: "Partner Center REST error codes", 400 with 900126: an enumeration value that cannot be parsed.
  fileprivate var isUnknownWord: Bool {
    if case .refused(let serviceError) = cause {
      serviceError.status == 400 && serviceError.code == "900126"
    } else {
      false
    }
  }
}
