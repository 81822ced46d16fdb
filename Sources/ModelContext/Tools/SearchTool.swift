import CatalogModel
import CatalogQuery

extension Tool {
  /// Items by words: one for each SKU and market, or without a market one for each SKU.
  static let search = Tool(
    "search", "Find catalog items by words, codes, short forms or ids; best first. Without market: one per SKU.",
    ([Argument("query", .text, "Blank lists all"), .market] + Argument.filters + [.limit, .cursor]).map(\.noted),
    output: ["total": .integer, "items": .list(ItemFacts.schema)],
    limit: { $0.text(Argument.market.name) == nil ? .seconds(5) : .seconds(1) }
  ) { question in
    let market = try question.arguments.market()
    var options = SearchOptions(filter: try question.arguments.itemFilter())
    if let market { options.filter.markets = [market] }
    options.countsFacets = false
    options.prices.amounts = .none
    options.page = Page(limit: question.arguments.limit, after: question.arguments.text(Argument.cursor.name))
    let freshness = try MarketFreshness(of: market, in: question.catalog)
    let page = try SearchPage(
      question.arguments.text("query") ?? "", options, hitsOfSKU: market == nil ? freshness.markets : nil,
      in: question.catalog)

    var answer = try ToolAnswer(question)
    let unit = market == nil ? "hits (a SKU in a market each)" : "hits"
    answer.add("total", .integer(Int64(page.total)), "\(page.total) \(page.total == 1 ? "hit" : unit)")
    answer.add("marketReading", freshness.value, freshness.line)
    if page.isPartial { answer.add("partial", .bool(true), "No item has every word: these have the most of them.") }
    if let suggestion = page.suggestion {
      answer.add("suggestion", .string(suggestion), "Did you mean: \(suggestion)")
    }
    answer.add("items", page.rows, next: page.next)
    return answer
  }
}

/// One page of a search that fits into an answer.
private struct SearchPage {
  var total: Int
  var isPartial: Bool
  var suggestion: String?
  var rows: [AnswerRow]
  var next: String?

  /// The most hits that are read at once.
  private static let mostHits = 5_000

  /// Asks for a page; with `hitsOfSKU`, the most hits of one SKU, all hits of a SKU are one row.
  init(_ query: String, _ options: SearchOptions, hitsOfSKU: Int?, in catalog: Catalog) throws {
    var asked = options
    if let hitsOfSKU {
      asked.page.limit = min(Self.mostHits, options.page.limit * max(1, hitsOfSKU))
    }
    let result = try catalog.search(query, asked)
    var groups: [ArraySlice<SearchHit>] = []
    var rest = result.items[...]
    while let first = rest.first {
      let group = hitsOfSKU == nil ? rest.prefix(1) : rest.prefix { $0.item.sku == first.item.sku }
      groups.append(group)
      rest = rest.dropFirst(group.count)
    }
    let all = groups.prefix(options.page.limit).map { Self.row($0, isOfSKU: hitsOfSKU != nil) }
    let shown = all.isEmpty ? 0 : ToolAnswer.fitting(all)
    let hits = groups.prefix(shown).reduce(0) { $0 + $1.count }
    total = result.total
    isPartial = result.isPartial
    suggestion = result.suggestion
    rows = Array(all.prefix(shown))
    next = result.next
    if hits < result.items.count {
      // A position is that of the last hit: it is asked for once more with the hits that are shown.
      asked.page.limit = hits
      next = try catalog.search(query, asked).next
    }
  }

  private static func row(_ hits: ArraySlice<SearchHit>, isOfSKU: Bool) -> AnswerRow {
    guard let hit = hits.first else { return AnswerRow() }
    var row = ItemFacts.row(
      hit.item, missing: hit.missing, oldName: hit.oldName, licenceID: hit.licenceID)
    if isOfSKU {
      row.add("markets", .integer(Int64(hits.count)), hits.count == 1 ? "this market only" : "in \(hits.count) markets")
    }
    return row
  }
}
