import CatalogModel
import Foundation
import PartnerCenter

/// Carts, orders and all that follows from them: a value that each request changes as a whole.
struct Storefront: Sendable {
  /// A checkout whose client has given up, to be carried out later.
  struct Pending: Sendable {
    var due: Date
    var cartID: String
    var context: CommerceContext
  }

  var carts: [String: StoredCart] = [:]
  /// In the order in which they were placed.
  var orders: [StoredOrder] = []
  var audit: [StoredAudit] = []
  var ledger: [LedgerEntry] = []
  var reissues = Reissues()
  /// Changes of prices since the start in percent, by `product:sku`.
  var priceChanges: [String: Int] = [:]
  /// SKUs that enforce an attestation since a fault, as `product:sku`.
  var attested: Set<String> = []
  var pending: [Pending] = []
  /// The number of ids that were drawn.
  var drawn = 0

  /// Answers one request.
  mutating func respond(
    to route: CommerceRoute, customer: SampleCustomer?, _ context: CommerceContext, _ faults: inout FaultCounter
  ) throws(APIError) -> CommerceReply {
    settle(until: context.now, &faults)
    if route.needsUser, !context.router.isUser { throw .userNeeded }
    guard let customer else { return .response(try auditRecords(context)) }
    switch route {
    case .carts: return .response(try createCart(for: customer, context, &faults))
    case .cart(let id):
      return .response(
        context.request.method == .put
          ? try replaceCart(id, of: customer, context, &faults) : try readCart(id, of: customer, context, &faults))
    case .checkout(let id): return try checkOut(id, of: customer, context, &faults)
    case .orders: return .response(try list(of: customer, context))
    case .order(let id): return .response(read(try order(id, of: customer, at: context.now), context))
    case .provisioning(let id):
      return .response(try provisioning(try order(id, of: customer, at: context.now), context))
    case .activationLinks(let id, let line):
      return .response(try activationLinks(line, try order(id, of: customer, at: context.now), context))
    case .entitlements: return .response(try entitlements(of: customer, context))
    case .artifact(let resource): return .response(try reservation(resource, of: customer, context))
    case .promotionEligibilities: return .response(try promotionEligibilities(context))
    case .termEndDates: return .response(try termEndDates(of: customer, context))
    case .auditRecords: return .response(try auditRecords(context))
    }
  }

  /// Carries out the checkouts that are due.
  mutating func settle(until now: Date, _ faults: inout FaultCounter) {
    if pending.isEmpty { return }
    let due = pending.filter { $0.due <= now }.sorted { $0.due < $1.due }
    pending.removeAll { $0.due <= now }
    for checkout in due {
      var context = checkout.context
      context.now = checkout.due
      guard var cart = carts[checkout.cartID], cart.result == nil,
        cart.lines.allSatisfy({ $0.failure == nil })
      else { continue }
      place(&cart, context, &faults)
      carts[cart.id] = cart
    }
  }

  /// A stream of its own for each id.
  mutating func draw(_ catalog: EmulatorCatalog) -> SeededRandom {
    drawn += 1
    return catalog.root.at(.order, drawn)
  }
}
