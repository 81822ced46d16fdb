import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

extension MarketCrawl {
  /// Result of reading a product.
  enum Observation: Sendable {
    /// - Parameter lists: how many of its lists had changed; `nil` if that is not known.
    case read(changed: Bool, lists: ChangedLists?)
    /// Some of its lists were requested and had not changed.
    case partiallyRefreshed
    case failed
  }

  typealias Noting = @Sendable (ProductKey, Observation) -> Void

  /// Reads the products that are wanted: first those that lists show, then those that no list shows.
  ///
  /// - Parameters:
  ///   - noting: receives the result of each product.
  ///   - isWanted: whether a product that was read before is read again; one that was never read always is.
  /// - Returns: all products of the plan that can be read now.
  /// - Throws: the errors of ``readEverything()``.
  @discardableResult
  func readUnits(
    noting: @escaping Noting = { _, _ in }, where isWanted: (LastReading) -> Bool
  ) async throws -> [ProductKey] {
    let readings = try await store.lastReadings(in: market)
    // A new product that only the Azure plan's list shows may be a reservation: it waits for the list that tells.
    let isKindKnown = crawlState.withLock { $0.kindFault } == nil
    let assigned = try await assignUnits().filter { isKindKnown || !$0.isOnlyInPlan || readings[$0.key] != nil }
    // Products that are adjacent in the file are read together, so that their updates touch few pages.
    func rank(_ key: ProductKey) -> (String, Int64, ProductKey) {
      (key.marketScope.scope?.rawValue ?? "", readings[key]?.position ?? .max, key)
    }
    let due = assigned.filter { unit in readings[unit.key].map(isWanted) ?? true }
      .sorted { rank($0.key) < rank($1.key) }
    meter.expect(units: due.count)
    meter.listed(market)
    try await read(due.map(\.key), noting: noting)
    // Absence from the lists is judged after each emptied list is confirmed or refuted.
    try await judgeEmptied(noting: noting)
    let listed = Set(crawlState.withLock { $0.units.keys })
    let unlisted = try await store.lastReadings(in: market)
      .filter { !listed.contains($0.key) && mayJudge($0.key.marketScope) }
    try await read(unlisted.filter { isWanted($0.value) }.keys.sorted(), noting: noting)
    return assigned.map(\.key) + unlisted.keys
  }

  /// Reads products in this order; a product that vanished after it was listed is read once more at the end.
  func read(_ keys: [ProductKey], noting: @escaping Noting) async throws {
    try await attemptTwice(keys, width: width) { [self] key, isLastAttempt in
      try await read(key, isLastAttempt: isLastAttempt, noting: noting)
    }
  }

  /// Reads one product, listed or not.
  ///
  /// - Parameters:
  ///   - key: the product.
  ///   - isLastAttempt: whether this is the second attempt.
  ///   - partial: the lists to request first; the rest is requested only if one of these changed. `nil` requests all.
  ///   - noting: receives the result.
  /// - Returns: whether to read the product once more later.
  /// - Throws: the errors of ``readEverything()``.
  func read(_ key: ProductKey, isLastAttempt: Bool, partial: PartialRefresh? = nil, noting: Noting) async throws
    -> Attempt
  {
    if let unit = crawlState.withLock({ $0.units[key] }) {
      return try await read(unit, isLastAttempt: isLastAttempt, partial: partial, noting: noting)
    }
    try await readUnlisted(key, noting: noting)
    return .done
  }

  /// Reads single products of the market, due or not.
  ///
  /// - Returns: whether all of them could be read.
  func reread(_ keys: Set<ProductKey>) async throws -> Bool {
    let before = try await partitionsByKey()
    crawlState.withLock { $0.before = before }
    let units = try await assignUnits().filter { keys.contains($0.key) }
    try await read(units.map(\.key), noting: { _, _ in })
    return crawlState.withLock { $0.unitFaults.isEmpty } && units.count == keys.count
  }

  /// The products that the lists of the plan show.
  private func assignUnits() async throws -> [ProductAssignment.Unit] {
    let listings = try await store.listings(of: market)
    let forbidden = crawlState.withLock { Set($0.forbidden.keys) }
    let assignment = ProductAssignment(market: market, listings: listings, order: plan.lists, forbidden: forbidden)
    crawlState.withLock { $0.units = assignment.units }
    let planned = Set(plan.lists)
    return assignment.units.values
      .filter { $0.lists.contains(where: planned.contains) }
      .sorted { $0.key < $1.key }
  }

  /// Whether absence from the lists of a market scope proves anything: every list of the plan there was read.
  private func mayJudge(_ marketScope: MarketScope) -> Bool {
    let lists = lists(of: marketScope.scope)
    guard !lists.isEmpty else { return false }
    return crawlState.withLock { crawlState in lists.allSatisfy { crawlState.listFaults[$0] == nil } }
  }

  private func read(
    _ unit: ProductAssignment.Unit, isLastAttempt: Bool, partial: PartialRefresh? = nil, noting: Noting
  ) async throws -> Attempt {
    let segments: [Segment?] =
      (unit.isInGeneralList ? [nil] : []) + (unit.isInNonprofitList ? [Segment.nonprofit] : [])
    do {
      let head = try await store.head(of: unit.key)
      let crawl = ProductCrawl(
        client: client, key: unit.key, product: unit.product, segments: segments, head: head,
        stored: { [store] in try await store.unit(unit.key) },
        staged: run.resumedRunID == run.id || isLastAttempt
          ? [:] : try await store.staged(in: unit.key, since: run.resumedRunID),
        width: width, slots: slots,
        stage: { [store, run, now] response, hash, list in
          try await store.stage(response, hash: hash.rawValue, of: list, in: unit.key, run: run.id, at: now())
        })
      switch try await crawl.read(isLastAttempt: isLastAttempt, partial: partial) {
      case .partiallyRefreshed:
        noting(unit.key, .partiallyRefreshed)
      case .unchanged:
        try await confirm(unit.key)
        noting(unit.key, .read(changed: false, lists: nil))
      case .gone where !isLastAttempt:
        return .again
      case .gone where unit.isOnlyInPlan && head == nil && run.id == run.resumedRunID:
        // It can exist only as a reservation: the next run reads the lists that tell once more.
        crawlState.withLock { $0.shortLists.formUnion(plan.lists.filter { $0.view.isReservationFamily }) }
        return .done
      case .gone:
        // Twice absent below the list, and absent by id: the list is outdated.
        try await confirmGone(unit.key)
        try await store.unlist(unit.key.product, from: unit.lists)
        crawlState.withLock { $0.units[unit.key] = nil }
        if let stored = try await store.unit(unit.key), !stored.isRemoved { try await remove(unit.key, stored) }
        noting(unit.key, .read(changed: true, lists: nil))
      case .read(let content, let fingerprint, let stored, let unread):
        let (tally, isWhole) = try await apply(
          content, stored: stored, to: unit.key, fingerprint: fingerprint, unread: unread)
        let lists = head?.fingerprint.map { ChangedLists(from: $0, to: fingerprint) }
        noting(unit.key, isWhole ? .read(changed: tally.isChange, lists: lists) : .failed)
      }
      meter.finishedUnit()
    } catch is ProductCrawl.Moved {
      return .again
    } catch let failure as RequestError {
      note(failure, of: unit.key)
      noting(unit.key, .failed)
    }
    return .done
  }

  /// Notes that a product, or a part of it, could not be read.
  func note(_ failure: RequestError, of key: ProductKey) {
    crawlState.withLock { $0.unitFaults[key] = PartialReason(failure) }
    meter.note(failure, at: "\(key.product) in \(market)")
  }

  /// Confirms that a product has not changed.
  func confirm(_ key: ProductKey) async throws {
    try await store.confirmSoon(key, run: run.id, at: now()) { [meter] tally in meter.add(tally) }
  }
}
