import CatalogModel
import CatalogQuery
import CatalogService

extension Tool {
  /// Why an item is or is not offered to a customer.
  static let whyNot = Tool(
    "why_not", "Why a customer can or cannot buy an item, and what would help.",
    [.customer, Argument("item", .text, isRequired: true, "Id or title"), .limit, .cursor],
    output: [
      "customer": CustomerFacts.schema, "item": .text, "verdict": .text, "message": .text, "total": .integer,
      "items": .list(.object([:])),
    ],
    access: .customers
  ) { question in
    let customer = try question.catalog.customer(named: question.arguments.text(Argument.customer.name) ?? "")
    let words = (question.arguments.text("item") ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
    let item = try question.catalog.reference(naming: words, market: customer.market)
    let found = try question.catalog.explain(customer: customer, item: item.description)
    var answer = try ToolAnswer(question)
    answer.add("item", .string(found.item), nil)
    answer.add("verdict", .string(found.verdict.rawValue), "\(found.verdict.rawValue): \(found.item)")
    answer.add("customer", CustomerFacts.value(found.customer), "customer: \(CustomerFacts.words(found.customer))")
    try MarketFreshness.add(found.customer.market, to: &answer, in: question.catalog)
    answer.add("message", .string(found.message), nil)
    answer.head += found.message.split(separator: "\n").map(String.init)
    func list(_ name: String, _ words: [String], _ title: String) {
      guard !words.isEmpty else { return }
      answer.add(name, .array(words.map(JSONValue.string)), "\(title): \(words.joined(separator: "; "))")
    }
    list("remedies", found.remedies.map(\.message), "what would help")
    list("successors", found.successors, "replaced by")
    list("markets", found.markets.map(\.code), "offered in")
    answer.add("total", .integer(Int64(found.items.count)), "items in the customer's market: \(found.items.count)")
    answer.add(
      "items", found.items.map(ItemFacts.row), from: try question.arguments.offset(), limit: question.arguments.limit)
    return answer
  }
}
