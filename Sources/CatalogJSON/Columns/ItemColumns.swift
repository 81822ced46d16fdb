import CatalogModel
public import CatalogQuery

extension CSVColumns where Row == CatalogItem {
  /// The columns of catalog items: the keys of the JSON contract, lists with `;` between.
  public static let item = CSVColumns(
    [
      "catalogItemId", "productId", "skuId", "availabilityId", "market", "segment", "reservationScope", "productTitle",
      "skuTitle", "productType", "productSubType", "publisher", "currency", "isPurchasable", "isTrial",
      "minimumQuantity", "maximumQuantity", "terms", "purchasePrerequisites", "inventoryVariables", "confirmedAt",
      "ageSeconds", "provisioningId", "prices",
    ]
  ) { item in
    [
      item.catalogItemID.rawValue, item.productID.rawValue, item.skuID.rawValue, item.availabilityID.rawValue,
      item.market.code, item.segment.rawValue, item.reservationScope?.rawValue ?? "", item.productTitle, item.skuTitle,
      item.productType, item.productSubType, item.publisher, item.currency, item.isPurchasable.map { "\($0)" } ?? "",
      "\(item.isTrial)", "\(item.minimumQuantity)", "\(item.maximumQuantity)",
      item.terms.map { [$0.duration, $0.billingCycle].compactMap(\.self).joined(separator: " ") }
        .joined(separator: ";"),
      item.purchasePrerequisites.joined(separator: ";"), item.inventoryVariables.joined(separator: ";"),
      item.confirmedAt.iso8601Text, "\(item.ageSeconds)", item.provisioningID ?? "",
      (item.prices ?? []).map(\.columnText).joined(separator: ";"),
    ]
  }
}

extension CSVColumns where Row == SearchHit {
  /// The columns of the hit's item.
  public static let hit = CSVColumns(CSVColumns<CatalogItem>.item.header) {
    CSVColumns<CatalogItem>.item.fields($0.item)
  }
}

extension CSVColumns where Row == PurchasableItem {
  /// The columns of the item, with its verdict and the codes of reasons and steps.
  public static let purchasableItem: CSVColumns<PurchasableItem> = CSVColumns<CatalogItem>.item.extended(
    ["verdict", "reasons", "steps"], row: \.item
  ) { item in
    [
      item.verdict.rawValue, item.reasons.map(\.code.rawValue).joined(separator: ";"),
      item.steps.map(\.code.rawValue).joined(separator: ";"),
    ]
  }
}

extension ItemPrice {
  /// `P1Y Annual EUR known 57.6 72`: term, plan, currency, state, partner's and retail price; `-` for what is absent.
  fileprivate var columnText: String {
    [termDuration, billingPlan, currency, state.rawValue, unit?.text, retail?.text]
      .map { $0.map { $0.isEmpty ? "-" : $0 } ?? "-" }.joined(separator: " ")
  }
}
