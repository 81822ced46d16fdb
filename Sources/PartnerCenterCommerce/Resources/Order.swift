public import CatalogModel
public import Foundation
public import PartnerCenter

/// An order of a customer, of whoever placed it.
///
/// Source: "Order resources", table Order.
public struct Order: WireResource, Hashable {
  /// Opaque; one of the two ids on invoices.
  public var id: OrderID
  /// The short id, also on invoices, equal to ``id`` for newer orders; `nil` where the response omits it.
  public var alternateID: OrderID?
  /// `nil` where the response omits it.
  public var customerID: CustomerID?
  /// `nil` where the response omits it.
  public var billingCycle: BillingCycle?
  /// `nil` where the response omits it.
  public var currencyCode: String?
  /// `$`, `US$`; `nil` where the response omits it.
  public var currencySymbol: String?
  /// In the order of the response.
  public var lineItems: [OrderLineItem]
  /// `nil` where the response omits it or it is unreadable.
  public var createdAt: Date?
  /// `nil` in old bodies.
  public var status: OrderStatus?
  /// `UserPurchase`, `SystemPurchase`, `SystemBilling`: an open set; `nil` in old bodies.
  public var transactionType: String?
  /// Before tax; only in checkout responses and where prices are asked for. `nil` is unknown, not zero.
  public var totalPrice: Decimal?
  /// `nil` where the response omits it.
  public var isPartnerOnRecordAttestationAccepted: Bool?
  /// The group of the cart from which the order came; `nil` in nearly all bodies.
  public var orderGroup: String?
  /// The program that placed the order; `nil` where the response omits it or leaves it empty.
  public var client: OrderClient?
  /// The version of the order, for changes; `nil` in nearly all bodies.
  public var etag: String?
  /// The names of its links: `provisioningStatus` is there once there is one.
  public var linkNames: Set<String>

  /// Creates an order, such as one that a test compares with. Nothing is checked.
  public init(
    id: OrderID, customerID: CustomerID?, status: OrderStatus?, lineItems: [OrderLineItem], createdAt: Date? = nil
  ) {
    self.id = id
    self.customerID = customerID
    self.status = status
    self.lineItems = lineItems
    self.createdAt = createdAt
    linkNames = []
  }

  /// Reads an order.
  ///
  /// - Throws: where `id` is missing, or a line or an amount is unreadable: an order is whole or not read at all.
  public init(_ object: WireObject) throws {
    id = OrderID(try object.required("id"))
    alternateID = object.identifier("alternateId").map { OrderID($0) }
    customerID = object.identifier("referenceCustomerId").map { CustomerID($0) }
    billingCycle = object.identifier("billingCycle").map { BillingCycle($0) }
    currencyCode = object.identifier("currencyCode")?.uppercased()
    currencySymbol = object.identifier("currencySymbol")
    lineItems = try object.wholeList("lineItems")
    createdAt = ServiceTime.date(object.string("creationDate"))
    status = object.identifier("status").map { OrderStatus($0) }
    transactionType = object.identifier("transactionType")
    totalPrice = try object.decimal("totalPrice")
    isPartnerOnRecordAttestationAccepted = object.bool("partnerOnRecordAttestationAccepted")
    orderGroup = object.identifier("orderGroup") ?? object.identifier("orderGroupId")
    client = object.nested("client")
    etag = object.value("attributes")?["etag"]?.text
    linkNames = LinkNames.of(object)
  }

  /// Whether the order is the customer's, and the one asked for by either id. Omitted members match.
  public func isAnswer(to call: Call) -> Bool {
    switch call.subject {
    case .order(let asked, let customer):
      let asked = asked.lowercased()
      return isOrder(of: customer)
        && (id.rawValue.lowercased() == asked || alternateID?.rawValue.lowercased() == asked)
    case .part(let customer), .cart(_, let customer): return isOrder(of: customer)
    default: return true
    }
  }

  private func isOrder(of customer: CustomerID) -> Bool { customerID == nil || customerID == customer }

  /// The order id.
  public var listID: String? { id.rawValue }

  /// Whether the service made the order by itself, such as a renewal or a migration.
  public var isSystemPurchase: Bool {
    ["systempurchase", "systembilling"].contains(WireWord.folded(transactionType ?? ""))
  }
}

/// The program that placed an order, such as the partner's portal.
///
/// Source: bodies of "Cancel software purchases" and of the throttling page; no table has it.
public struct OrderClient: WireResource, Hashable {
  /// `Partner Center Web`, `Partner Center API`: an open set; `nil` where the response omits it.
  public var name: String?
  /// The country of the catalog, two letters; `nil` where the response omits it.
  public var marketplaceCountry: String?
  /// `UniversalStore-PartnerCenter`; `nil` where the response omits it.
  public var deviceFamily: String?

  /// Reads a program.
  ///
  /// - Throws: where nothing is said: many bodies have an empty object.
  public init(_ object: WireObject) throws {
    name = object.string("name")
    marketplaceCountry = object.identifier("marketplaceCountry")
    deviceFamily = object.string("deviceFamily")
    if name == nil, marketplaceCountry == nil, deviceFamily == nil { throw WireObject.Fault.missing("name") }
  }
}
