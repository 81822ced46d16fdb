import CatalogModel
public import CatalogQuery

extension CSVColumns where Row == PriceRecord {
  /// The columns of prices: the keys of the JSON contract, the sheet in two.
  public static let price = CSVColumns(
    [
      "productId", "skuId", "market", "segment", "termDuration", "billingPlan", "currency", "state", "unit", "retail",
      "validFrom", "validTo", "view", "month", "fetchedAt", "meterId", "tierFrom", "endOfSale", "firstMonth",
      "lastMonth",
    ]
  ) { price in
    [
      price.productID.rawValue, price.skuID.rawValue, price.market.code, price.segment.rawValue,
      price.termDuration ?? "", price.billingPlan ?? "", price.currency, price.state.rawValue, price.unit?.text ?? "",
      price.retail?.text ?? "", price.validFrom?.iso8601Text ?? "", price.validTo?.iso8601Text ?? "",
      price.sheet?.view.rawValue ?? "", price.sheet?.month.description ?? "", price.sheet?.fetchedAt.iso8601Text ?? "",
      price.meterID ?? "", price.tierFrom ?? "", price.saleEnds?.iso8601Text ?? "",
      price.firstMonth?.description ?? "", price.lastMonth?.description ?? "",
    ]
  }
}

extension CSVColumns where Row == PriceSheetStatus {
  /// The columns of sheets: the keys of the JSON contract, lists with `;` between.
  public static let priceSheet = CSVColumns(
    [
      "view", "timeline", "market", "month", "rows", "unjoined", "currencies", "fetchedAt", "ageSeconds", "nextDueAt",
      "lastFault",
    ]
  ) { sheet in
    [
      sheet.view.rawValue, sheet.timeline.rawValue, sheet.market.code, sheet.month?.description ?? "", "\(sheet.rows)",
      "\(sheet.unjoined)", sheet.currencies.joined(separator: ";"), sheet.fetchedAt?.iso8601Text ?? "",
      sheet.ageSeconds.map { "\($0)" } ?? "", sheet.nextDueAt.iso8601Text, sheet.lastFault ?? "",
    ]
  }
}

extension CSVColumns where Row == PriceChangeRecord {
  /// The columns of changes of prices: the keys of the JSON contract.
  public static let priceChange = CSVColumns(
    [
      "at", "kind", "market", "segment", "productId", "skuId", "termDuration", "billingPlan", "currency", "oldUnit",
      "newUnit", "oldRetail", "newRetail", "validFrom", "view", "month",
    ]
  ) { change in
    [
      change.at.iso8601Text, change.kind.rawValue, change.market.code, change.segment.rawValue,
      change.productID.rawValue, change.skuID.rawValue, change.termDuration ?? "", change.billingPlan ?? "",
      change.currency, change.oldUnit?.text ?? "", change.newUnit?.text ?? "", change.oldRetail?.text ?? "",
      change.newRetail?.text ?? "", change.validFrom?.iso8601Text ?? "", change.view.rawValue,
      change.month?.description ?? "",
    ]
  }
}
