import CatalogModel
import GRDB

/// Narrows what a text means down to one catalog item, or says which choice is missing. It never prefers one of two
/// that fit equally well.
struct Resolver {
  let question: PurchaseQuestion
  let text: String
  let options: ResolveOptions
  var resolution: Resolution

  /// The most open SKUs to examine; with more, the choice among them comes first.
  private static let mostSKUs = 50
  private static let longestAlternatives = 20

  init(_ question: PurchaseQuestion, text: String, options: ResolveOptions) {
    self.question = question
    self.text = text
    self.options = options
    resolution = Resolution(customer: question.situation.customer, query: text, outcome: .nothingMatched)
  }

  /// Resolves the SKUs that the text alone selects.
  mutating func resolve(_ meant: MeantSKUs) throws -> Resolution {
    guard let offerings = try nearOfferings() else { return resolution }
    let open = offerings.filter(\.isOpen)
    reject(offerings.filter { !$0.isOpen })
    guard !open.isEmpty else {
      try rejectElsewhere()
      resolution.outcome = offerings.isEmpty && resolution.rejected.isEmpty ? .nothingMatched : .blocked
      return resolution
    }
    let skus = open.map(\.item.sku).uniqued()
    guard skus.count == 1 else {
      miss(Self.separating(open) ?? .edition, among: open)
      return resolution
    }
    guard try isCalled(open[0], meant) else {
      miss(.edition, among: open, message: "Only this item is close to the words. Choose it by its id or title.")
      return resolution
    }
    note(.edition, open[0].item.sku.description, editionMessage(meant, considered: offerings))
    try choose(among: open)
    return resolution
  }

  // MARK: - What is near

  /// The availabilities in the customer's market that match the text and the options.
  ///
  /// - Returns: `nil` where too many SKUs match: the choice among them comes first, as the resolution says.
  /// - Throws: errors of the database.
  private mutating func nearOfferings() throws -> [Offering]? {
    var kept: [Candidate] = []
    var dropped: [Candidate] = []
    try question.forEachCandidate { candidate in
      if try isNear(candidate) { kept.append(candidate) } else { dropped.append(candidate) }
    }
    let skus = Set(kept.map(\.sku))
    if skus.count > Self.mostSKUs {
      let firsts = try ranked(kept).reduce(into: [Candidate]()) { firsts, next in
        if firsts.count < Self.longestAlternatives, !firsts.contains(where: { $0.sku == next.sku }) {
          firsts.append(next)
        }
      }
      miss(.edition, among: try firsts.compactMap(offering), total: skus.count)
      return nil
    }
    let near = try ranked(kept).compactMap(offering)
    let others = try ranked(dropped).prefix(Resolution.longestRejected).compactMap(offering)
    reject(others)
    return near
  }

  /// Whether neither the options nor the verdict rule an availability out at first sight.
  private func isNear(_ candidate: Candidate) throws -> Bool {
    if let segment = options.segment, question.lookups.segment(candidate.segment) != segment { return false }
    if let scope = options.reservationScope,
      Offering.scopeWord(question.lookups.scope(ofPlace: candidate.place)).lowercased() != scope.lowercased()
    {
      return false
    }
    let offer = try question.lookups.offer(candidate.offer)
    if let currency = options.currency, offer.currency.uppercased() != currency.uppercased() { return false }
    if let term = options.term, !offer.durations.contains(term.uppercased()) { return false }
    return try !question.situation.isBlocked(candidate)
  }

  private func ranked(_ candidates: [Candidate]) throws -> [Candidate] {
    let ordering = try Ordering(question.selection, candidates, question.lookups, question.snapshot.db)
    return try candidates.map { candidate in
      RankedCandidate(
        candidate: candidate, preference: try question.lookups.preference(of: candidate), isLater: false)
    }.sorted(by: ordering.isBefore).map(\.candidate)
  }

  private func offering(_ candidate: Candidate) throws -> Offering? {
    guard let (item, facts) = try question.judged(candidate, wish: options.wish) else { return nil }
    return Offering(candidate: candidate, item: item, facts: facts, sku: try question.situation.skuFacts(candidate))
  }

  /// Rejects items that were removed, or that only other markets sell.
  private mutating func rejectElsewhere() throws {
    guard question.selection.isNamed else { return }
    var rejected: [PurchasableItem] = []
    _ = try question.forEachItem { item in
      if item.verdict == .blocked { rejected.append(item) }
    }
    for item in rejected { reject(item, because: item.reasons.map(\.message).joined(separator: " ")) }
  }

  // MARK: - Which SKU

  /// The single choice that would separate the SKUs; `nil` for none.
  private static func separating(_ open: [Offering]) -> ChoiceKind? {
    [ChoiceKind.segment, .term].first { choice in
      var skus: [String: Set<SKUReference>] = [:]
      for offering in open {
        let values = offering.values(of: choice)
        if values.isEmpty { return false }
        for value in values { skus[value, default: []].insert(offering.item.sku) }
      }
      return skus.count > 1 && skus.values.allSatisfy { $0.count == 1 }
    }
  }

  /// Whether the text names the SKU, rather than merely finding it.
  private func isCalled(_ offering: Offering, _ meant: MeantSKUs) throws -> Bool {
    switch meant {
    case .named, .titled, .product: return true
    case .nothing: return false
    case .words:
      let attributes = try String.fetchOne(
        question.snapshot.db.cachedStatement(sql: "SELECT attributes FROM sku_text WHERE id = ?"),
        arguments: [offering.candidate.text])
      return NamingWords(offering.item.item, attributes: attributes ?? "{}").hold(text)
    }
  }

  private func editionMessage(_ meant: MeantSKUs, considered: [Offering]) -> String {
    switch meant {
    case .named: return "The id selects it."
    case .titled: return "Its title matches exactly."
    case .product, .words, .nothing:
      let isOnly = Set(considered.map(\.item.sku)).count == 1
      return isOnly
        ? "It is the only match in \(question.situation.market)."
        : "It is the only match that \(question.situation.customer.name) can order."
    }
  }

  // MARK: - Which availability

  private mutating func choose(among open: [Offering]) throws {
    var open = open
    for choice in [ChoiceKind.segment, .reservationScope, .currency] {
      let values = open.flatMap { $0.values(of: choice) }.uniqued()
      if values.count > 1 {
        guard choice == .reservationScope, let (scope, why) = scopeOfHoldings(among: values) else {
          return miss(choice, among: open)
        }
        for other in open where other.scope != scope { reject(other.item, because: why) }
        open = open.filter { $0.scope == scope }
        note(choice, scope, why)
      } else if let value = values.first {
        noteSettled(choice, value)
      }
    }
    if open.count > 1 {
      let plans = Set(open.map { Set($0.plans) })
      guard plans.count > 1 else { return miss(.catalogItem, among: open) }
      let terms = open.flatMap { $0.values(of: .term) }.uniqued()
      if terms.count > 1 { return miss(.term, among: open) }
      let cycles = open.flatMap { $0.values(of: .billingCycle) }.uniqued()
      return miss(cycles.count > 1 ? .billingCycle : .catalogItem, among: open)
    }
    try settle(open[0])
  }

  /// The only reservation scope that the customer's subscriptions allow.
  private func scopeOfHoldings(among values: [String]) -> (scope: String, why: String)? {
    let holdings = question.situation.holdings
    guard let subscriptions = holdings.subscriptions else { return nil }
    let name = question.situation.customer.name
    let hasLegacy = subscriptions.contains { $0.kind == .azure }
    let scope = ReservationScope.azurePlan.rawValue
    switch (holdings.azurePlan == .met, hasLegacy) {
    case (true, false) where values.contains(scope):
      return (scope, "\(name) has an Azure plan and no legacy Azure subscription.")
    case (false, true) where values.contains("legacy"):
      return ("legacy", "\(name) has a legacy Azure subscription and no Azure plan.")
    default: return nil
    }
  }

  // MARK: - How it is ordered

  private mutating func settle(_ chosen: Offering) throws {
    let plans = chosen.plans
    resolution.plans = chosen.facts.plans
    for choice in [ChoiceKind.term, .billingCycle] {
      let values = chosen.values(of: choice)
      if values.count == 1 { noteSettled(choice, values[0]) }
      if values.count > 1, options.isForCart { return miss(choice, among: [chosen]) }
    }
    resolution.plan = plans.count == 1 ? plans[0] : nil
    if options.isForCart {
      let isFixed = chosen.facts.minimumQuantity == chosen.facts.maximumQuantity
      guard let quantity = options.quantity ?? (isFixed ? chosen.facts.minimumQuantity : nil) else {
        return miss(.quantity, among: [chosen])
      }
      guard plans.count == 1 else { return miss(.billingCycle, among: [chosen]) }
      resolution.cartLine = CartLine(
        item: chosen.item.catalogItemID, quantity: quantity, plan: plans[0],
        term: chosen.facts.cartTerm(of: plans[0]),
        variables: chosen.sku.provisioningVariables,
        attestation: chosen.sku.attestation)
    }
    resolution.item = chosen.item
    resolution.outcome = .resolved
  }

  // MARK: - Messages

  private mutating func note(_ choice: ChoiceKind, _ value: String, _ message: String) {
    resolution.chosenBecause.append(ChoiceMade(choice: choice, value: value, message: message))
  }

  /// Notes a choice that has one value left, where it was asked for or the others were ruled out.
  private mutating func noteSettled(_ choice: ChoiceKind, _ value: String) {
    let asked: Bool =
      switch choice {
      case .segment: options.segment != nil
      case .reservationScope: options.reservationScope != nil
      case .currency: options.currency != nil
      case .term: options.term != nil
      case .billingCycle: options.billingCycle != nil
      case .edition, .quantity, .catalogItem: false
      }
    if choice == .reservationScope, value == "legacy", !asked { return }
    note(choice, value, asked ? "As requested." : "It is the only one for \(question.situation.customer.name).")
  }

  private mutating func reject(_ offerings: [Offering]) {
    for offering in offerings {
      let item = offering.item
      var why = item.reasons.map(\.message)
      if let segment = options.segment, item.segment != segment { why.append("It is for \(item.segment) customers.") }
      if let scope = options.reservationScope, offering.scope.lowercased() != scope.lowercased() {
        why.append("Its reservation scope is \(offering.scope).")
      }
      if let currency = options.currency, item.currency.uppercased() != currency.uppercased() {
        why.append("It is in \(item.currency).")
      }
      reject(item, because: why.joined(separator: " "))
    }
  }

  private mutating func reject(_ item: PurchasableItem, because why: String) {
    guard resolution.rejected.count < Resolution.longestRejected,
      !resolution.rejected.contains(where: { $0.catalogItemID == item.catalogItemID && $0.because == why })
    else { return }
    resolution.rejected.append(
      RejectedItem(catalogItemID: item.catalogItemID, title: Self.title(item), because: why))
  }

  private mutating func miss(_ choice: ChoiceKind, among open: [Offering], total: Int? = nil, message: String? = nil) {
    resolution.outcome = .choiceMissing
    resolution.missing = MissingChoice(
      choice: choice, among: open, total: total, message: message, limit: Self.longestAlternatives)
  }

  static func title(_ item: PurchasableItem) -> String {
    item.skuTitle.isEmpty ? item.productTitle : item.skuTitle
  }
}

extension MissingChoice {
  init(choice: ChoiceKind, among open: [Offering], total: Int?, message: String?, limit: Int) {
    var alternatives: [Alternative] = []
    var offerings: [String: [Offering]] = [:]
    func add(_ value: String, _ title: String) {
      if !alternatives.contains(where: { $0.value == value }) {
        alternatives.append(Alternative(value: value, title: title))
      }
    }
    for offering in open {
      let terms = offering.facts.terms
      for value in offering.values(of: choice) {
        offerings[value, default: []].append(offering)
        switch choice {
        case .term: add(value, terms.first { $0.duration == value }?.description ?? "")
        case .billingCycle, .quantity: add(value, "")
        case .edition, .segment, .reservationScope, .currency, .catalogItem: add(value, Resolver.title(offering.item))
        }
      }
      if choice == .quantity {
        add("\(offering.facts.minimumQuantity)–\(offering.facts.maximumQuantity)", "the quantities that can be ordered")
      }
    }
    if choice == .term { alternatives.sort { OfferFacts.months($0.value) < OfferFacts.months($1.value) } }
    let count = alternatives.count
    alternatives = Array(alternatives.prefix(limit))
    if choice == .edition || choice == .catalogItem {
      let traits = DistinguishingTrait.differing(alternatives.map { offerings[$0.value] ?? [] })
      for (index, differences) in traits.enumerated() { alternatives[index].differsIn = differences }
    }
    self.init(
      choice: choice, total: total ?? count, alternatives: alternatives,
      message: message ?? Self.sentence(choice))
  }

  private static func sentence(_ choice: ChoiceKind) -> String {
    switch choice {
    case .edition: "Several SKUs match: choose one by its id."
    case .segment: "It is offered for several segments that are open to the customer: choose one."
    case .reservationScope: "Choose between an Azure plan and a legacy Azure subscription."
    case .currency: "It is offered in several currencies: choose one."
    case .term: "It is offered for several terms: choose one."
    case .billingCycle: "It has several billing cycles: choose one."
    case .quantity: "Choose a quantity."
    case .catalogItem: "Several items differ only in their ids: choose one by its CatalogItemId."
    }
  }
}
