import CatalogModel
import CatalogQuery

extension Tool {
  /// What has become of ids.
  static let checkIDs = Tool(
    "check_ids", "Whether ids are current, reissued (now: the present id), removed or unknown, by market.",
    [Argument("ids", .texts(1_000), isRequired: true), .market, .limit, .cursor],
    output: [
      "total": .integer,
      "ids": .list(.object(["id": .text, "state": .text, "now": .nullable(.text)])),
    ]
  ) { question in
    let ids = question.arguments.texts("ids")
    let market = try question.arguments.market()
    let (offset, limit) = (try question.arguments.offset(), question.arguments.limit)
    let freshness = try MarketFreshness(of: market, in: question.catalog)
    var answer = try ToolAnswer(question)
    answer.add("total", .integer(Int64(ids.count)), ids.count == 1 ? "1 id" : "\(ids.count) ids")
    answer.add("marketReading", freshness.value, freshness.line)
    // The position counts ids; one of them has a row for each of its states.
    var rows: [AnswerRow] = []
    var shown = 0
    for id in ids.dropFirst(offset).prefix(limit) {
      let more = Self.rows(try question.catalog.check(id, in: market))
      guard rows.isEmpty || ToolAnswer.fitting(rows + more) == rows.count + more.count else { break }
      rows += more
      shown += 1
    }
    let end = offset + shown
    answer.add("ids", rows, next: shown > 0 && end < ids.count ? String(end) : nil)
    return answer
  }

  /// One row for each state of an id, with its markets.
  private static func rows(_ checks: [ItemCheck]) -> [AnswerRow] {
    var states: [(state: ItemCheck.State, now: String?)] = []
    var markets: [[Market]] = []
    for check in checks {
      let now = check.now?.rawValue
      if let place = states.firstIndex(where: { $0.state == check.state && $0.now == now }) {
        markets[place] += [check.market].compactMap(\.self)
      } else {
        states.append((check.state, now))
        markets.append([check.market].compactMap(\.self))
      }
    }
    return zip(states, markets).map { found, markets in
      var row = AnswerRow()
      row.add("id", String((checks.first?.id ?? "").prefix(120)))
      row.add("state", found.state.rawValue)
      row.add("now", orNull: found.now) { "now \($0)" }
      let shown = markets.prefix(mostMarkets).map(\.code)
      row.add("markets", .array(shown.map(JSONValue.string)), shown.joined(separator: ", "))
      let more = markets.count - shown.count
      if more > 0 { row.add("moreMarkets", .integer(Int64(more)), "and \(more) more markets") }
      return row
    }
  }

  private static let mostMarkets = 10
}
