/// A SKU by its full name: the SKU id alone is no key.
public struct SKUReference: Hashable, Codable, Comparable, Sendable, CustomStringConvertible {
  /// The product of the SKU.
  public var product: ProductID
  /// The id within the product.
  public var sku: SKUID

  /// Joins two ids; neither is checked.
  public init(_ product: ProductID, _ sku: SKUID) {
    self.product = product
    self.sku = sku
  }

  /// `product:sku`.
  public var description: String { "\(product):\(sku)" }

  /// Orders by product, then by SKU, as `String` does.
  public static func < (left: Self, right: Self) -> Bool {
    (left.product, left.sku) < (right.product, right.sku)
  }
}

/// A product, a SKU or an availability, as a person or another tool names it.
///
/// `DZH318Z0BQ3Q` is a product, `DZH318Z0BQ3Q:0001` a SKU, `DZH318Z0BQ3Q:0001:DZH318XZXVNF` an availability. This is
/// the one reader of ids: `PRODUCT/SKU` of the offer matrix and of Azure's price list is the same as `PRODUCT:SKU`.
public enum ItemReference: Hashable, Sendable, CustomStringConvertible {
  case product(ProductID)
  case sku(SKUReference)
  case availability(SKUReference, AvailabilityID)

  /// Reads an id of one, two or three parts, with colons or slashes between them, blanks around each ignored. Behind a
  /// product's whole id a blank does as well.
  ///
  /// - Returns: `nil` where a part is empty or holds a blank, or where there are more than three. The ids need not
  ///   exist, and are not folded.
  public init?(parsing text: String) {
    var parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "/" }
      .map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
    if parts.count == 1, let product = parts[0].first, product.utf8.count >= 8, product.contains(where: \.isNumber) {
      parts = parts[0].map { [$0] }
    }
    guard parts.allSatisfy({ $0.count == 1 }) else { return nil }
    self.init(parts.map { $0[0] })
  }

  private init?(_ parts: [String]) {
    switch parts.count {
    case 1: self = .product(ProductID(parts[0]))
    case 2: self = .sku(SKUReference(ProductID(parts[0]), SKUID(parts[1])))
    case 3: self = .availability(SKUReference(ProductID(parts[0]), SKUID(parts[1])), AvailabilityID(parts[2]))
    default: return nil
    }
  }

  /// The product of the reference.
  public var product: ProductID {
    switch self {
    case .product(let product): product
    case .sku(let sku), .availability(let sku, _): sku.product
    }
  }

  /// The SKU of the reference; `nil` for a product.
  public var sku: SKUReference? {
    switch self {
    case .product: nil
    case .sku(let sku), .availability(let sku, _): sku
    }
  }

  /// One, two or three ids with colons between them, which ``init(parsing:)`` reads.
  public var description: String {
    switch self {
    case .product(let product): product.rawValue
    case .sku(let sku): sku.description
    case .availability(let sku, let availability): "\(sku):\(availability)"
    }
  }
}
