import CatalogModel
import Foundation
import PartnerCenter

/// One request for carts, orders or entitlements, with what it is answered from.
struct CommerceContext: Sendable {
  /// Catalog, dialect and request.
  var router: Router
  var now: Date

  var catalog: EmulatorCatalog { router.catalog }
  var request: APIRequest { router.request }
  var requestID: String? { request.headers.first("MS-RequestId") }
  var correlationID: String? { request.headers.first("MS-CorrelationId") }

  /// The status of a checkout and of a replaced cart. Source: the pages print 201, the generated REST reference 200.
  var madeStatus: Int { router.dialect.olderOrders ? 200 : 201 }

  func writer() -> DialectWriter { DialectWriter(router.dialect) }
}

/// The reply of the storefront.
enum CommerceReply {
  case response(RouteResponse)
  /// The connection breaks before a response.
  case unanswered
}

/// The routes of carts, orders and entitlements.
enum CommerceRoute: Hashable {
  case carts, cart(String), checkout(String)
  case orders, order(String), provisioning(String), activationLinks(order: String, line: String)
  case entitlements, artifact(resource: String)
  case promotionEligibilities
  case termEndDates
  case auditRecords

  /// The route of the decoded parts of a path from `v1` on; `nil` for any other.
  ///
  /// - Parameter parts: `["v1", "customers", customer, "carts", …]`.
  init?(_ parts: [String]) {
    guard parts.first?.lowercased() == "v1" else { return nil }
    let words = parts.dropFirst().map { $0.lowercased() }
    if words == ["auditrecords"] {
      self = .auditRecords
      return
    }
    guard words.count >= 3, words[0] == "customers" else { return nil }
    let own = Array(parts.dropFirst(4))
    switch (words[2], own.count) {
    case ("carts", 0): self = .carts
    case ("carts", 1): self = .cart(own[0])
    case ("carts", 2) where words[4] == "checkout": self = .checkout(own[0])
    case ("orders", 0): self = .orders
    case ("orders", 1): self = .order(own[0])
    case ("orders", 2) where words[4] == "provisioningstatus": self = .provisioning(own[0])
    case ("orders", 4) where words[4] == "lineitems" && words[6] == "activationlinks":
      self = .activationLinks(order: own[0], line: own[2])
    case ("entitlements", 0): self = .entitlements
    case ("artifacts", 1...): self = .artifact(resource: own[own.count - 1])
    case ("promotioneligibilities", 0): self = .promotionEligibilities
    case ("subscriptions", 1) where words[3] == "customtermenddates": self = .termEndDates
    default: return nil
    }
  }

  /// Whether the route takes a method: any other is answered with 405.
  func takes(_ method: TransportRequest.Method) -> Bool {
    switch self {
    case .carts, .checkout, .promotionEligibilities: method == .post
    case .cart: method == .get || method == .put
    default: method == .get
    }
  }

  /// Whether an application alone is refused.
  ///
  /// Source: the pages of provisioning status and of entitlements, which take app+user authentication alone.
  var needsUser: Bool {
    switch self {
    case .provisioning, .entitlements, .artifact: true
    default: false
    }
  }
}
