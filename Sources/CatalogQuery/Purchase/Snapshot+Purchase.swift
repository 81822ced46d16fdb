import CatalogModel
import GRDB

extension Snapshot {
  func purchasableItems(
    for customer: CustomerRecord, _ selection: Selection, _ options: PurchaseOptions
  ) throws -> PurchaseAnswer {
    let lookups = try Lookups(db)
    let situation = try CustomerSituation(customer, lookups, db)
    let showsBlocked = options.includesBlocked || selection.isNamed
    var candidates = Candidates(db: db, selection: selection)
    candidates.markets = lookups.numbers(of: [situation.market])
    candidates.segments = options.segment.map { lookups.numbers(of: [$0]) }
    var shown: [RankedCandidate] = []
    func consider(_ candidate: Candidate) throws {
      let offer = try lookups.offer(candidate.offer)
      if let term = options.term, !offer.durations.contains(term.uppercased()) { return }
      if let currency = options.currency, offer.currency.uppercased() != currency.uppercased() { return }
      let isBlocked = try !situation.facts(candidate).obstacles.isEmpty
      guard showsBlocked || !isBlocked else { return }
      shown.append(
        RankedCandidate(
          candidate: candidate,
          preference: Preference(
            isPurchasable: !isBlocked, segment: lookups.segment(candidate.segment),
            scope: lookups.scope(ofPlace: candidate.place), months: offer.shortestMonths, ordinal: candidate.ordinal),
          isLater: isBlocked))
    }
    try candidates.forEach(consider)
    if showsBlocked {
      candidates.areRemoved = true
      try candidates.forEach(consider)
    }
    var offeredIn: [Int32: [Market]] = [:]
    if case .named(let item) = selection {
      for (sku, elsewhere) in try itemsElsewhere(item, known: Set(shown.map(\.candidate.sku)), candidates, lookups) {
        offeredIn[sku] = Set(elsewhere.map { lookups.market($0.market) }).sorted()
        guard let first = elsewhere.min(by: { isNearer($0, $1, lookups) }) else { continue }
        try consider(first)
      }
    }
    let ordering = try Ordering(selection, shown.lazy.map(\.candidate), lookups, db)
    shown.sort(by: ordering.isBefore)
    let page = shown.dropFirst(max(0, options.offset)).prefix(max(0, options.limit))
    let items = try page.compactMap { ranked -> PurchasableItem? in
      guard let item = try item(ranked.candidate) else { return nil }
      var facts = try situation.facts(ranked.candidate, of: item)
      facts.offeredIn = offeredIn[ranked.candidate.sku] ?? []
      let judgement = Verdict.judge(facts)
      return PurchasableItem(
        item: item, verdict: judgement.verdict, reasons: judgement.reasons, steps: judgement.steps)
    }
    return PurchaseAnswer(
      customer: customer, total: shown.count, items: items, marketState: try markets(situation.market).first)
  }

  /// What other markets offer of the SKUs that this one does not.
  private func itemsElsewhere(
    _ item: NamedItem, known: Set<Int32>, _ here: Candidates, _ lookups: Lookups
  ) throws -> [Int32: [Candidate]] {
    var elsewhere: [Int32: [Candidate]] = [:]
    var candidates = here
    candidates.areRemoved = false
    candidates.markets = nil
    try candidates.forEach { candidate in
      if !known.contains(candidate.sku), here.markets?.contains(Int64(candidate.market)) != true {
        elsewhere[candidate.sku, default: []].append(candidate)
      }
    }
    return elsewhere
  }

  /// Commercial first, then the first market in order of codes.
  private func isNearer(_ left: Candidate, _ right: Candidate, _ lookups: Lookups) -> Bool {
    func key(_ candidate: Candidate) -> (Int, String, String, Int32) {
      let segment = lookups.segment(candidate.segment)
      return (
        segment == .commercial ? 0 : 1, lookups.market(candidate.market).code, segment.rawValue, candidate.ordinal
      )
    }
    return key(left) < key(right)
  }
}
