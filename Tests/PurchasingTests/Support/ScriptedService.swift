import CatalogModel
import Foundation
import Synchronization

@testable import Purchasing

/// A service that keeps carts and orders as the documentation says, with a script for each checkout.
final class ScriptedService: PurchaseService {
  /// The course of one checkout request.
  enum Checkout: Sendable {
    /// Carried out as documented: the first answer again where the cart was ordered.
    case answered
    /// Carried out; the answer is lost.
    case lost
    /// Not carried out; the answer is lost.
    case lostBefore
    /// The order appears this much later; the answer is lost.
    case late(TimeInterval)
    /// Not carried out.
    case refused(ServiceRefusal)
    /// Only these groups are carried out; the others have an error.
    case partial(Set<String>)
    /// Carried out, with this answer.
    case saying(CheckoutAnswer)
    /// Nothing was sent.
    case notSent
  }

  struct NotSent: Error, CustomStringConvertible { var description = "no connection" }
  struct Unreadable: Error, CustomStringConvertible { var description = "the service answered 503" }

  struct State {
    var availabilities: [LiveAvailability] = []
    var carts: [String: ServiceCart] = [:]
    var cartAnswer: ServiceAnswer<ServiceCart>?
    /// Changes the cart that is made.
    var cartChange: @Sendable (inout ServiceCart) -> Void = { _ in }
    var orders: [(order: ServiceOrder, visibleAt: Date)] = []
    var creations: [OrderCreationRecord] = []
    var answers: [String: CheckoutAnswer] = [:]
    var checkouts: [Checkout] = []
    var requests: [RequestIDs] = []
    var cartRequests = 0
    var bought = 0
    var namesCreations = false
    var isAuditReadable = true
    var areOrdersReadable = true
    var isCartReadable = true
    /// Carts are shown as active after their checkout, too.
    var keepsCartsActive = false
    /// The list is late; reading by id is not.
    var listDelay: TimeInterval = 0
    /// By order; `nil` where there is none yet, empty where the sign-in may not read it.
    var provisioning: [String: [String]?] = [:]
    var isProvisioningReadable = true
    /// Called before each checkout is carried out.
    var beforeCheckout: @Sendable () -> Void = {}
  }

  let clock: TestClock
  private let state: Mutex<State>

  init(_ clock: TestClock, _ change: (inout State) -> Void = { _ in }) {
    self.clock = clock
    var initial = State()
    change(&initial)
    state = Mutex(initial)
  }

  func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
  func read<Value: Sendable>(_ body: (State) -> Value) -> Value { state.withLock { body($0) } }

  func availabilities(
    of sku: SKUReference, segment: Segment?, scope: ReservationScope?, for customer: CustomerID
  ) async throws -> [LiveAvailability]? {
    segment == nil && scope == nil ? read(\.availabilities) : []
  }

  func makeCart(_ draft: CartDraft, for customer: CustomerID, ids: RequestIDs) async throws
    -> ServiceAnswer<ServiceCart>
  {
    state.withLock { state in
      state.cartRequests += 1
      if let answer = state.cartAnswer { return answer }
      var cart = ServiceCart(
        id: "cart-\(state.cartRequests)", status: "Active", expiresAt: clock.now.addingTimeInterval(7 * 86_400),
        lines: draft.lines.enumerated().map { index, line in
          ServiceCart.Line(
            catalogItemID: line.catalogItemID, quantity: line.quantity, termDuration: line.termDuration,
            billingCycle: line.billingCycle, promotionID: line.promotionID, currency: "USD", orderGroup: "\(index)",
            price: LinePrice(unit: 10, extended: Decimal(120 * line.quantity), currency: "USD"))
        })
      state.cartChange(&cart)
      state.carts[cart.id] = cart
      return .done(cart)
    }
  }

  func cart(_ id: String, of customer: CustomerID) async throws -> ServiceCart? {
    try state.withLock { state in
      guard state.isCartReadable else { throw Unreadable() }
      guard state.keepsCartsActive, var cart = state.carts[id] else { return state.carts[id] }
      cart.status = "Active"
      return cart
    }
  }

  func checkOut(_ cart: String, of customer: CustomerID, ids: RequestIDs) async throws
    -> ServiceAnswer<CheckoutAnswer>
  {
    read(\.beforeCheckout)()
    return try state.withLock { state in
      let course = state.checkouts.isEmpty ? .answered : state.checkouts.removeFirst()
      if case .notSent = course { throw NotSent() }
      state.requests.append(ids)
      let lost = ServiceAnswer<CheckoutAnswer>.unknown(UncertainAnswer(reason: "no answer", isAnswered: false))
      switch course {
      case .answered: return .done(Self.carryOut(cart, &state, ids, at: clock.now))
      case .lost:
        _ = Self.carryOut(cart, &state, ids, at: clock.now)
        return lost
      case .lostBefore, .notSent: return lost
      case .late(let delay):
        _ = Self.carryOut(cart, &state, ids, at: clock.now.addingTimeInterval(delay))
        return lost
      case .refused(let refusal): return .refused(refusal)
      case .partial(let groups): return .done(Self.carryOut(cart, &state, ids, at: clock.now, only: groups))
      case .saying(let answer):
        _ = Self.carryOut(cart, &state, ids, at: clock.now)
        return .done(answer)
      }
    }
  }

  private static func carryOut(
    _ id: String, _ state: inout State, _ ids: RequestIDs, at now: Date, only groups: Set<String>? = nil
  ) -> CheckoutAnswer {
    if let answer = state.answers[id] { return answer }
    guard var cart = state.carts[id] else { return CheckoutAnswer(orders: []) }
    var answer = CheckoutAnswer(orders: [], requestID: ids.requestID)
    for (group, lines) in Dictionary(grouping: cart.lines, by: { $0.orderGroup ?? "" }).sorted(by: { $0.key < $1.key })
    {
      if let groups, !groups.contains(group) {
        answer.errors.append(RefusedGroup(orderGroup: group, code: "800017", message: "No quantity."))
        continue
      }
      state.bought += 1
      let order = ServiceOrder(
        id: "order-\(state.bought)", status: "completed", currency: "USD", createdAt: now,
        lines: lines.enumerated().map {
          ServiceOrder.Line(
            lineItemNumber: $0, catalogItemID: $1.catalogItemID, quantity: $1.quantity, termDuration: $1.termDuration,
            billingCycle: $1.billingCycle)
        })
      state.orders.append((order, now.addingTimeInterval(state.listDelay)))
      if state.namesCreations {
        state.creations.append(OrderCreationRecord(orderID: order.id, correlationID: ids.correlationID))
      }
      answer.orders.append(order)
    }
    cart.status = "Ordered"
    state.carts[id] = cart
    state.answers[id] = answer
    return answer
  }

  func orders(of customer: CustomerID, includingSystemPurchases: Bool) async throws -> [ServiceOrder] {
    try state.withLock { state in
      guard state.areOrdersReadable else { throw Unreadable() }
      return state.orders.filter { $0.visibleAt <= clock.now }.map(\.order)
    }
  }

  func order(_ id: String, of customer: CustomerID) async throws -> ServiceOrder? {
    read { $0.orders.first { $0.order.id.lowercased() == id.lowercased() }?.order }
  }

  func provisioning(of order: String, customer: CustomerID) async throws -> [ProvisionedLine]? {
    try state.withLock { state in
      guard state.isProvisioningReadable else { throw Unreadable() }
      return state.provisioning[order, default: []]?.enumerated()
        .map { ProvisionedLine(lineItemNumber: $0, status: $1) }
    }
  }

  func creations(for customer: CustomerID, since: Date) async throws -> [OrderCreationRecord] {
    try state.withLock { state in
      guard state.isAuditReadable else { throw Unreadable() }
      return state.creations
    }
  }
}

/// Time that passes only where a test says so.
final class TestClock: Sendable {
  private let time = Mutex(Date(timeIntervalSince1970: 1_796_000_000))

  var now: Date { time.withLock { $0 } }
  func pass(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
}
