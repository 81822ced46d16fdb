import CatalogModel
import CatalogQuery
import Foundation

extension Tool {
  /// Everything known of a product, a SKU or an item.
  static let show = Tool(
    "show", "What is known of a product, SKU or item: items by market, removed ones.",
    [Argument("item", .text, isRequired: true, "Id or title"), .market, .limit, .cursor],
    output: [
      "productId": .text, "title": .text, "total": .integer,
      "items": .list(.object([:])),
    ],
    limit: { _ in .seconds(5) }
  ) { question in
    let market = try question.arguments.market()
    let words = (question.arguments.text("item") ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
    let details = try question.catalog.details(
      naming: words, market: market, prices: PriceOptions(amounts: .none))
    let freshness = try MarketFreshness(of: market, in: question.catalog)
    let items = details.skus.flatMap { sku in sku.items.map { (item: $0, sku: sku) } }
    var answer = try ToolAnswer(question)
    let total = items.count + details.removed.count
    answer.add(
      "total", .integer(Int64(total)),
      "\(items.count == 1 ? "1 item" : "\(items.count) items") and \(details.removed.count) removed")
    answer.add("marketReading", freshness.value, freshness.line)
    answer.add("productId", .string(details.productID.rawValue), nil)
    answer.add("title", .string(details.title), "\(details.productID) | \(details.title)")
    let type = [details.productType, details.productSubType].filter { !$0.isEmpty }.joined(separator: ", ")
    answer.add("type", .string(type), type.isEmpty ? nil : "type: \(type)")
    answer.add(
      "publisher", .string(details.publisher), details.publisher.isEmpty ? nil : "publisher: \(details.publisher)")
    let description = excerpt(details.description)
    answer.add("description", .string(description), description)
    let rows = items.map { ItemFacts.row($0.item, of: $0.sku) } + details.removed.map { ItemFacts.row($0, of: details) }
    answer.add("items", rows, from: try question.arguments.offset(), limit: question.arguments.limit)
    return answer
  }

  /// The beginning of a description: the rest is advertising.
  private static func excerpt(_ text: String) -> String { text.count > 400 ? text.prefix(400) + "\u{2026}" : text }
}

extension ItemFacts {
  /// An item with what its SKU says of an order.
  static func row(_ item: CatalogItem, of sku: SKUDetails) -> AnswerRow {
    var row = row(item)
    let most = sku.maximumQuantity == CatalogItem.unlimitedQuantity ? "" : "\(sku.maximumQuantity)"
    row.add("quantity", .string("\(sku.minimumQuantity)-\(most)"), "quantity \(sku.minimumQuantity)-\(most)")
    if !sku.purchasePrerequisites.isEmpty {
      let needs = sku.purchasePrerequisites
      row.add("needs", .array(needs.map(JSONValue.string)), "needs \(needs.joined(separator: ", "))")
    }
    return row
  }

  /// A removed item.
  static func row(_ item: RemovedItem, of details: ItemDetails) -> AnswerRow {
    var row = AnswerRow()
    row.add("catalogItemId", item.catalogItemID.rawValue)
    row.add("title", details.skus.first { $0.skuID == item.skuID }?.title ?? details.title)
    row.add("market", .string(item.market.code), nil)
    row.add("segment", .string(item.segment.rawValue), "\(item.market.code) \(item.segment.rawValue)")
    if let scope = item.reservationScope { row.add("scope", scope.rawValue) }
    row.add("removedAt", .string(item.removedAt.iso8601Text), "removed \(item.removedAt.minutesText)")
    return row
  }
}
