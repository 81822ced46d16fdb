import CatalogModel
import GRDB

/// All items of an answer, sorted before the first is read: those named by an id, and the matches of words where blocked
/// items are part of the answer.
struct SortedCursor: PurchaseCursor {
  let order: PurchasePosition.Order
  let statistics: SearchStatistics?
  private let question: PurchaseQuestion
  private let items: [RankedCandidate]
  /// The first item after the page before.
  private let start: Int
  private let offeredIn: [Int32: [Market]]

  init(_ question: PurchaseQuestion, after: PurchasePosition?) throws {
    self.question = question
    order = question.selection.isNamed ? .named : .allMatches
    var items: [RankedCandidate] = []
    var known = Set<Int32>()
    func consider(_ candidate: Candidate) throws {
      known.insert(candidate.sku)
      if let ranked = try question.ranked(candidate) { items.append(ranked) }
    }
    statistics = try question.forEachCandidate(pinned: after?.statistics, consider)
    try question.forEachCandidate(areRemoved: true, pinned: after?.statistics, consider)
    var offeredIn: [Int32: [Market]] = [:]
    if case .named = question.selection, question.admitsMarket {
      for (sku, elsewhere) in try question.itemsElsewhere(known: known) {
        offeredIn[sku] = Set(elsewhere.map { question.lookups.market($0.market) }).sorted()
        guard let first = elsewhere.min(by: question.isNearer) else { continue }
        try consider(first)
      }
    }
    let compared = items.map(\.candidate) + (after.map { [$0.last.candidate] } ?? [])
    let ordering = try Ordering(question.selection, compared, question.lookups, question.snapshot.db)
    items.sort(by: ordering.isBefore)
    start = after.flatMap { after in items.firstIndex { ordering.isBefore(after.last, $0) } ?? items.count } ?? 0
    self.items = items
    self.offeredIn = offeredIn
  }

  func totals() throws -> AnswerTotals {
    AnswerTotals(items: items.count, facets: try question.facets(items.map(\.candidate)))
  }

  func forEach(_ body: (ListedCandidate) throws -> Bool) throws {
    for item in items[start...]
    where try !body(ListedCandidate(ranked: item, offeredIn: offeredIn[item.candidate.sku] ?? [])) { return }
  }
}

extension PurchaseQuestion {
  /// Items of other markets, for SKUs that this market does not offer.
  fileprivate func itemsElsewhere(known: Set<Int32>) throws -> [Int32: [Candidate]] {
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
  fileprivate func isNearer(_ left: Candidate, _ right: Candidate) -> Bool {
    func key(_ candidate: Candidate) -> (Int, String, String, Int32) {
      let segment = lookups.segment(candidate.segment)
      return (
        segment == .commercial ? 0 : 1, lookups.market(candidate.market).code, segment.rawValue, candidate.ordinal
      )
    }
    return key(left) < key(right)
  }
}
