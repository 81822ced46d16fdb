/// Identifies a product in the whole catalog.
///
/// Shape: twelve characters such as `DZH318Z0BQ3Q` or `CFQ7TTC0LH18`; a GUID for legacy Azure.
/// Source: Partner Center REST reference, "Products resources", table Product.
public struct ProductID: StringIdentifier {
  /// The text, exactly as received.
  public let rawValue: String
  /// Wraps an id without checking it.
  public init(_ text: String) { rawValue = text }

  /// The Azure plan, the same in every market.
  ///
  /// Source: "Create an Azure plan".
  public static let azurePlan: ProductID = "DZH318Z0BPS6"
}

/// Identifies a SKU within one product.
///
/// Shape: short text such as `0001`, or an offer id such as `MS-AZR-0145P`; never a number. The same id occurs
/// under other products, so it is a key only together with a ``ProductID`` (see ``SKUReference``).
/// Source: Partner Center REST reference, "Products resources", table Sku.
public struct SKUID: StringIdentifier {
  /// The text, exactly as received.
  public let rawValue: String
  /// Wraps an id without checking it.
  public init(_ text: String) { rawValue = text }
}

/// Identifies an availability within one SKU, until the service reissues it.
///
/// Shape: twelve characters such as `DZH318XZXVNF`. A stored one is a hint with an age, not a name for ever.
/// Source: Partner Center REST reference, "Products resources", table Availability.
public struct AvailabilityID: StringIdentifier {
  /// The text, exactly as received.
  public let rawValue: String
  /// Wraps an id without checking it.
  public init(_ text: String) { rawValue = text }
}

/// The subject of an order line: one availability of one SKU.
///
/// Shape: `product:sku:availability`; for legacy offers the offer id alone. Opaque when ordering; reissued together
/// with its ``AvailabilityID``.
public struct CatalogItemID: StringIdentifier {
  /// The text, exactly as received.
  public let rawValue: String
  /// Wraps an id without checking it.
  public init(_ text: String) { rawValue = text }
}

/// Identifies a customer of the partner: the id of the customer's own tenant, a GUID.
///
/// A GUID is kept in lower case, in whatever case it came; any other text as it came.
public struct CustomerID: StringIdentifier {
  /// A GUID in lower case, or other text as received.
  public let rawValue: String
  /// Wraps an id; any text is accepted.
  public init(_ text: String) { rawValue = GUID.canonical(text) }
}
