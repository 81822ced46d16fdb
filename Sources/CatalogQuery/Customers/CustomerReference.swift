public import CatalogModel

/// A way to name the customer of a question: a text as a person types it, an id, or a record of an earlier answer.
///
/// Every question to a ``Catalog`` reads the customer as it is at that moment, also for a record.
public protocol CustomerReference: Sendable {
  /// The customer to look up.
  var customerKey: CustomerKey { get }
}

/// The customer to look up.
public enum CustomerKey: Sendable, Hashable {
  /// An id, a domain, a mail address or a part of a name, as in ``Catalog/customer(matching:)``.
  case text(String)
  /// Exactly this customer.
  case id(CustomerID)
}

extension String: CustomerReference {
  /// A text as a person types it: an id, a domain, a mail address or a part of a name.
  public var customerKey: CustomerKey { .text(self) }
}

extension CustomerID: CustomerReference {
  /// Exactly this customer.
  public var customerKey: CustomerKey { .id(self) }
}

extension CustomerRecord: CustomerReference {
  /// The customer of the record, by its id.
  public var customerKey: CustomerKey { .id(id) }
}

extension Snapshot {
  /// The one customer that a reference means.
  func requireCustomer(_ reference: some CustomerReference) throws -> CustomerRecord {
    switch reference.customerKey {
    case .id(let id):
      guard let customer = try customer(id) else { throw CatalogError.customerNotFound(id.rawValue) }
      return customer
    case .text(let text):
      switch try customer(matching: text) {
      case .one(let customer): return customer
      case .several(let candidates): throw CatalogError.customerAmbiguous(text, candidates)
      case .none: throw CatalogError.customerNotFound(text)
      }
    }
  }
}
