import CatalogModel
import CatalogQuery
import Foundation

/// Everything known of a product, for a person.
enum DetailsText {
  static func text(
    _ details: ItemDetails, amounts: PriceOptions.Amounts = .both, console: Console
  ) -> String {
    var text = heading("\(details.title) (\(details.productID))", console)
    text += fields([
      ("Type", [details.productType, details.productSubType].filter { !$0.isEmpty }.joined(separator: " / ")),
      ("Publisher", details.publisher), ("About", details.description),
      ("Sold in", details.places.filter { $0.removedAt == nil }.map(place).joined(separator: ", ")),
      ("Gone from", details.places.filter { $0.removedAt != nil }.map(place).joined(separator: ", ")),
    ])
    for sku in details.skus { text += "\n" + skuText(sku, details, amounts, console) }
    if !details.removed.isEmpty {
      text += "\n" + heading("Removed", console) + removedTable(details.removed, console)
    }
    if !details.history.isEmpty {
      text += "\n" + heading("History", console) + ChangeTable.text(details.history, console: console)
    }
    return text
  }

  private static func skuText(
    _ sku: SKUDetails, _ details: ItemDetails, _ amounts: PriceOptions.Amounts, _ console: Console
  ) -> String {
    var text = heading("\(sku.title) (\(details.productID):\(sku.skuID))", console)
    let limit = sku.maximumQuantity >= CatalogItem.unlimitedQuantity ? "no limit" : "\(sku.maximumQuantity)"
    text += fields([
      ("About", sku.description), ("Quantity", "\(sku.minimumQuantity) to \(limit)"),
      ("Trial", sku.isTrial ? "yes" : ""), ("Billing", sku.billingCycles.joined(separator: ", ")),
      ("Requires", sku.purchasePrerequisites.joined(separator: ", ")),
      ("Needs one of", sku.prerequisiteSKUs.map(\.description).joined(separator: ", ")),
      ("Attestation", sku.attestation ?? ""), ("Inventory asks", sku.inventoryVariables.joined(separator: ", ")),
      ("Licences a customer", sku.offerMatrix.map(licences) ?? ""),
      ("Subscriptions a customer", sku.offerMatrix.map(subscriptions) ?? ""),
      ("By the offer matrix needs one of", others(sku.offerMatrix?.prerequisites ?? [], than: sku.prerequisiteSKUs)),
      ("Can be converted to", sku.offerMatrix?.conversions.map(\.description).joined(separator: ", ") ?? ""),
      ("Provisions", sku.items.lazy.compactMap(\.provisioningID).first ?? ""),
    ])
    text += TermDetailsText.lines(sku.items).map { "  \(TerminalText.safe($0))\n" }.joined()
    return text + itemTable(sku.items, amounts, console)
  }

  /// `1 to 300, over all partners together`.
  private static func licences(_ limits: OfferLimits) -> String {
    guard let most = limits.maximumQuantity else { return limits.minimumQuantity.map { "at least \($0)" } ?? "" }
    return "\(limits.minimumQuantity ?? 1) to \(most), over all partners together"
  }

  /// `2 (ConcurrentCount)`.
  private static func subscriptions(_ limits: OfferLimits) -> String {
    limits.ownershipLimit.map { limit in "\(limit)" + (limits.ownershipLimitType.map { " (\($0))" } ?? "") } ?? ""
  }

  /// SKUs that others do not have, as text; empty where they are the same.
  private static func others(_ skus: [SKUReference], than known: [SKUReference]) -> String {
    Set(skus) == Set(known) ? "" : skus.map(\.description).joined(separator: ", ")
  }

  private static func itemTable(_ items: [CatalogItem], _ amounts: PriceOptions.Amounts, _ console: Console) -> String {
    guard !items.isEmpty else { return "  No items.\n" }
    var table = Table(columns: [
      .init(title: "CatalogItemId"), .init(title: "Market", least: 6, keep: 9),
      .init(title: "Segment", least: 10, keep: 5, isOnlyShownWhereVaried: true),
      .init(title: "Scope", least: 5, keep: 1, isOnlyShownWhereVaried: true),
      .init(title: "Terms", least: 2, keep: 4), .init(title: "Currency", least: 8, keep: 3),
      .init(title: "Price", least: 18, keep: 3),
      .init(title: "Purchasable", least: 4, keep: 2), .init(title: "Age", least: 3, keep: 6, isNumber: true),
    ])
    table.rows = items.map { item in
      [
        .init(item.catalogItemID.rawValue), .init(item.market.code), .init(item.segment.rawValue),
        .init(item.reservationScope?.rawValue ?? ""), .init(Formatting.terms(item.terms)), .init(item.currency),
        .init(Formatting.prices(item, amounts)), sold(item), .init(Formatting.age(item.ageSeconds), .faint),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func sold(_ item: CatalogItem) -> Table.Cell {
    switch item.isPurchasable {
    case true?: .init("yes", .good)
    case false?: .init("no", .bad)
    case nil: .init("not said", .caution)
    }
  }

  private static func removedTable(_ removed: [RemovedItem], _ console: Console) -> String {
    var table = Table(columns: [
      .init(title: "CatalogItemId"), .init(title: "Market", least: 6, keep: 3),
      .init(title: "Segment", least: 10, keep: 2), .init(title: "Removed", least: 10, keep: 4),
      .init(title: "First seen", least: 10, keep: 1),
    ])
    table.rows = removed.map { item in
      [
        .init(item.catalogItemID.rawValue), .init(item.market.code), .init(item.segment.rawValue),
        .init(Formatting.time(item.removedAt)), .init(Formatting.time(item.firstSeenAt)),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func place(_ place: ProductPlace) -> String {
    [place.market.code, place.reservationScope?.rawValue].compactMap(\.self).joined(separator: " ")
  }

  private static func heading(_ text: String, _ console: Console) -> String {
    Style.strong.applied(to: TerminalText.safe(text), inColour: console.outputHasColour) + "\n"
  }

  /// One line each; what is empty is left out.
  private static func fields(_ fields: [(name: String, value: String)]) -> String {
    fields.filter { !$0.value.isEmpty }.map { "  \($0.name): \(TerminalText.safe($0.value))\n" }.joined()
  }
}
