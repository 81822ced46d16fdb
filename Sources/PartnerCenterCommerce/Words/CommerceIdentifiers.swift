public import CatalogModel

/// Identifies a cart of one customer.
///
/// Shape: a GUID. The cart is the only documented idempotency key of a purchase.
/// Source: "Checkout a cart".
public struct CartID: StringIdentifier {
  /// A GUID in lower case, or other text as received.
  public let rawValue: String
  /// Wraps an id; any text is accepted.
  public init(_ text: String) { rawValue = GUID.canonical(text) }
}

/// Identifies an order of one customer.
///
/// Shape: twelve hexadecimal digits, a GUID, or 33 characters with `-` and `_`: opaque, case matters.
/// Source: reference bodies of "Get all of a customer's orders" and "Checkout a cart".
public struct OrderID: StringIdentifier {
  /// A GUID in lower case, or other text as received.
  public let rawValue: String
  /// Wraps an id; any text is accepted.
  public init(_ text: String) { rawValue = GUID.canonical(text) }
}

/// Identifies a promotion.
///
/// Shape: `39NFJQT1PHSN:0008:39NFJQT1Q5J0`. Source: "Get a promotion by ID".
public struct PromotionID: StringIdentifier {
  /// The text, exactly as received.
  public let rawValue: String
  /// Wraps an id without checking it.
  public init(_ text: String) { rawValue = text }
}
