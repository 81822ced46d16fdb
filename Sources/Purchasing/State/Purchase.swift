import CatalogModel
public import Foundation

/// An order that belongs to a purchase.
public struct PurchaseOrder: Sendable, Hashable, Codable {
  /// As the service last showed it.
  public var order: ServiceOrder
  /// The order group of the cart that it was made from; `nil` where the service named none.
  public var orderGroup: String?
  /// Its stage.
  public var standing: OrderStanding
  /// The provisioning of its lines as it was last read; `nil` where it was not.
  public var provisioning: [ProvisionedLine]?

  /// Creates an order; its standing follows from its status until its lines are looked at.
  public init(
    _ order: ServiceOrder, orderGroup: String?, provisioning: [ProvisionedLine]? = nil,
    isProvisioningAsked: Bool = false
  ) {
    self.order = order
    self.orderGroup = orderGroup
    self.provisioning = provisioning
    // The service was asked, and says that there is none yet: or it names a status that was not read.
    standing =
      (order.hasProvisioningStatus || isProvisioningAsked) && provisioning == nil
      ? OrderStanding(status: order.status, provisioning: ["unread"])
      : OrderStanding(status: order.status, provisioning: provisioning?.map(\.status))
  }

  /// Whether it counts as done by its status alone, and the provisioning of its lines was never asked for.
  var isProvisioningUnasked: Bool { standing == .done && provisioning == nil }
}

/// One purchase: from the use of its plan to the end of its orders.
///
/// A value: ``moved(to:at:_:)`` gives the next one, or refuses what the rules forbid.
public struct Purchase: Sendable, Hashable, Codable {
  /// Identifies the purchase.
  public let purchaseID: String
  /// The plan that it used.
  public let planID: String
  /// The digest of that plan.
  public let planDigest: String
  /// The service where it is made.
  public let service: OrderPlan.Service
  /// The one who buys.
  public let customer: OrderPlan.Customer
  /// The planned lines.
  public let lines: [PlannedLine]
  /// The ceiling; `nil` for none.
  public let maxTotal: Money?
  /// The indirect reseller of the transaction.
  public let reseller: String?
  /// When its plan was used.
  public let openedAt: Date
  /// Its state.
  public private(set) var state: PurchaseState
  /// When the last event was recorded.
  public private(set) var changedAt: Date
  /// When it became certain what was bought, if anything; `nil` before.
  public private(set) var settledAt: Date?
  /// How it was confirmed; `nil` before.
  public var confirmation: Confirmation?
  /// The total that was confirmed, or that the cart had when a digest confirmed the plan.
  public var confirmedTotal: Money?
  /// The ids of the request that made the cart.
  public var cartRequest: RequestIDs?
  /// As it was read before the checkout.
  public var cart: ServiceCart?
  /// Orders of the last day that the service listed before the checkout: they are somebody else's.
  public var earlierOrders: [String] = []
  /// The checkout requests, all of the same cart.
  public var attempts: [Attempt] = []
  /// The orders that it became.
  public var orders: [PurchaseOrder] = []
  /// What the service or a check refused.
  public var errors: [PurchaseError] = []
  /// The findings about it, the oldest first.
  public var evidence: [PurchaseEvidence] = []

  /// A purchase that uses a plan.
  ///
  /// - Parameters:
  ///   - purchaseID: any text that no other purchase has.
  ///   - plan: a whole plan.
  ///   - now: the time.
  public init(purchaseID: String, plan: OrderPlan, at now: Date) {
    self.purchaseID = purchaseID
    planID = plan.planID
    planDigest = plan.digest
    service = plan.service
    customer = plan.customer
    lines = plan.lines
    maxTotal = plan.maxTotal
    reseller = plan.reseller
    openedAt = now
    changedAt = now
    state = .planned
  }

  /// Whether something about it can still change by itself or must still be found out.
  public var isOpen: Bool {
    switch state {
    case .planned, .confirmed, .cartRequested, .cartMade, .checkoutRequested, .unknown, .ordered, .provisioning, .held:
      true
    case .partlyOrdered: orders.contains { !$0.standing.isFinal }
    case .refused, .notBought, .done, .failed: false
    }
  }

  /// Whether a checkout was answered with the word that the cart was checked out before.
  var isSaidToBeOrdered: Bool { attempts.contains { $0.saysOrdered == true } }

  /// The SKUs of its lines.
  var skus: Set<String> { Set(lines.map(\.skuText)) }

  /// A step that a rule forbids. Nothing was recorded and nothing was sent.
  public struct IllegalStep: Error, Sendable, Hashable, CustomStringConvertible {
    /// The rule, in plain English.
    public var description: String
  }

  /// The purchase in its next state.
  ///
  /// - Parameters:
  ///   - next: a successor of the present state.
  ///   - now: the time.
  ///   - change: the facts of the step.
  /// - Returns: the next value; this one is as it was.
  /// - Throws: ``IllegalStep`` where a rule forbids the step, and what `change` throws.
  public func moved(
    to next: PurchaseState, at now: Date, _ change: (inout Purchase) throws -> Void = { _ in }
  ) throws -> Purchase {
    var purchase = self
    try change(&purchase)
    purchase.state = next
    purchase.changedAt = now
    if settledAt == nil, next.isSettled { purchase.settledAt = now }
    try purchase.check(after: self, at: now)
    return purchase
  }

  /// Refuses a step from an earlier record that a rule forbids.
  func check(after earlier: Purchase, at now: Date) throws {
    guard earlier.state.successors.contains(state) else {
      throw IllegalStep(description: "A purchase that is \(earlier.state.rawValue) does not become \(state.rawValue).")
    }
    if !earlier.attempts.isEmpty, cart?.id != earlier.cart?.id {
      throw IllegalStep(description: "The cart of a purchase is never replaced after a checkout was requested.")
    }
    switch state {
    case .checkoutRequested:
      guard let cart, !cart.id.isEmpty, attempts.count == earlier.attempts.count + 1 else {
        throw IllegalStep(description: "A checkout needs a cart and request ids of its own.")
      }
      guard let confirmation, confirmation.isFresh(at: now) else {
        throw IllegalStep(description: "A checkout needs a confirmation of the last 15 minutes.")
      }
    case .ordered, .partlyOrdered, .provisioning, .done, .held, .failed:
      guard !orders.isEmpty, orders.allSatisfy({ !$0.order.id.isEmpty }) else {
        throw IllegalStep(description: "A purchase without an order id is not ordered.")
      }
    case .notBought where earlier.state == .unknown:
      let found = evidence.dropFirst(earlier.evidence.count)
      guard found.contains(where: { [.orders, .person].contains($0.source) }) else {
        throw IllegalStep(description: "Only the absence of an order, or a person, ends an unknown outcome.")
      }
    default: break
    }
  }
}

extension PurchaseState {
  /// Whether it is certain what was bought.
  fileprivate var isSettled: Bool { !isBeforeCheckout && !isUncertain }
}

/// A purchase as the JSON contract has it.
public struct PurchaseReport: Sendable, Encodable {
  var purchase: Purchase
  /// Titles by the ids of items.
  var titles: [String: String]

  /// A report; titles of the plan serve for items that `titles` does not have.
  public init(_ purchase: Purchase, titles: [String: String] = [:]) {
    self.purchase = purchase
    self.titles = Dictionary(purchase.lines.map { ($0.catalogItemID.rawValue, $0.title) }, uniquingKeysWith: { $1 })
      .merging(titles) { $1 }
  }

  private enum Keys: String, CodingKey {
    case purchaseId, planId, state, customer, cartId, confirmedTotal, orders, errors, openedAt, settledAt, evidence
    case orderId, alternateId, orderGroup, status, currency, lines
    case lineItemNumber, catalogItemId, title, quantity, termDuration, billingCycle
    case source, message, at
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Keys.self)
    try object.encode(purchase.purchaseID, forKey: .purchaseId)
    try object.encode(purchase.planID, forKey: .planId)
    try object.encode(purchase.state, forKey: .state)
    try object.encode(purchase.customer, forKey: .customer)
    try object.encode(purchase.cart?.id, forKey: .cartId)
    try object.encode(purchase.confirmedTotal, forKey: .confirmedTotal)
    var orders = object.nestedUnkeyedContainer(forKey: .orders)
    for order in purchase.orders {
      var entry = orders.nestedContainer(keyedBy: Keys.self)
      try write(order.order, group: order.orderGroup, to: &entry)
    }
    try object.encode(purchase.errors, forKey: .errors)
    try object.encode(purchase.openedAt, forKey: .openedAt)
    try object.encode(purchase.settledAt, forKey: .settledAt)
    try object.encode(purchase.evidence, forKey: .evidence)
  }

  private func write(
    _ order: ServiceOrder, group: String?, to entry: inout KeyedEncodingContainer<Keys>
  ) throws {
    try entry.encode(order.id, forKey: .orderId)
    try entry.encode(order.alternateID, forKey: .alternateId)
    try entry.encode(group, forKey: .orderGroup)
    try entry.encode(order.status, forKey: .status)
    try entry.encode(order.currency, forKey: .currency)
    var lines = entry.nestedUnkeyedContainer(forKey: .lines)
    for line in order.lines {
      var object = lines.nestedContainer(keyedBy: Keys.self)
      try object.encode(line.lineItemNumber, forKey: .lineItemNumber)
      try object.encode(line.catalogItemID, forKey: .catalogItemId)
      try object.encode(titles[line.catalogItemID.rawValue] ?? line.name, forKey: .title)
      try object.encode(line.quantity, forKey: .quantity)
      try object.encode(line.termDuration, forKey: .termDuration)
      try object.encode(line.billingCycle, forKey: .billingCycle)
    }
  }
}
