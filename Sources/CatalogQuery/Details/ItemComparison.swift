import CatalogModel

/// Two items side by side: the properties in which they differ.
public struct ItemComparison: Sendable, Hashable, Codable {
  /// A property with both values, in plain words; empty where an item has none.
  public struct Difference: Sendable, Hashable, Codable {
    /// The name of the property: a key of the item's JSON, or `verdict`, `reasons`, `steps`.
    public var field: String
    /// The value of the first item.
    public var left: String
    /// The value of the second item.
    public var right: String
  }

  /// The first item.
  public var left: CatalogItem
  /// The second item.
  public var right: CatalogItem
  /// The properties that differ, in a fixed order; those that are equal are left out. Ids always differ, and are left out too.
  public var differences: [Difference]

  /// Compares two items, and their verdicts where both are given.
  public init(
    _ left: CatalogItem, _ right: CatalogItem, verdicts: (left: PurchasableItem, right: PurchasableItem)? = nil
  ) {
    self.left = left
    self.right = right
    var pairs: [(String, String, String)] = Self.fields.map { ($0.name, $0.value(left), $0.value(right)) }
    if let verdicts {
      func words(_ item: PurchasableItem) -> [String] {
        [
          item.verdict.rawValue, item.reasons.map(\.code.rawValue).joined(separator: ", "),
          item.steps.map(\.code.rawValue).joined(separator: ", "),
        ]
      }
      let names = ["verdict", "reasons", "steps"]
      pairs += zip(names, zip(words(verdicts.left), words(verdicts.right))).map { ($0, $1.0, $1.1) }
    }
    differences = pairs.filter { $0.1 != $0.2 }.map { Difference(field: $0.0, left: $0.1, right: $0.2) }
  }

  private static let fields: [(name: String, value: @Sendable (CatalogItem) -> String)] = [
    ("skuTitle", { $0.skuTitle }), ("productTitle", { $0.productTitle }), ("productType", { $0.productType }),
    ("productSubType", { $0.productSubType }), ("publisher", { $0.publisher }), ("market", { $0.market.code }),
    ("segment", { $0.segment.rawValue }), ("reservationScope", { $0.reservationScope?.rawValue ?? "" }),
    ("currency", { $0.currency }), ("terms", { $0.terms.map(\.durationAndCycle).joined(separator: ", ") }),
    ("minimumQuantity", { "\($0.minimumQuantity)" }),
    ("maximumQuantity", { $0.maximumQuantity >= CatalogItem.unlimitedQuantity ? "no limit" : "\($0.maximumQuantity)" }),
    ("isTrial", { "\($0.isTrial)" }), ("isRenewable", { "\($0.isRenewable)" }),
    ("isPurchasable", { $0.isPurchasable.map { "\($0)" } ?? "not said" }),
    ("purchasePrerequisites", { $0.purchasePrerequisites.joined(separator: ", ") }),
    ("inventoryVariables", { $0.inventoryVariables.joined(separator: ", ") }),
    ("provisioningId", { $0.provisioningID ?? "" }),
  ]
}
