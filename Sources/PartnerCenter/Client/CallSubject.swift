public import CatalogModel

/// The thing that a call asks for, as the service names things: an answer about another thing is no answer, and a 404
/// proves something only where its code speaks of this one.
public enum CallSubject: Sendable, Hashable {
  /// A list of products, which no product owns.
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
  /// The list of customers, which nobody owns.
  case customers
  /// One customer.
  case customer(CustomerID)
  /// Something that belongs to a customer, such as the list of its agreements.
  case part(of: CustomerID)
  /// One subscription of a customer, by its GUID, or something below it.
  case subscription(String, of: CustomerID)
  /// Whether SKUs of these products can be had.
  case inventory(of: [ProductID])
  /// What is neither of the catalog nor of a customer.
  case other

  /// Whether the service can say that the thing, or what it belongs to, does not exist by saying so of a thing of this
  /// kind: the SKUs of a product cannot be there where the product is not.
  func belongs(to thing: AbsentThing) -> Bool {
    switch (self, thing) {
    case (.product, .product), (.skus, .product): true
    case (.sku, .sku), (.sku, .product), (.availabilities, .sku), (.availabilities, .product): true
    case (.availability, .availability), (.availability, .sku), (.availability, .product): true
    case (.customer, .customer), (.part, .customer), (.subscription, .customer), (.subscription, .subscription): true
    default: false
    }
  }
}

/// The kind of thing that the service says does not exist.
public enum AbsentThing: Sendable, Hashable {
  case product, sku, availability, customer, subscription

  /// - Parameter code: of an error body of the service's own, with status 404.
  ///
  /// Source: "Partner Center REST error codes": 400013 product, 400018 SKU, 400019 availability, 20003 subscription,
  /// 1000 and 60003 customer and tenant; 2000 is what the customer routes were seen to answer.
  init?(code: String) {
    switch code {
    case "400013": self = .product
    case "400018": self = .sku
    case "400019": self = .availability
    case "1000", "2000", "60003": self = .customer
    case "20003": self = .subscription
    default: return nil
    }
  }
}
