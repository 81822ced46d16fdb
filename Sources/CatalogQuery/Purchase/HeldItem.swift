public import CatalogModel
public import Foundation

/// Something that a customer holds of a SKU, by a subscription of the catalog, or by an order or entitlement that the caller
/// knows: the catalog file itself holds no orders.
public struct HeldItem: Sendable, Hashable, Codable {
  /// How it is known.
  public enum Source: String, Sendable, Codable, CaseIterable {
    case subscription, order, entitlement
  }

  /// The product.
  public var productID: ProductID
  /// The SKU.
  public var skuID: SKUID
  /// How it is known.
  public var source: Source
  /// The id of the subscription, order or entitlement.
  public var id: String
  /// 1 or more.
  public var quantity: Int
  /// When it was read; `nil` where that is not known.
  public var confirmedAt: Date?

  /// Something held.
  public init(
    productID: ProductID, skuID: SKUID, source: Source, id: String, quantity: Int, confirmedAt: Date? = nil
  ) {
    self.productID = productID
    self.skuID = skuID
    self.source = source
    self.id = id
    self.quantity = quantity
    self.confirmedAt = confirmedAt
  }

  /// The SKU by its full name.
  public var sku: SKUReference { SKUReference(productID, skuID) }

  enum CodingKeys: String, CodingKey {
    case productID = "productId"
    case skuID = "skuId"
    case source, id, quantity, confirmedAt
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    productID = try container.decode(ProductID.self, forKey: .productID)
    skuID = try container.decode(SKUID.self, forKey: .skuID)
    source = try container.decode(Source.self, forKey: .source)
    id = try container.decode(String.self, forKey: .id)
    quantity = try container.decode(Int.self, forKey: .quantity)
    confirmedAt = try container.timeIfPresent(forKey: .confirmedAt)
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(productID, forKey: .productID)
    try container.encode(skuID, forKey: .skuID)
    try container.encode(source, forKey: .source)
    try container.encode(id, forKey: .id)
    try container.encode(quantity, forKey: .quantity)
    try container.encode(confirmedAt?.iso8601Text, forKey: .confirmedAt)
  }
}

extension Sequence<HeldItem> {
  /// The number that is held of one SKU; `nil` for none.
  ///
  /// The same purchase may be known as order, entitlement and subscription: the largest of the three counts.
  package var heldQuantity: Int? {
    Dictionary(grouping: self, by: \.source).values.map { $0.reduce(0) { $0 + $1.quantity } }.max()
  }
}
