import CatalogModel
import CatalogQuery

extension Tool {
  /// The change log, newest first.
  static let changes = Tool(
    "changes", "Items added, changed, removed, returned, reissued; newest first.",
    [
      Argument("since", .text, "Such as 7d, or ISO time"), .market,
      Argument("kind", .word(ChangeKind.allCases.map(\.rawValue))), .limit, .cursor,
    ],
    output: [
      "shown": .integer,
      "changes": .list(.object([:])),
    ]
  ) { question in
    let arguments = question.arguments
    let market = try arguments.market()
    let cursor = arguments.text(Argument.cursor.name)
    let before = cursor.flatMap { Int64($0) }
    guard before != nil || cursor == nil else { throw ToolFault.cursor }
    let found = try question.catalog.changes(
      before: before, since: arguments.moment("since", before: question.now), market: market,
      kind: arguments.text("kind").flatMap { ChangeKind(rawValue: $0) }, limit: arguments.limit + 1)
    let newest = Array(found.reversed().prefix(arguments.limit))
    let rows = newest.map(row)
    let shown = rows.isEmpty ? 0 : ToolAnswer.fitting(rows)
    let hasOlder = shown < found.count
    var answer = try ToolAnswer(question)
    answer.add(
      "shown", .integer(Int64(shown)),
      "\(shown == 1 ? "1 change" : "\(shown) changes")\(hasOlder ? ", and older ones" : "")")
    let freshness = try MarketFreshness(of: market, in: question.catalog)
    answer.add("marketReading", freshness.value, freshness.line)
    answer.add(
      "changes", Array(rows.prefix(shown)), next: hasOlder && shown > 0 ? String(newest[shown - 1].changeID) : nil)
    return answer
  }

  private static func row(_ change: ChangeRecord) -> AnswerRow {
    var row = AnswerRow()
    row.add("at", .string(change.at.iso8601Text), change.at.minutesText)
    row.add("kind", .string(change.kind.rawValue), nil)
    row.add("entity", .string(change.entity.rawValue), "\(change.kind.rawValue) \(change.entity.rawValue)")
    row.add("market", change.market.code)
    if let segment = change.segment { row.add("segment", segment.rawValue) }
    if let scope = change.reservationScope { row.add("scope", scope.rawValue) }
    let id = [change.productID.rawValue, change.skuID?.rawValue, change.availabilityID?.rawValue]
    row.add("id", id.compactMap(\.self).joined(separator: ":"))
    row.add("title", change.skuTitle ?? change.productTitle)
    if let field = change.field { row.add("field", field) }
    if let old = change.oldValue { row.add("was", .string(excerpt(old)), "was \(excerpt(old))") }
    if let new = change.newValue { row.add("now", .string(excerpt(new)), "now \(excerpt(new))") }
    return row
  }

  /// A description that changed is long.
  private static func excerpt(_ text: String) -> String { text.count > 200 ? text.prefix(200) + "\u{2026}" : text }
}
