import CatalogQuery

/// The columns of catalog items in files of comma-separated values: the keys of the JSON contract, lists with `;` between.
enum ItemColumns {
  static let header = [
    "catalogItemId", "productId", "skuId", "availabilityId", "market", "segment", "reservationScope", "productTitle",
    "skuTitle", "productType", "productSubType", "publisher", "currency", "isPurchasable", "isTrial", "minimumQuantity",
    "maximumQuantity", "terms", "purchasePrerequisites", "inventoryVariables", "confirmedAt", "ageSeconds",
    "provisioningId",
  ]

  static func fields(_ item: CatalogItem) -> [String] {
    [
      item.catalogItemID.rawValue, item.productID.rawValue, item.skuID.rawValue, item.availabilityID.rawValue,
      item.market.code, item.segment.rawValue, item.reservationScope?.rawValue ?? "", item.productTitle, item.skuTitle,
      item.productType, item.productSubType, item.publisher, item.currency, item.isPurchasable.map { "\($0)" } ?? "",
      "\(item.isTrial)",
      "\(item.minimumQuantity)", "\(item.maximumQuantity)",
      item.terms.map { [$0.duration, $0.billingCycle].compactMap(\.self).joined(separator: " ") }
        .joined(separator: ";"),
      item.purchasePrerequisites.joined(separator: ";"), item.inventoryVariables.joined(separator: ";"),
      Formatting.time(item.confirmedAt), "\(item.ageSeconds)",
      item.provisioningID ?? "",
    ]
  }
}
