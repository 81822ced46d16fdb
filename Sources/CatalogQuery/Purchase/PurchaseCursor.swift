import CatalogModel

/// A way through the items of an answer that reads them as they are wanted.
protocol PurchaseCursor {
  /// The order of the items.
  var order: PurchasePosition.Order { get }
  /// The statistics of the ranks; `nil` without words.
  var statistics: SearchStatistics? { get }
  /// Counts all items of the answer.
  func totals() throws -> AnswerTotals
  /// Passes one item after the other until the body returns false; begins after the page before, where there is one.
  func forEach(_ body: (ListedCandidate) throws -> Bool) throws
}

/// An item of an answer before it is judged.
struct ListedCandidate {
  var ranked: RankedCandidate
  /// The hit that it belongs to; `nil` where the answer is not in the order of a search.
  var hit: HitKey?
  /// What makes it less than an exact match.
  var remarks = MatchRemarks()
  /// The other markets that offer it, where the customer's does not.
  var offeredIn: [Market] = []
}
