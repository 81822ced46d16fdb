/// SQL that restores columns omitted at their default; the row of the availability is called `a`.
package enum AvailabilityColumns {
  /// The row id of its text; omitted where it is the first text of its SKU.
  package static let text = text(usual: "(SELECT text_id FROM sku WHERE id = a.sku_id)")

  /// The same in a query that joins the SKU; `usual` is the column with the SKU's default text.
  package static func text(usual: String) -> String { "coalesce(a.text_id, \(usual))" }

  /// Whether its offer, called `o`, can be bought: NULL where the service does not say.
  package static let isPurchasable = "CASE o.is_purchasable_unsaid WHEN 0 THEN o.is_purchasable END"

  /// Its CatalogItemId where that is not `product:sku:availability`, else NULL.
  package static let irregularItemID = """
    (SELECT i.catalog_item_id FROM irregular_item_id i WHERE i.place_id = a.place_id AND i.sku_id = a.sku_id
      AND i.segment_id = a.segment_id AND i.ordinal = a.ordinal)
    """
}
