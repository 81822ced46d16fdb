/// The state of a purchase. It is in the journal before the request that it announces is sent.
public enum PurchaseState: String, Sendable, Codable, CaseIterable {
  /// The plan is burnt: it cannot be used again.
  case planned
  /// A person confirmed the plan, or the total of its cart.
  case confirmed
  /// A cart is being made. A cart that nobody knows buys nothing.
  case cartRequested
  /// The cart is known.
  case cartMade
  /// A checkout is being sent: perhaps bought.
  case checkoutRequested
  /// No certain answer to the checkout: perhaps bought.
  case unknown
  /// Every line became part of an order.
  case ordered
  /// Some lines became part of an order, others did not.
  case partlyOrdered
  /// The service refused the purchase.
  case refused
  /// Nothing was bought.
  case notBought
  /// Ordered, and the service is still at work.
  case provisioning
  /// Ordered and provisioned.
  case done
  /// Ordered, and held until somebody acts.
  case held
  /// Ordered, and then cancelled, rejected or failed at the service.
  case failed

  /// The states that may follow. A state may follow itself where new facts about it are recorded.
  public var successors: Set<PurchaseState> {
    switch self {
    case .planned: [.confirmed, .cartRequested, .cartMade, .refused, .notBought]
    case .confirmed: [.cartRequested, .cartMade, .checkoutRequested, .refused, .notBought]
    case .cartRequested: [.cartMade, .refused, .notBought]
    case .cartMade: [.confirmed, .checkoutRequested, .refused, .notBought]
    case .checkoutRequested: [.unknown, .ordered, .partlyOrdered, .refused, .notBought]
    // Not `refused`: the refusal of a repeated checkout says nothing about the first one.
    case .unknown: [.unknown, .checkoutRequested, .ordered, .partlyOrdered, .notBought]
    case .ordered: [.provisioning, .done, .held, .failed]
    case .provisioning, .held: [.provisioning, .done, .held, .failed]
    case .partlyOrdered: [.partlyOrdered]
    case .refused, .notBought, .done, .failed: []
    }
  }

  /// Whether something may have been bought without an answer that says so: nothing of the kind may be bought then.
  public var isUncertain: Bool { self == .checkoutRequested || self == .unknown }

  /// Whether no checkout was ever requested.
  public var isBeforeCheckout: Bool {
    switch self {
    case .planned, .confirmed, .cartRequested, .cartMade: true
    default: false
    }
  }
}
