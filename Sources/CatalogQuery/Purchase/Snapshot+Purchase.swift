import CatalogModel
import GRDB

extension Snapshot {
  func purchasableItems(
    for customer: CustomerRecord, _ selection: Selection, _ options: PurchaseOptions
  ) throws -> PurchaseAnswer {
    let question = try PurchaseQuestion(self, customer, selection, options)
    var items: [PurchasableItem] = []
    let total = try question.forEachItem { items.append($0) }
    return try question.answer(total: total, items)
  }
}

extension PurchaseQuestion {
  /// An answer with one page of items; `total` counts those of all pages.
  func answer(total: Int, _ items: [PurchasableItem] = []) throws -> PurchaseAnswer {
    var answer = PurchaseAnswer(customer: situation.customer, total: total, items: items, marketReading: marketReading)
    if total == 0, case .named(let item) = selection { answer.suggestion = try snapshot.successor(of: item) }
    return answer
  }

  /// Hands out the items of the page that the options ask for, one after the other.
  ///
  /// - Returns: how many items there are on all pages.
  func forEachItem(_ body: (PurchasableItem) throws -> Void) throws -> Int {
    try forEachJudged { item, _ in try body(item) }
  }

  /// The same, each with the facts that its verdict follows from.
  func forEachJudged(_ body: (PurchasableItem, PurchaseFacts) throws -> Void) throws -> Int {
    switch selection {
    case .all:
      return try forEachOnPage(of: TitleCursor(question: self), body)
    case .words(let query) where !showsBlocked:
      return try forEachOnPage(of: MatchCursor(question: self, query: query), body)
    default: return try forEachRanked(body)
    }
  }

  /// Goes no further than the end of the page.
  private func forEachOnPage(
    of walk: some PurchaseCursor, _ body: (PurchasableItem, PurchaseFacts) throws -> Void
  ) throws -> Int {
    let first = max(0, options.offset)
    let (end, isLong) = first.addingReportingOverflow(max(0, options.limit))
    var number = 0
    if isLong || end > first {
      try walk.forEach { candidate in
        defer { number += 1 }
        if number >= first, let (item, facts) = try judged(candidate) { try body(item, facts) }
        return isLong || number + 1 < end
      }
    }
    return try walk.total()
  }

  private func forEachRanked(_ body: (PurchasableItem, PurchaseFacts) throws -> Void) throws -> Int {
    var shown: [RankedCandidate] = []
    func consider(_ candidate: Candidate) throws {
      if let ranked = try ranked(candidate) { shown.append(ranked) }
    }
    var candidates = candidates
    try candidates.forEach(consider)
    if showsBlocked {
      candidates.areRemoved = true
      try candidates.forEach(consider)
    }
    var offeredIn: [Int32: [Market]] = [:]
    if case .named(let item) = selection {
      for (sku, elsewhere) in try itemsElsewhere(item, known: Set(shown.map(\.candidate.sku))) {
        offeredIn[sku] = Set(elsewhere.map { lookups.market($0.market) }).sorted()
        guard let first = elsewhere.min(by: isNearer) else { continue }
        try consider(first)
      }
    }
    let ordering = try Ordering(selection, shown.lazy.map(\.candidate), lookups, snapshot.db)
    shown.sort(by: ordering.isBefore)
    for ranked in shown.dropFirst(max(0, options.offset)).prefix(max(0, options.limit)) {
      if let (item, facts) = try judged(ranked.candidate, offeredIn: offeredIn[ranked.candidate.sku] ?? []) {
        try body(item, facts)
      }
    }
    return shown.count
  }

  /// Items of other markets, for SKUs that this market does not offer.
  private func itemsElsewhere(_ item: NamedItem, known: Set<Int32>) throws -> [Int32: [Candidate]] {
    var elsewhere: [Int32: [Candidate]] = [:]
    var candidates = candidates
    let here = candidates.markets
    candidates.markets = nil
    try candidates.forEach { candidate in
      if !known.contains(candidate.sku), here?.contains(Int64(candidate.market)) != true {
        elsewhere[candidate.sku, default: []].append(candidate)
      }
    }
    return elsewhere
  }

  /// Commercial first, then the first market in order of codes.
  private func isNearer(_ left: Candidate, _ right: Candidate) -> Bool {
    func key(_ candidate: Candidate) -> (Int, String, String, Int32) {
      let segment = lookups.segment(candidate.segment)
      return (
        segment == .commercial ? 0 : 1, lookups.market(candidate.market).code, segment.rawValue, candidate.ordinal
      )
    }
    return key(left) < key(right)
  }
}
