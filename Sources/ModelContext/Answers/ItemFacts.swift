import CatalogModel
import CatalogQuery

/// A catalog item as a row of an answer.
enum ItemFacts {
  /// An item; with a verdict where a customer is asked about.
  static let schema = Schema.object([
    "catalogItemId": .text, "title": .text, "market": .text, "segment": .text, "terms": .list(.text),
    "currency": .text, "confirmedAt": .text,
  ])

  /// The facts of an item.
  static func row(_ item: CatalogItem, missing: [String] = [], oldName: String? = nil, licenceID: String? = nil)
    -> AnswerRow
  {
    var row = AnswerRow()
    row.add("catalogItemId", item.catalogItemID.rawValue)
    row.add("title", item.displayTitle)
    row.add("market", .string(item.market.code), nil)
    row.add("segment", .string(item.segment.rawValue), nil)
    row.say("\(item.market.code) \(item.segment.rawValue)")
    if let scope = item.reservationScope { row.add("scope", scope.rawValue) }
    var terms: [String] = []
    for term in item.terms.map(\.durationAndCycle) where !terms.contains(term) { terms.append(term) }
    row.add("terms", .array(terms.map(JSONValue.string)), terms.isEmpty ? "no term" : terms.joined(separator: ", "))
    row.add("currency", item.currency)
    row.add(confirmedAt: item.confirmedAt)
    if item.isPurchasable == false { row.add("notPurchasable", .bool(true), "not purchasable") }
    if item.isTrial { row.add("trial", .bool(true), "trial") }
    if !missing.isEmpty {
      row.add("missing", .array(missing.map(JSONValue.string)), "without \(missing.joined(separator: ", "))")
    }
    if let name = oldName ?? licenceID { row.add("formerly", .string(name), "asked for as \(name)") }
    return row
  }

  /// The facts of an item, with its verdict.
  static func row(_ item: PurchasableItem) -> AnswerRow {
    var row = row(item.item, missing: item.missing, oldName: item.oldName, licenceID: item.licenceID)
    row.add("verdict", item.verdict.rawValue)
    if !item.reasons.isEmpty {
      let reasons = item.reasons.map(\.message)
      row.add("because", .array(reasons.map(JSONValue.string)), reasons.joined(separator: " "))
    }
    if !item.steps.isEmpty {
      let steps = item.steps.map(\.message)
      row.add("steps", .array(steps.map(JSONValue.string)), "first: \(steps.joined(separator: " "))")
    }
    if let held = item.held.heldQuantity { row.add("held", .integer(Int64(held)), "holds \(held)") }
    return row
  }
}
