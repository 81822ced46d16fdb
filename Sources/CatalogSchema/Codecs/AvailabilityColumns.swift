/// What the row of an availability leaves out because it is as usual, in SQL: the row is called `a`.
package enum AvailabilityColumns {
  /// The number of its text: a row tells it where it is not the one that its SKU was first seen with.
  package static let text = text(usual: "(SELECT text_id FROM sku WHERE id = a.sku_id)")

  /// The same, where the row of the SKU is at hand.
  ///
  /// - Parameter usual: the column with the SKU's usual text.
  package static func text(usual: String) -> String { "coalesce(a.text_id, \(usual))" }

  /// Whether its offer, called `o`, can be bought: NULL where the service does not say.
  package static let isPurchasable = "CASE o.is_purchasable_unsaid WHEN 0 THEN o.is_purchasable END"

  /// Its CatalogItemId where that is not `product:sku:availability`, else NULL.
  package static let irregularItemID = """
    (SELECT i.catalog_item_id FROM irregular_item_id i WHERE i.place_id = a.place_id AND i.sku_id = a.sku_id
      AND i.segment_id = a.segment_id AND i.ordinal = a.ordinal)
    """
}
