import CatalogModel
import CatalogQuery
import CatalogService

extension Tool {
  /// The items that a customer can buy, with verdicts.
  static let canBuy = Tool(
    "can_buy", "What one customer can buy, with verdict and steps. all: blocked items too, with reasons.",
    [.customer, Argument("query", .text, "As in search"), Argument("all", .flag)] + Argument.filters
      + [.limit, .cursor],
    output: [
      "customer": CustomerFacts.schema, "total": .integer,
      "items": .list(.object([:])),
    ],
    access: .customers, limit: { $0.flag("all") ? .seconds(5) : .seconds(1) }
  ) { question in
    var options = PurchaseOptions(
      filter: try question.arguments.itemFilter(), includesBlocked: question.arguments.flag("all"),
      page: Page(limit: question.arguments.limit, after: question.arguments.text(Argument.cursor.name)))
    options.includesPartialMatches = true
    options.prices.amounts = .none
    let customer = question.arguments.text(Argument.customer.name) ?? ""
    let text = question.arguments.text("query") ?? ""
    var found = try question.catalog.purchasableItems(for: customer, matching: text, options)
    let all = found.items.map(ItemFacts.row)
    let shown = all.isEmpty ? 0 : ToolAnswer.fitting(all)
    if shown < all.count {
      options.page.limit = shown
      found = try question.catalog.purchasableItems(for: customer, matching: text, options)
    }

    var answer = try ToolAnswer(question)
    let items = found.total == 1 ? "1 item" : "\(found.total) items"
    answer.add("total", .integer(Int64(found.total)), nil)
    answer.add("customer", CustomerFacts.value(found.customer), "\(items) for \(CustomerFacts.words(found.customer))")
    if let market = found.customer.market {
      let freshness = MarketFreshness(of: market, found.marketReading)
      answer.add("marketReading", freshness.value, freshness.line)
    } else {
      answer.add("marketReading", .null, nil)
    }
    if found.isPartial {
      answer.add("partial", .bool(true), "No item has every word: never order one of these unseen.")
    }
    if let id = found.suggestion { answer.add("reissuedAs", .string(id), "That id was reissued as \(id)") }
    answer.add("items", found.items.map(ItemFacts.row), next: found.next)
    return answer
  }
}
