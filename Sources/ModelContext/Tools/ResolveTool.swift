import CatalogModel
import CatalogQuery
import CatalogService

extension Tool {
  /// The one item that a customer would order.
  static let resolve = Tool(
    "resolve", "The one item a customer would order, or the choice that is missing. Never guesses; orders nothing.",
    [
      .customer, Argument("item", .text, isRequired: true, "Title words or id"), .term, .billing, .segment, .scope,
      .currency, Argument("quantity", .integer(1...999_999_999)),
    ],
    output: [
      "customer": CustomerFacts.schema, "outcome": .text, "item": .nullable(.object([:])),
      "choices": .list(.object([:])),
    ],
    access: .customers
  ) { question in
    let arguments = question.arguments
    var options = ResolveOptions(
      term: try arguments.term(), billingCycle: arguments.text("billing"),
      segment: arguments.text("segment").map { Segment($0) }, reservationScope: arguments.text("scope"),
      currency: arguments.text("currency"), quantity: arguments.integer("quantity"))
    options.prices.amounts = .none
    let resolution = try question.catalog.resolve(
      arguments.text("item") ?? "", for: arguments.text(Argument.customer.name) ?? "", options)
    var answer = try ToolAnswer(question)
    answer.add(
      "outcome", .string(resolution.outcome.rawValue),
      "\(outcome(resolution.outcome)) for \(CustomerFacts.words(resolution.customer))")
    answer.add("customer", CustomerFacts.value(resolution.customer), nil)
    try MarketFreshness.add(resolution.customer.market, to: &answer, in: question.catalog)
    let row = resolution.item.map(ItemFacts.row)
    answer.add("item", row?.value ?? .null, row?.line)
    if let plan = resolution.plan {
      if let term = plan.term { answer.add("term", .string(term), "term: \(term)") }
      if let billing = plan.billingCycle { answer.add("billing", .string(billing), "billing: \(billing)") }
    }
    if let missing = resolution.missing {
      let argument = argument(missing.choice)
      let advice = "Ask the person, then call again with \(argument). \(missing.total) ways:"
      answer.add("missing", .string("\(missing.message) \(advice)"), "\(missing.message) \(advice)")
    }
    list("chosen", resolution.chosenBecause.map(\.message), &answer)
    list("rejected", resolution.rejected.prefix(5).map { "\($0.catalogItemID) | \($0.title) | \($0.because)" }, &answer)
    let choices = (resolution.missing?.alternatives ?? []).map { alternative in
      var row = AnswerRow()
      row.add("value", alternative.value)
      let traits = alternative.differsIn.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      row.add("means", ([alternative.title] + traits).filter { !$0.isEmpty }.joined(separator: "; "))
      return row
    }
    answer.add("choices", Array(choices.prefix(ToolAnswer.fitting(choices, beside: 5_000))), next: nil)
    return answer
  }

  /// Adds sentences, one a line.
  private static func list(_ name: String, _ sentences: [String], _ answer: inout ToolAnswer) {
    guard !sentences.isEmpty else { return }
    answer.add(name, .array(sentences.map(JSONValue.string)), nil)
    answer.head += sentences.map { "\(name): \($0)" }
  }

  private static func outcome(_ outcome: Resolution.Outcome) -> String {
    switch outcome {
    case .resolved: "resolved: exactly one item"
    case .choiceMissing: "choiceMissing: several items match"
    case .blocked: "blocked: the item cannot be ordered"
    case .nothingMatched: "nothingMatched: no such item"
    }
  }

  /// The argument that makes a choice.
  private static func argument(_ choice: ChoiceKind) -> String {
    switch choice {
    case .edition, .catalogItem: "its id as item"
    case .segment, .currency, .term, .quantity: choice.rawValue
    case .reservationScope: "scope"
    case .billingCycle: "billing"
    }
  }
}
