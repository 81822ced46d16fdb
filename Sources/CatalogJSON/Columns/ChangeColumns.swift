import CatalogModel
public import CatalogQuery

extension CSVColumns where Row == ChangeRecord {
  /// The columns of the change log: the keys of the JSON contract.
  public static let change = CSVColumns(
    [
      "changeId", "runId", "at", "kind", "entity", "market", "segment", "reservationScope", "productId", "skuId",
      "availabilityId", "field", "oldValue", "newValue", "productTitle", "skuTitle",
    ]
  ) { change in
    [
      "\(change.changeID)", "\(change.runID)", change.at.iso8601Text, change.kind.rawValue, change.entity.rawValue,
      change.market.code, change.segment?.rawValue ?? "", change.reservationScope?.rawValue ?? "",
      change.productID.rawValue, change.skuID?.rawValue ?? "", change.availabilityID?.rawValue ?? "",
      change.field ?? "", change.oldValue ?? "", change.newValue ?? "", change.productTitle,
      change.skuTitle ?? "",
    ]
  }
}
