public import CatalogModel

/// The resource that a call asks for. A response about another resource does not count, and a 404 is proof only if its
/// code names this one.
public enum CallSubject: Sendable, Hashable {
  /// A list of products.
  case products
  /// One product.
  case product(ProductID)
  /// The SKUs of a product.
  case skus(of: ProductID)
  /// One SKU.
  case sku(SKUReference)
  /// The availabilities of a SKU.
  case availabilities(of: SKUReference)
  /// One availability of a SKU.
  case availability(AvailabilityID, of: SKUReference)
  /// The list of customers.
  case customers
  /// One customer.
  case customer(CustomerID)
  /// A part of a customer, such as the list of its agreements.
  case part(of: CustomerID)
  /// One subscription of a customer, by its GUID, or something below it.
  case subscription(String, of: CustomerID)
  /// One cart of a customer, or its checkout.
  case cart(String, of: CustomerID)
  /// One order of a customer.
  case order(String, of: CustomerID)
  /// Something below an order, such as the provisioning status of its lines.
  case partOfOrder(String, of: CustomerID)
  /// The inventory of SKUs of these products.
  case inventory(of: [ProductID])
  /// One invoice, or something below it.
  case invoice(String)
  /// Anything outside the catalog and the customers.
  case other

  /// Whether the absence of a resource of this kind means the absence of the subject: a product that does not exist has
  /// no SKUs.
  func belongs(to thing: AbsentThing) -> Bool {
    switch (self, thing) {
    case (.product, .product), (.skus, .product): true
    case (.sku, .sku), (.sku, .product), (.availabilities, .sku), (.availabilities, .product): true
    case (.availability, .availability), (.availability, .sku), (.availability, .product): true
    case (.customer, .customer), (.part, .customer), (.subscription, .customer), (.subscription, .subscription): true
    case (.cart, .customer), (.cart, .cart), (.order, .customer), (.order, .order): true
    case (.partOfOrder, .customer), (.partOfOrder, .order), (.partOfOrder, .provisioning): true
    default: false
    }
  }
}

/// The kind of resource whose absence the service states.
public enum AbsentThing: Sendable, Hashable {
  case product, sku, availability, customer, subscription, cart, order
  /// An order whose lines have no provisioning status yet.
  case provisioning

  /// - Parameter code: of an error body of the service's own, with status 404.
  ///
  /// Source: "Partner Center REST error codes": 400013 product, 400018 SKU, 400019 availability, 20003 subscription,
  /// 1000 and 60003 customer and tenant, 800008 cart, 20000 order, 800007 provisioning information; 2000 was observed on
  /// customer routes.
  init?(code: String) {
    switch code {
    case "400013": self = .product
    case "400018": self = .sku
    case "400019": self = .availability
    case "1000", "2000", "60003": self = .customer
    case "20003": self = .subscription
    case "800008": self = .cart
    case "20000": self = .order
    case "800007": self = .provisioning
    default: return nil
    }
  }
}
