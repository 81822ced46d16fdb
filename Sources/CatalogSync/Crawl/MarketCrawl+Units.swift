import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

extension MarketCrawl {
  /// What looking at a unit came to.
  enum Observation: Sendable {
    /// - Parameter lists: which lists had changed; `nil` where that is not known.
    case read(changed: Bool, lists: ChangedLists?)
    /// Only some of its lists were looked at; they were as before.
    case glimpsed
    case failed
  }

  typealias Noting = @Sendable (ProductKey, Observation) -> Void

  /// Reads the units that are wanted, the unlisted ones after those that lists name.
  ///
  /// - Parameter isWanted: asked of units that were read before; those never read are wanted in any case.
  /// - Returns: all units of the plan that could be read now.
  @discardableResult
  func readUnits(
    noting: @escaping Noting = { _, _ in }, where isWanted: (LastReading) -> Bool
  ) async throws -> [ProductKey] {
    let readings = try await store.lastReadings(in: market)
    // What only the plan's list shows may be a reservation or not: without that list's word a new one must wait.
    let isKindKnown = crawlState.withLock { $0.kindFault } == nil
    let assigned = try await assignUnits().filter { isKindKnown || !$0.isOnlyInPlan || readings[$0.key] != nil }
    // Neighbours in the file one after the other: what is noted of them together is written to few pages.
    func rank(_ key: ProductKey) -> (String, Int64, ProductKey) {
      (key.marketScope.scope?.rawValue ?? "", readings[key]?.position ?? .max, key)
    }
    let due = assigned.filter { unit in readings[unit.key].map(isWanted) ?? true }
      .sorted { rank($0.key) < rank($1.key) }
    meter.expect(units: due.count)
    try await look(at: due.map(\.key), noting: noting)
    // Whether anything is unlisted can be judged only where every list was read, and an empty one is believed to be.
    try await judgeEmptied(noting: noting)
    let listed = Set(crawlState.withLock { $0.units.keys })
    let unlisted = try await store.lastReadings(in: market)
      .filter { !listed.contains($0.key) && mayJudge($0.key.marketScope) }
    try await look(at: unlisted.filter { isWanted($0.value) }.keys.sorted(), noting: noting)
    return assigned.map(\.key) + unlisted.keys
  }

  /// Looks at units of the market, in this order; at those that were not there a moment after they were listed once
  /// more, at the end.
  func look(at keys: [ProductKey], noting: @escaping Noting) async throws {
    try await lookTwice(keys, width: width) { [self] key, isLastLook in
      try await look(at: key, isLastLook: isLastLook, noting: noting)
    }
  }

  /// Looks at one unit, whether a list names it or not.
  ///
  /// - Parameter glance: what is enough to look at where it is as before; `nil` for all.
  func look(at key: ProductKey, isLastLook: Bool, glance: PartialRefresh? = nil, noting: Noting) async throws -> Look {
    if let unit = crawlState.withLock({ $0.units[key] }) {
      return try await read(unit, isLastLook: isLastLook, glance: glance, noting: noting)
    }
    try await lookFor(unlisted: key, noting: noting)
    return .done
  }

  /// Reads single units of the market, whether they are due or not.
  ///
  /// - Returns: whether all of them could be read.
  func reread(_ keys: Set<ProductKey>) async throws -> Bool {
    let before = try await partitionsByKey()
    crawlState.withLock { $0.before = before }
    let units = try await assignUnits().filter { keys.contains($0.key) }
    try await look(at: units.map(\.key), noting: { _, _ in })
    return crawlState.withLock { $0.unitFaults.isEmpty } && units.count == keys.count
  }

  /// The units that the lists of this plan come to.
  func assignUnits() async throws -> [ProductAssignment.Unit] {
    let listings = try await store.listings(of: market)
    let forbidden = crawlState.withLock { $0.forbidden }
    let assignment = ProductAssignment(
      market: market, listings: listings, order: plan.lists,
      tellsReservations: tellsReservations(listings, forbidden: forbidden))
    crawlState.withLock { $0.units = assignment.units }
    let planned = Set(plan.lists)
    return assignment.units.values
      .filter { $0.lists.contains(where: planned.contains) }
      .sorted { $0.key < $1.key }
  }

  /// Whether the lists of reservations say what is one: they may be closed to this partner, and they may be empty.
  func tellsReservations(
    _ listings: [ProductListKey: [ProductID: ProductContent]], forbidden: [ProductListKey: String]
  ) -> Bool {
    plan.lists.contains { $0.view.isReservationFamily && (listings[$0] != nil || forbidden[$0] == nil) }
  }

  /// Absence from the lists of a place can be judged when every list of the plan there was read.
  func mayJudge(_ marketScope: MarketScope) -> Bool {
    let lists = lists(of: marketScope.scope)
    guard !lists.isEmpty else { return false }
    return crawlState.withLock { crawlState in lists.allSatisfy { crawlState.listFaults[$0] == nil } }
  }

  func read(
    _ unit: ProductAssignment.Unit, isLastLook: Bool, glance: PartialRefresh? = nil, noting: Noting
  ) async throws -> Look {
    let segments: [Segment?] =
      (unit.isInGeneralList ? [nil] : []) + (unit.isInNonprofitList ? [Segment.nonprofit] : [])
    do {
      let head = try await store.head(of: unit.key)
      let crawl = ProductCrawl(
        client: client, key: unit.key, product: unit.product, segments: segments, head: head,
        stored: { [store] in try await store.unit(unit.key) },
        staged: run.resumedRunID == run.id || isLastLook
          ? [:] : try await store.staged(in: unit.key, since: run.resumedRunID),
        width: width, slots: slots,
        stage: { [store, run, now] response, hash, list in
          try await store.stage(response, hash: hash.rawValue, of: list, in: unit.key, run: run.id, at: now())
        })
      switch try await crawl.read(isLastLook: isLastLook, glance: glance) {
      case .glimpsed:
        noting(unit.key, .glimpsed)
      case .unchanged:
        try await confirm(unit.key)
        noting(unit.key, .read(changed: false, lists: nil))
      case .gone where !isLastLook:
        return .lookAgain
      case .gone where unit.isOnlyInPlan && head == nil && run.id == run.resumedRunID:
        // Only as a reservation may it be there: the lists that tell so are read once more.
        crawlState.withLock { $0.shortLists.formUnion(plan.lists.filter { $0.view.isReservationFamily }) }
        return .done
      case .gone:
        // Listed, twice not there, and not there by its id either: it is gone, and the list is behind.
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
      return .lookAgain
    } catch let failure as RequestError {
      note(failure, of: unit.key)
      noting(unit.key, .failed)
    }
    return .done
  }

  /// Notes that a unit, or a part of it, could not be read.
  func note(_ failure: RequestError, of key: ProductKey) {
    crawlState.withLock { $0.unitFaults[key] = PartialReason(failure) }
    meter.note(failure, at: "\(key.product) in \(market)")
  }

  /// The lists of a product say that it is not there: its own route has to say so too.
  ///
  /// - Throws: `RequestError` where it answers, or cannot be asked.
  func confirmGone(_ key: ProductKey) async throws {
    let check = AbsenceCheck(client: client, store: store, marketScope: key.marketScope, product: key.product)
    guard try await check.isProductGone() else {
      throw RequestError(
        cause: .unreadable("the product answers, and its SKUs are answered with 404"),
        path: Call.skus(of: key.product, for: .country(key.marketScope.market), scope: key.marketScope.scope).path)
    }
  }

  /// Notes that a unit is as it was.
  func confirm(_ key: ProductKey) async throws {
    try await store.confirmSoon(key, run: run.id, at: now()) { [meter] tally in meter.add(tally) }
  }

  /// Asks for what the reading does not show, then puts it into the store.
  ///
  /// - Parameter unread: why a part of the unit could not be read; then nothing of it is removed.
  /// - Returns: what it came to, and whether every part was read.
  func apply(
    _ content: ProductSnapshot, stored: StoredUnit?, to key: ProductKey, fingerprint: ProductFingerprint,
    unread: RequestError?
  ) async throws -> (tally: ItemCounts, isWhole: Bool) {
    var content = content
    var failure = unread
    var gone: [MissingItem] = []
    var kept: [MissingItem] = []
    let known = stored.flatMap { $0.isRemoved ? nil : $0 }
    if let known {
      let missing = known.missing(from: content)
      if unread != nil { kept = missing }
      let check = AbsenceCheck(client: client, store: store, marketScope: key.marketScope, product: key.product)
      for item in unread == nil ? missing : [] {
        switch try await check.presence(of: item, stored: known) {
        case .there: kept.append(item)
        case .gone: gone.append(item)
        case .emptied: gone += content.empty(item, of: known)
        case .unknown(let refusal):
          kept.append(item)
          failure = failure ?? refusal
        }
      }
      if failure == nil, !kept.isEmpty, try await mayStillReturn(Set(kept.map(ProductPart.init)), of: key) {
        _ = crawlState.withLock { $0.short.insert(key) }
      }
    }
    let isWhole = failure == nil
    if let failure { note(failure, of: key) }
    guard isWhole || known != nil || !content.skus.isEmpty else { return (ItemCounts(), false) }
    var held: [ProductPart: Date]?
    if let known {
      let count = gone.reduce(0) { $0 + known.items(in: $1) }
      held = gone.isEmpty ? nil : try await heldBack(Set(gone.map(ProductPart.init)), count: count, of: key)
      if held != nil { kept += gone }
      content = content.retaining(kept, of: known)
    }
    let tally = try await apply(
      content, to: key, fingerprint: kept.isEmpty && isWhole ? fingerprint : nil, lists: fingerprint.hashes.count,
      isWhole: isWhole)
    if let held { try await store.hold(held, of: key, run: run.id) }
    return (tally, isWhole)
  }

  /// Whether lists that left these out count as short: only for so long, then the parts are merely no longer listed.
  private func mayStillReturn(_ parts: Set<ProductPart>, of key: ProductKey) async throws -> Bool {
    let end = now()
    return try await store.noteUnlisted(parts, of: key, at: end)
      .contains { end.timeIntervalSince($0.value) < Self.patienceWithUnlisted }
  }

  /// Takes a product out that was asked for directly and is not there.
  func remove(_ key: ProductKey, _ stored: StoredUnit) async throws {
    let count = stored.skus.values.reduce(0) { $0 + $1.availabilities.count }
    if let held = try await heldBack([ProductPart()], count: count, of: key) {
      return try await store.hold(held, of: key, run: run.id)
    }
    _ = try await apply(nil, to: key, fingerprint: nil)
  }

  /// Confirmed removals that are not believed yet: there are too many of them, and no run some hours ago found the same.
  ///
  /// - Returns: when each was first confirmed; `nil` where they are believed.
  func heldBack(_ removals: Set<ProductPart>, count: Int, of key: ProductKey) async throws -> [ProductPart: Date]? {
    let heldBefore = try await store.heldRemovals(of: key, before: run.id)
    let time = now()
    let isBorneOut = removals.allSatisfy { part in
      heldBefore[part].map { time.timeIntervalSince($0) >= Self.patienceWithRemovals } ?? false
    }
    let isPermitted = crawlState.withLock { crawlState in
      let known = Set(crawlState.listsBefore[key.product] ?? []).union(crawlState.units[key]?.lists ?? [])
        .filter { $0.scope == key.marketScope.scope || crawlState.units[key]?.lists.contains($0) == true }
      // What no list shows any more counts for all that may have shown it.
      let lists = known.isEmpty ? Set(self.lists(of: key.marketScope.scope)) : known
      if isBorneOut || crawlState.removals.permits(count, in: Array(lists)) { return true }
      crawlState.held[key] = Array(lists)
      return false
    }
    return isPermitted
      ? nil : Dictionary(removals.map { ($0, heldBefore[$0] ?? time) }, uniquingKeysWith: { first, _ in first })
  }

  func apply(
    _ content: ProductSnapshot?, to key: ProductKey, fingerprint: ProductFingerprint?, lists: Int? = nil,
    isWhole: Bool = true
  ) async throws -> ItemCounts {
    let tally = try await store.replace(
      key, with: content, fingerprint: fingerprint, lists: lists, isWhole: isWhole, logging: logging(of: key),
      run: run.id, at: now())
    meter.add(tally)
    return tally
  }

  /// The first whole reading of a partition writes no changes.
  func logging(of key: ProductKey) -> ChangeLogging {
    crawlState.withLock { crawlState in
      // Also the lists that showed it before this run: what goes with them is a change of theirs.
      let before = crawlState.listsBefore[key.product]?.filter { $0.scope == key.marketScope.scope }
      let lists =
        crawlState.units[key].map { $0.lists + (before ?? []) } ?? before ?? self.lists(of: key.marketScope.scope)
      func hasCompleted(_ segment: Segment?) -> Bool {
        lists.contains { $0.segment == segment && crawlState.before[$0]?.hasEverCompleted == true }
      }
      return ChangeLogging(general: hasCompleted(nil), nonprofit: hasCompleted(.nonprofit))
    }
  }
}
