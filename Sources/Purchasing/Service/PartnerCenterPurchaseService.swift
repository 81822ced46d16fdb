public import CatalogModel
public import Foundation
public import PartnerCenter
import PartnerCenterCommerce

/// Purchases at Partner Center.
///
/// The orders of Partner Center's own kind become values that a purchase compares; nothing is decided here.
public struct PartnerCenterPurchaseService: PurchaseService {
  private let client: PartnerCenterClient
  private let commerce: CommerceClient
  private let now: @Sendable () -> Date

  /// A service that sends its requests by a client.
  public init(_ client: PartnerCenterClient, now: @escaping @Sendable () -> Date = { Date() }) {
    self.client = client
    commerce = CommerceClient(client)
    self.now = now
  }

  /// Everything but the errors of one call: cancellation, a refused sign-in, a pause that the service asks for, and a 401.
  public func endsEverything(_ error: any Error) -> Bool {
    switch error {
    case is RequestError, is ServiceError, is UnreadableAnswer: false
    case let denied as PermissionDenied: denied.asksForSignIn
    default: true
    }
  }

  /// One request for the list of the SKU.
  public func availabilities(
    of sku: SKUReference, segment: Segment?, scope: ReservationScope?, for customer: CustomerID
  ) async throws -> [LiveAvailability]? {
    let call = Call.availabilities(of: sku, for: .customer(customer), segment: segment, scope: scope)
    return try await read { try await client.list(call, of: DetailedAvailability.self) }?
      .map { LiveAvailability($0, of: sku) }
  }

  /// `POST …/carts`, sent once.
  public func makeCart(
    _ draft: CartDraft, for customer: CustomerID, ids: RequestIDs
  ) async throws -> ServiceAnswer<ServiceCart> {
    let tracing = try ids.tracing
    return try await answer(ServiceCart.init) {
      try await commerce.createCart(CartRequest(draft), for: customer, tracing: tracing)
    }
  }

  /// `GET …/carts/{cart}`.
  public func cart(_ id: String, of customer: CustomerID) async throws -> ServiceCart? {
    switch try await commerce.cart(CartID(id), of: customer) {
    case .found(let cart): return ServiceCart(cart)
    case .notFound: return nil
    case .forbidden(let refusal): throw refusal
    }
  }

  /// `POST …/carts/{cart}/checkout`, sent once: it buys.
  public func checkOut(
    _ cart: String, of customer: CustomerID, ids: RequestIDs
  ) async throws -> ServiceAnswer<CheckoutAnswer> {
    let tracing = try ids.tracing
    return try await answer({ CheckoutAnswer($0, ids: ids) }) {
      try await commerce.checkOut(CartID(cart), of: customer, tracing: tracing)
    }
  }

  /// `GET …/orders`, all of them.
  public func orders(of customer: CustomerID, includingSystemPurchases: Bool) async throws -> [ServiceOrder] {
    try await orders(of: customer, includingSystemPurchases: includingSystemPurchases, billingCycle: nil)
  }

  /// The orders of a customer with one billing cycle, in any spelling; `nil` for all.
  ///
  /// - Throws: errors of the client.
  public func orders(
    of customer: CustomerID, includingSystemPurchases: Bool, billingCycle: String?
  ) async throws -> [ServiceOrder] {
    let orders = try await read {
      try await commerce.orders(
        of: customer, billingCycle: billingCycle.map { BillingCycle($0) }, systemPurchases: includingSystemPurchases)
    }
    guard let orders else { throw UnreadableAnswer(description: "The service does not know the customer.") }
    return orders.map(ServiceOrder.init)
  }

  /// `GET …/orders/{order}`.
  public func order(_ id: String, of customer: CustomerID) async throws -> ServiceOrder? {
    switch try await commerce.order(OrderID(id), of: customer) {
    case .found(let order): return ServiceOrder(order)
    case .notFound: return nil
    case .forbidden(let refusal): throw refusal
    }
  }

  /// `GET …/orders/{order}/provisioningstatus`; no lines where the sign-in may not read them.
  public func provisioning(of order: String, customer: CustomerID) async throws -> [ProvisionedLine]? {
    do {
      return try await read { try await commerce.provisioning(of: OrderID(order), customer: customer) }?
        .map(ProvisionedLine.init)
    } catch  where Self.isClosed(error) {
      // An application alone may not read it: the status of the order is all that can be known.
      return []
    }
  }

  /// The links by which the customer activates one line of an order. Whoever has a link can use it.
  ///
  /// - Returns: none where there are none, or not yet.
  /// - Throws: errors of the client.
  public func activationLinks(line: Int, of order: String, customer: CustomerID) async throws -> [String] {
    try await read { try await commerce.activationLinks(line: line, of: OrderID(order), customer: customer) }?
      .map(\.uri) ?? []
  }

  /// Whether an error says that this sign-in may not read one thing.
  private static func isClosed(_ error: any Error) -> Bool {
    switch error {
    case let denied as PermissionDenied: !denied.asksForSignIn
    case let refusal as ServiceError: refusal.status == 403
    case let failure as RequestError:
      if case .refused(let refusal) = failure.cause { refusal.status == 403 } else { false }
    default: false
    }
  }

  /// `GET /auditrecords` of the customer.
  public func creations(for customer: CustomerID, since: Date) async throws -> [OrderCreationRecord] {
    let records = try await read { try await commerce.auditRecords(of: customer, from: since, to: now()) }
    return (records ?? []).compactMap { record in
      record.createdOrder.map {
        OrderCreationRecord(orderID: $0.rawValue, correlationID: record.originalCorrelationID)
      }
    }
  }

  /// What a customer holds.
  ///
  /// - Parameters:
  ///   - customer: the holder.
  ///   - readsReservations: whether the reservations behind an entitlement are read, one request an artifact.
  /// - Returns: the entitlements; of reservations that are not provisioned yet there are none.
  /// - Throws: errors of the client.
  public func entitlements(
    of customer: CustomerID, readsReservations: (HeldEntitlement) -> Bool = { _ in false }
  ) async throws -> [HeldEntitlement] {
    let entitlements = try await read { try await commerce.entitlements(of: customer) } ?? []
    var held: [HeldEntitlement] = []
    for entitlement in entitlements {
      var one = HeldEntitlement(entitlement)
      if readsReservations(one) {
        var reservations: [HeldReservation] = []
        for artifact in entitlement.artifacts {
          reservations += try await self.reservations(behind: artifact, of: customer)
        }
        one.reservations = reservations
      }
      held.append(one)
    }
    return held
  }

  /// - Returns: none where nothing is provisioned yet: the artifact has no link, or one that leads to nothing.
  private func reservations(
    behind artifact: Entitlement.Artifact, of customer: CustomerID
  ) async throws -> [HeldReservation] {
    do {
      guard case .found(let details)? = try await commerce.reservationDetails(of: artifact, customer: customer) else {
        return []
      }
      return details.reservations.map(HeldReservation.init)
    } catch let failure as RequestError {
      if case .refused(let refusal) = failure.cause, refusal.status == 404, refusal.code != nil { return [] }
      throw failure
    }
  }

  /// Whether a promotion applies to a line.
  ///
  /// - Returns: the reasons against it; empty where it applies, `nil` where the service does not say.
  public func obstacles(toPromotion promotion: String, for line: PlannedLine, of customer: CustomerID) async throws
    -> [String]?
  {
    let question = PromotionQuestion(
      catalogItemID: line.catalogItemID, quantity: line.quantity, termDuration: line.termDuration ?? "",
      billingCycle: BillingCycle(line.billingCycle))
    let answers = try await read { try await commerce.promotionEligibilities([question], of: customer) } ?? []
    guard
      let found = answers.flatMap(\.eligibilities)
        .first(where: { $0.promotionID.rawValue.lowercased() == promotion.lowercased() })
    else { return nil }
    if found.isEligible { return [] }
    let reasons = found.errors.map { $0.description.isEmpty ? $0.type : $0.description }
    return reasons.isEmpty ? ["it does not apply"] : reasons
  }

  // MARK: - Outcomes

  /// - Returns: `nil` where the service states that there is none.
  private func read<Item: Sendable>(_ body: () async throws -> ListOutcome<Item>) async throws -> [Item]? {
    switch try await body() {
    case .read(let reading):
      guard reading.unreadable == 0 else {
        throw UnreadableAnswer(description: "\(reading.unreadable) elements of the answer cannot be read.")
      }
      return reading.items
    case .notFound: return nil
    case .forbidden(let refusal): throw refusal
    // `unchanged` refers to an earlier answer, and none was named.
    case .unchanged: throw UnreadableAnswer(description: "The answer is empty.")
    }
  }

  /// The end of a call that changes something. An error of the client other than an unknown outcome or a refusal means
  /// that nothing was sent.
  private func answer<Wire: Sendable, Value: Sendable>(
    _ value: (Wire) -> Value, _ body: () async throws -> Outcome<Wire>
  ) async throws -> ServiceAnswer<Value> {
    do {
      switch try await body() {
      case .found(let wire): return .done(value(wire))
      case .notFound(let refusal), .forbidden(let refusal): return .refused(ServiceRefusal(refusal))
      }
    } catch let denied as PermissionDenied where !denied.asksForSignIn {
      // Of this purchase; a refused sign-in concerns every call, and did nothing.
      return .refused(ServiceRefusal(denied.serviceError))
    } catch let error as RequestError {
      switch error.cause {
      case .outcomeUnknown(let unknown): return .unknown(UncertainAnswer(unknown))
      case .refused(let refusal): return .refused(ServiceRefusal(refusal))
      case .transport, .unreadable, .paging, .circuitOpen: throw error
      }
    }
  }
}

extension PermissionDenied {
  /// Whether another sign-in would help: then the error concerns every call.
  fileprivate var asksForSignIn: Bool { serviceError.status == 401 || ErrorMeaning.of(serviceError) == .signIn }
}

/// An answer that cannot be read as a whole.
struct UnreadableAnswer: Error, CustomStringConvertible {
  var description: String
}
