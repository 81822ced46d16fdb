import CatalogModel
import GRDB

extension Snapshot {
  func explain(customer: CustomerRecord, item text: String) throws -> Explanation {
    guard let item = ItemReference(parsing: text) else { throw CatalogError.itemUnreadable(text) }
    let market = try customer.requireMarket()
    guard let named = try namedItem(item, in: [market]) else {
      return try neverSeen(item.description, by: customer, in: market)
    }
    let question = try PurchaseQuestion(
      self, customer, .named(named), PurchaseOptions(includesBlocked: true, limit: 500))
    var items: [PurchasableItem] = []
    var remedies: [CatalogItemID: [Remedy]] = [:]
    var successors: [String] = []
    _ = try question.forEachJudged { item, facts in
      items.append(item)
      remedies[item.catalogItemID] = facts.remedies
      for successor in facts.successors where !successors.contains(successor) { successors.append(successor) }
    }
    let offeredIn = try markets(offering: named)
    guard let best = items.min(by: Self.isBetter) else {
      if let successor = try successor(of: named) {
        return try replaced(named, by: successor, customer: customer)
      }
      return named.availability.isEmpty
        ? try unsold(named, customer: customer, market: market, question)
        : try neverSeen(named.reference, by: customer, in: market)
    }
    let lines: [String] =
      switch best.verdict {
      case .purchasable: ["\(best.catalogItemID) is offered to \(customer.name) in \(market)."]
      case .stepsRequired:
        ["\(best.catalogItemID) is offered to \(customer.name) in \(market), after these steps:"]
          + best.steps.map(\.message)
      case .blocked:
        ["\(named.reference) is not offered to \(customer.name) in \(market)."] + best.reasons.map(\.message)
      }
    return Explanation(
      customer: customer, item: named.reference, verdict: best.verdict, isKnown: true,
      message: lines.joined(separator: "\n"), reasons: best.reasons, steps: best.steps, markets: offeredIn,
      items: items.filter { $0.market == market }, remedies: remedies[best.catalogItemID] ?? [],
      successors: successors)
  }

  /// Orders by the fewest reasons, then by the fewest steps: the closest to an order first.
  private static func isBetter(_ left: PurchasableItem, _ right: PurchasableItem) -> Bool {
    (left.reasons.count, left.steps.count) < (right.reasons.count, right.steps.count)
  }

  // MARK: - What the store does not hold

  private func neverSeen(_ text: String, by customer: CustomerRecord, in market: Market) throws -> Explanation {
    var facts = PurchaseFacts(customer: customer.name, customerMarket: market, itemMarket: market, segment: .commercial)
    facts.relationshipEndedAt = customer.relationshipEndedAt
    facts.item = text
    facts.presence = .neverSeen
    facts.isMarketWhole = try isWhole(market)
    return explanation(facts, of: text, customer: customer, isKnown: false)
  }

  /// A product or SKU that is listed and has no items anywhere.
  private func unsold(
    _ named: NamedItem, customer: CustomerRecord, market: Market, _ question: PurchaseQuestion
  ) throws -> Explanation {
    var facts = PurchaseFacts(customer: customer.name, customerMarket: market, itemMarket: market, segment: .commercial)
    facts.relationshipEndedAt = customer.relationshipEndedAt
    facts.isPurchasable = false
    facts.isMarketWhole = try isWhole(market)
    var explanation = explanation(facts, of: named.reference, customer: customer, isKnown: true)
    explanation.message = "\(named.reference) is listed, but no market of the store offers it."
    return explanation
  }

  private func explanation(
    _ facts: PurchaseFacts, of item: String, customer: CustomerRecord, isKnown: Bool
  ) -> Explanation {
    let judgement = Verdict.judge(facts)
    return Explanation(
      customer: customer, item: item, verdict: judgement.verdict, isKnown: isKnown,
      message: judgement.reasons.map(\.message).joined(separator: "\n"), reasons: judgement.reasons,
      steps: judgement.steps, markets: [], items: [], remedies: facts.remedies)
  }

  /// Answers for a replaced id with the verdict of its successor.
  private func replaced(
    _ named: NamedItem, by successor: String, customer: CustomerRecord
  ) throws -> Explanation {
    var explanation = try explain(customer: customer, item: successor)
    explanation.item = named.reference
    explanation.isKnown = true
    explanation.message =
      "\(named.reference) is an id that Microsoft replaced: the same item is now \(successor)."
    explanation.successors = [successor]
    return explanation
  }

  /// The markets that offer the named SKUs.
  private func markets(offering item: NamedItem) throws -> [Market] {
    let lookups = try Lookups(db)
    var markets = Set<Market>()
    try Candidates(db: db, selection: .named(item)).forEach { markets.insert(lookups.market($0.market)) }
    return markets.sorted()
  }

  private func isWhole(_ market: Market) throws -> Bool {
    let state = try reading(of: market)?.state
    return state == .complete || state == .forbidden
  }
}
