import CatalogStore

/// Facts about one product list at the end of a crawl, and the outcome that follows from them.
struct PartitionFindings: Sendable, Hashable {
  /// A product of the list that is due and was not read.
  struct UnreadProduct: Sendable, Hashable {
    /// Why its requests failed; `nil` if it was not requested.
    var fault: PartialReason?
  }

  /// The response that closed the list to this partner, in this run or one that it resumes; `nil` if it is open.
  var denial: Denial?
  /// The denial that an earlier run stored; `nil` if the list was open then.
  var storedDenial: Denial?
  /// Whether this run, or one that it resumes, read the list to its end.
  var isListRead = true
  /// Whether any run ever read the list.
  var wasEverRead = true
  /// Why the list could not be read, or is not believed.
  var listFault: PartialReason?
  /// The first product of the list that is due and was not read; `nil` if all are read.
  var unread: UnreadProduct?
  /// Why new products of this list cannot be told apart from reservations; `nil` for a list without a reservation
  /// scope.
  var kindFault: PartialReason?
  /// Whether confirmed removals from the list are held back.
  var holdsRemovalsBack = false
  /// Whether the list, or a list below it, left out an item that answers by id.
  var isShort = false
  /// Whether a product in the scope of the list, which no list shows, was not read.
  var hasUnlistedUnread = false
  /// Whether the run knows which products are due; always true for a full run.
  var isDueKnown = true
  /// Whether the crawl had begun to read the products that the lists of the market show.
  var hasBegunProducts = true
  /// Why the crawl ended early; `nil` if it did not.
  ///
  /// ``PartialReason/interrupted`` is also the reason of last resort of a run that ended by itself.
  var stop: PartialReason?

  /// The outcome to report.
  var outcome: PartitionOutcome {
    if let denial { return .forbidden(denial) }
    if !isListRead || listFault != nil {
      let reason = listFault ?? stop ?? .interrupted
      return wasEverRead ? .partial(reason) : .unread(reason)
    }
    if let unread { return .partial(unread.fault ?? stop ?? .interrupted) }
    if let kindFault { return .partial(kindFault) }
    if holdsRemovalsBack { return .partial(.removalsHeldBack) }
    if isShort { return .partial(.shortList) }
    if let stop, hasUnlistedUnread || !isDueKnown || (!hasBegunProducts && stop != .interrupted) {
      return .partial(stop)
    }
    return .complete
  }

  /// The outcome to store: a list that was closed and could not be requested again stays closed.
  var storedOutcome: PartitionOutcome {
    if let storedDenial, denial == nil, !isListRead { return .forbidden(storedDenial) }
    return outcome
  }
}
