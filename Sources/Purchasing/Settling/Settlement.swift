import Foundation

/// What is known about a purchase whose outcome is unknown.
struct SettlingEvidence: Sendable {
  /// The cart of the purchase at the service.
  enum CartReading: Sendable, Hashable {
    /// Nothing was ordered from it yet, as far as the service knows.
    case active
    case ordered
    /// A word that this program does not know.
    case other(String)
    /// The service knows no such cart: it expired, or never was.
    case absent
    case unread(String)
  }

  var cart: CartReading
  /// The orders of the customer; `nil` where they could not be read.
  var orders: [ServiceOrder]?
  /// Orders that the service's records name as created by our requests; `nil` where the records could not be read.
  var named: [ServiceOrder]?
  /// The ids of orders of other purchases.
  var claimed: Set<String>
  /// When the orders were read.
  var now: Date
}

/// The decision about a purchase whose outcome is unknown.
enum Settlement: Sendable, Hashable {
  /// Every group has its order.
  case ordered([PurchaseOrder])
  /// Some groups have theirs; the others have none, for certain.
  case partlyOrdered([PurchaseOrder])
  /// There is no order, for certain. The text is the evidence.
  case notBought(String)
  /// Not yet certain. The text says why; the time is when it can be, `nil` for unknown.
  case wait(String, until: Date?)
  /// A person must choose.
  case undecided(String, candidates: [String])

  /// The list of orders is up to 15 minutes late: until then absence proves nothing.
  ///
  /// Source: "Get all of a customer's orders".
  static let listDelay: TimeInterval = 900

  /// Decides from the evidence alone.
  static func decide(_ purchase: Purchase, _ evidence: SettlingEvidence) -> Settlement {
    var evidence = evidence
    // What a checkout was answered with is newer than a reading of the cart that contradicts it.
    if purchase.isSaidToBeOrdered { evidence.cart = .ordered }
    guard let orders = evidence.orders else {
      return .wait("The orders of the customer could not be read.", until: nil)
    }
    let matching = OrderMatching(purchase, named: evidence.named ?? [], orders: orders, claimed: evidence.claimed)
    let isNamed = Set((evidence.named ?? []).map(\.key)).isSuperset(of: matching.matched.map(\.order.key))
    // An order that merely fits may be somebody else's where the cart is active, or was not read.
    let isOurs =
      switch evidence.cart {
      case .ordered, .other, .absent: true
      case .active, .unread: isNamed
      }
    if matching.missing.isEmpty, isOurs { return .ordered(matching.matched) }
    let certain = certainty(of: purchase)
    guard evidence.now >= certain else {
      return .wait("The list of orders is up to 15 minutes late.", until: certain)
    }
    if !matching.undecided.isEmpty {
      return .undecided(
        "Several orders fit, and nothing tells which is of this purchase.", candidates: matching.undecided.map(\.id))
    }
    if !matching.matched.isEmpty {
      if case .unread(let reason) = evidence.cart, !isOurs {
        return .wait("An order fits, but the cart could not be read: \(reason).", until: nil)
      }
      guard isOurs else {
        return .undecided(
          "An order fits, but the service says that the cart was not checked out: it may be somebody else's.",
          candidates: matching.matched.map(\.order.id))
      }
      return .partlyOrdered(matching.matched)
    }
    guard purchase.orders.isEmpty else {
      return .undecided(
        "The checkout was answered with an order that does not hold the lines of the cart.",
        candidates: purchase.orders.map(\.order.id))
    }
    guard evidence.named != nil else {
      return .wait("No order was found, but the service's records could not be read.", until: nil)
    }
    switch evidence.cart {
    case .active: return .notBought("15 minutes after the checkout the cart is active, and there is no order.")
    case .absent: return .notBought("15 minutes after the checkout there is no cart and no order.")
    case .ordered: return .undecided("The cart was checked out, but no order was found.", candidates: [])
    case .other(let word):
      return .undecided("The cart is \(word), and no order was found.", candidates: [])
    case .unread(let reason):
      return .wait("No order was found, but the cart could not be read: \(reason).", until: nil)
    }
  }

  /// When the absence of an order becomes proof: 15 minutes after the last checkout request, or after this program learned
  /// that no answer comes.
  static func certainty(of purchase: Purchase) -> Date {
    let last = purchase.attempts.map { max($0.at, $0.endedAt ?? $0.at) }.max() ?? purchase.changedAt
    return last.addingTimeInterval(listDelay)
  }
}
