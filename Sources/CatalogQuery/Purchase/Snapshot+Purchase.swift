import CatalogModel
import GRDB

extension Snapshot {
  func purchasableItems(
    for customer: CustomerRecord, _ selection: Selection, _ options: PurchaseOptions
  ) throws -> PurchaseAnswer {
    let question = try PurchaseQuestion(self, customer, selection, options)
    var items: [PurchasableItem] = []
    let summary = try question.forEachItem { items.append($0) }
    return try question.answer(summary, items)
  }
}

/// An answer without its items.
struct AnswerSummary {
  var totals: AnswerTotals
  var isPartial = false
  /// The end of the page; `nil` on the last one.
  var end: PurchasePosition?
}

extension PurchaseQuestion {
  /// An answer with one page of items.
  func answer(_ summary: AnswerSummary, _ items: [PurchasableItem] = []) throws -> PurchaseAnswer {
    var answer = PurchaseAnswer(
      customer: situation.customer, total: summary.totals.items, items: items, marketReading: marketReading,
      facets: summary.totals.facets, isPartial: summary.isPartial, next: summary.end?.text)
    if answer.total == 0, case .named(let item) = selection { answer.suggestion = try snapshot.successor(of: item) }
    return answer
  }

  /// Passes the items of the page, one after the other.
  func forEachItem(_ body: (PurchasableItem) throws -> Void) throws -> AnswerSummary {
    try forEachJudged { item, _ in try body(item) }
  }

  /// The same, each with the facts that its verdict follows from.
  func forEachJudged(_ body: (PurchasableItem, PurchaseFacts) throws -> Void) throws -> AnswerSummary {
    let position = try position()
    switch selection {
    case .nothing:
      return AnswerSummary(totals: AnswerTotals(items: 0, facets: options.countsFacets ? SearchFacets.none : [:]))
    case .all:
      return try forEachOnPage(of: TitleCursor(self, after: position), body)
    case .named:
      return try forEachOnPage(of: SortedCursor(self, after: position), body)
    case .words(let query):
      if position?.order == .partialMatches { return try partialMatches(query, after: position, body) }
      let summary =
        try showsBlocked
        ? forEachOnPage(of: SortedCursor(self, after: position), body)
        : forEachOnPage(of: MatchCursor(self, query, isPartial: false, after: position), body)
      guard summary.totals.items == 0, options.includesPartialMatches, position == nil else { return summary }
      return try partialMatches(query, after: nil, body)
    }
  }

  private func partialMatches(
    _ query: SearchQuery, after position: PurchasePosition?, _ body: (PurchasableItem, PurchaseFacts) throws -> Void
  ) throws -> AnswerSummary {
    var summary = try forEachOnPage(of: MatchCursor(self, query, isPartial: true, after: position), body)
    summary.isPartial = summary.totals.items > 0
    return summary
  }

  /// Goes no further than one item beyond the page.
  private func forEachOnPage(
    of cursor: some PurchaseCursor, _ body: (PurchasableItem, PurchaseFacts) throws -> Void
  ) throws -> AnswerSummary {
    var toSkip = max(0, options.page.offset)
    var left = max(0, options.page.limit)
    var last: ListedCandidate?
    var isMore = false
    if left > 0 {
      try cursor.forEach { listed in
        guard toSkip == 0 else {
          toSkip -= 1
          return true
        }
        guard left > 0 else {
          isMore = true
          return false
        }
        left -= 1
        last = listed
        if let judged = try judged(listed.ranked.candidate, offeredIn: listed.offeredIn) {
          var item = judged.item
          item.missing = listed.remarks.missing
          item.describedOnly = listed.remarks.describedOnly
          item.oldName = listed.remarks.oldName
          item.licenceID = listed.remarks.licenceID
          try body(item, judged.facts)
        }
        return true
      }
    }
    return AnswerSummary(
      totals: try cursor.totals(), end: isMore ? last.map { PurchasePosition(of: $0, in: cursor) } : nil)
  }
}
