import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

/// Reads one market: its lists, then the units they name, then what no list names any more.
final class MarketCrawl: Sendable {
  let market: Market
  let plan: ListPlan
  let store: CatalogStore
  let client: PartnerCenterClient
  let run: CatalogStore.BegunRun
  let width: Int
  let now: @Sendable () -> Date
  let meter: SyncMeter

  /// Products that answer although no list shows them are waited for this long before they count as merely unlisted.
  static let patienceWithUnlisted: TimeInterval = 7 * 24 * 3600

  /// What this market came to, kept while it is read and also when the reading is cut short.
  private let ledger = Mutex(Ledger())

  init(
    market: Market, plan: ListPlan, store: CatalogStore, client: PartnerCenterClient, run: CatalogStore.BegunRun,
    width: Int, now: @escaping @Sendable () -> Date, meter: SyncMeter
  ) {
    self.market = market
    self.plan = plan
    self.store = store
    self.client = client
    self.run = run
    self.width = width
    self.now = now
    self.meter = meter
  }

  private struct Ledger {
    var listFaults: [PartitionKey: PartialReason] = [:]
    var forbidden: [PartitionKey: String] = [:]
    var unitFaults: [UnitKey: PartialReason] = [:]
    /// Units whose lists were short: what they left out answers when it is asked for directly.
    var short: Set<UnitKey> = []
    /// Lists that left out a product which answers when it is asked for directly.
    var shortLists: Set<PartitionKey> = []
    var units: [UnitKey: UnitAssignment.Unit] = [:]
  }

  /// Reads everything that this run, or the one it goes on with, has not read yet.
  ///
  /// Faults of single lists and units are noted and the rest goes on.
  /// - Throws: what makes going on pointless: ``BudgetSpent``, `NotPermitted`, `SignInFailure`, `StoreError`,
  ///   `CancellationError`.
  func read() async throws {
    let wasRead = try await store.partitions(of: market)
    let before = Dictionary(wasRead.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    try await forEachBounded(plan.lists, width: width) { [self] list in
      if let status = before[list], status.listRun.map({ $0 >= run.begunBy }) == true {
        if status.state == .forbidden {
          ledger.withLock { $0.forbidden[list] = status.reason ?? PartialReason.refused.rawValue }
        }
        return
      }
      try await readList(list, before: before[list])
    }
    try await observeSoftwareSubscriptions()
    try await readUnits(before: before)
  }

  // MARK: - Lists

  private func readList(_ list: PartitionKey, before: PartitionStatus?) async throws {
    let call = Call.products(
      for: .country(market), view: list.view, segment: list.segment, scope: list.scope)
    do {
      let known = before?.state == .forbidden ? nil : before?.listHash.map { ContentHash(rawValue: $0) }
      switch try await client.list(call, of: Product.self, unless: known) {
      case .unchanged(let hash):
        try await store.record(list: nil, of: list, pages: 1, hash: hash.rawValue, run: run.id, at: now())
      case .read(let reading):
        let products = Dictionary(
          reading.items.map { ($0.id, ProductContent($0)) }, uniquingKeysWith: { first, _ in first })
        guard reading.unreadable == 0 else {
          ledger.withLock { $0.listFaults[list] = .unreadable }
          return
        }
        try await store.record(
          list: products, of: list, pages: reading.pages, hash: reading.hash.rawValue, run: run.id, at: now())
      case .forbidden(let refusal):
        let reason = refusal.code ?? String(refusal.status)
        ledger.withLock { $0.forbidden[list] = reason }
        try await store.forbid(list, reason: reason, run: run.id, at: now())
      case .notFound:
        ledger.withLock { $0.listFaults[list] = .refused }
      }
    } catch let failure as CallFailure {
      ledger.withLock { $0.listFaults[list] = PartialReason(failure) }
      meter.note(failure, at: list.description)
    }
  }

  /// Where the list of software subscriptions really is empty or refused, the store says so.
  private func observeSoftwareSubscriptions() async throws {
    let list = PartitionKey(market: market, view: .softwareSubscriptions)
    guard plan.lists.contains(list), ledger.withLock({ $0.listFaults[list] == nil }) else { return }
    let isForbidden = ledger.withLock { $0.forbidden[list] != nil }
    let products = try await store.listings(of: market)[list] ?? [:]
    try await store.recordObservedUnavailable(isForbidden || products.isEmpty, in: market, at: now())
  }

  // MARK: - Units

  private func readUnits(before: [PartitionKey: PartitionStatus]) async throws {
    let readings = try await store.lastReadings(in: market)
    let begunBy = run.begunBy
    let isRead: (UnitKey) -> Bool = { key in readings[key].map { $0 >= begunBy } ?? false }
    let due = try await assignUnits().filter { !isRead($0.key) }
    meter.expect(units: due.count)
    let again = Mutex<[UnitAssignment.Unit]>([])
    try await forEachBounded(due, width: width) { [self] unit in
      if try await read(unit, before: before, isLastLook: false) == .lookAgain { again.withLock { $0.append(unit) } }
    }
    // What was not there a moment after it was listed is looked at once more, at the end.
    try await forEachBounded(again.withLock { $0 }, width: width) { [self] unit in
      _ = try await read(unit, before: before, isLastLook: true)
    }
    let assigned = Set(ledger.withLock { $0.units.keys })
    let unlisted = try await store.lastReadings(in: market)
      .filter { !assigned.contains($0.key) && !isRead($0.key) && mayJudge($0.key.place, before: before) }
    try await forEachBounded(unlisted.keys.sorted(), width: width) { [self] key in
      try await lookFor(unlisted: key, before: before)
    }
  }

  /// Reads single units of the market, whether they are due or not.
  ///
  /// - Returns: whether all of them could be read.
  func reread(_ keys: Set<UnitKey>) async throws -> Bool {
    let before = Dictionary(
      try await store.partitions(of: market).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let units = try await assignUnits().filter { keys.contains($0.key) }
    try await forEachBounded(units, width: width) { [self] unit in
      if try await read(unit, before: before, isLastLook: false) == .lookAgain {
        _ = try await read(unit, before: before, isLastLook: true)
      }
    }
    return ledger.withLock { $0.unitFaults.isEmpty } && units.count == keys.count
  }

  /// The units that the lists of this plan come to.
  private func assignUnits() async throws -> [UnitAssignment.Unit] {
    let listings = try await store.listings(of: market)
    let reservationLists = plan.lists.filter(\.view.isReservationFamily)
    let forbidden = ledger.withLock { Set($0.forbidden.keys) }
    let tellsReservations = reservationLists.contains { listings[$0] != nil || !forbidden.contains($0) }
    let assignment = UnitAssignment(
      market: market, listings: listings, order: plan.lists, tellsReservations: tellsReservations)
    // Without a reading of the reservation list the kind of what only the plan's list shows is not known yet.
    let isKindKnown = !reservationLists.contains { list in
      list.scope != nil && listings[list] == nil && ledger.withLock { $0.listFaults[list] != nil }
    }
    ledger.withLock { $0.units = assignment.units }
    let planned = Set(plan.lists)
    return assignment.units.values
      .filter { unit in
        guard unit.lists.contains(where: planned.contains) else { return false }
        let isOnlyInPlan = unit.lists.allSatisfy { $0.scope != nil } && unit.key.place.scope == nil
        return isKindKnown || !isOnlyInPlan
      }
      .sorted { $0.key < $1.key }
  }

  /// Absence from the lists of a place can be judged when every list of the plan there was read.
  private func mayJudge(_ place: Place, before: [PartitionKey: PartitionStatus]) -> Bool {
    let lists = plan.lists.filter { $0.scope == place.scope }
    guard !lists.isEmpty else { return false }
    return ledger.withLock { ledger in lists.allSatisfy { ledger.listFaults[$0] == nil } }
  }

  private enum Look: Sendable { case done, lookAgain }

  private func read(
    _ unit: UnitAssignment.Unit, before: [PartitionKey: PartitionStatus], isLastLook: Bool
  ) async throws -> Look {
    let segments: [Segment?] =
      (unit.isInGeneralList ? [nil] : []) + (unit.isInNonprofitList ? [Segment.nonprofit] : [])
    do {
      let stored = try await store.unit(unit.key)
      let crawl = UnitCrawl(
        client: client, key: unit.key, product: unit.product, segments: segments,
        known: try await store.fingerprint(of: unit.key), stored: stored, width: width)
      switch try await crawl.read(isLastLook: isLastLook) {
      case .unchanged:
        meter.add(try await store.confirm(unit.key, fingerprint: nil, run: run.id, at: now()))
      case .gone where !isLastLook:
        return .lookAgain
      case .gone:
        // Listed, and twice not there: it is gone, and the list is behind.
        try await store.unlist(unit.key)
        if stored?.isRemoved == false { try await apply(nil, to: unit.key, fingerprint: nil, before: before) }
        ledger.withLock { $0.units[unit.key] = nil }
      case .read(let content, let fingerprint):
        try await apply(content, stored: stored, to: unit.key, fingerprint: fingerprint, before: before)
      }
      meter.finishedUnit()
    } catch is UnitCrawl.Moved {
      return .lookAgain
    } catch let failure as CallFailure {
      ledger.withLock { $0.unitFaults[unit.key] = PartialReason(failure) }
      meter.note(failure, at: "\(unit.key.product) in \(market)")
    } catch is UnreadableElements {
      ledger.withLock { $0.unitFaults[unit.key] = .unreadable }
    }
    return .done
  }

  /// Asks for what the reading does not show, then puts it into the store.
  private func apply(
    _ content: UnitContent, stored: StoredUnit?, to key: UnitKey, fingerprint: UnitFingerprint,
    before: [PartitionKey: PartitionStatus]
  ) async throws {
    var content = content
    var fingerprint: UnitFingerprint? = fingerprint
    // An empty complete list of SKUs says by itself that they are gone.
    if let stored, !content.skus.isEmpty {
      let check = AbsenceCheck(client: client, place: key.place, product: key.product)
      var kept: [MissingItem] = []
      for missing in try await store.missing(from: content, of: key) {
        if try await !check.isGone(missing) { kept.append(missing) }
      }
      if !kept.isEmpty {
        content = content.retaining(kept, of: stored)
        fingerprint = nil
        _ = ledger.withLock { $0.short.insert(key) }
      }
    }
    try await apply(content, to: key, fingerprint: fingerprint, before: before)
  }

  private func apply(
    _ content: UnitContent?, to key: UnitKey, fingerprint: UnitFingerprint?,
    before: [PartitionKey: PartitionStatus]
  ) async throws {
    let tally = try await store.replace(
      key, with: content, fingerprint: fingerprint, logging: logging(of: key, before: before), run: run.id, at: now())
    meter.add(tally)
  }

  /// The first whole reading of a partition writes no changes.
  private func logging(of key: UnitKey, before: [PartitionKey: PartitionStatus]) -> ChangeLogging {
    let listed = ledger.withLock { $0.units[key]?.lists }
    let lists = listed ?? plan.lists.filter { $0.scope == key.place.scope }
    func hasCompleted(_ segment: Segment?) -> Bool {
      lists.contains { $0.segment == segment && before[$0]?.hasEverCompleted == true }
    }
    return ChangeLogging(general: hasCompleted(nil), nonprofit: hasCompleted(.nonprofit))
  }

  // MARK: - What no list shows any more

  private func lookFor(unlisted key: UnitKey, before: [PartitionKey: PartitionStatus]) async throws {
    do {
      guard let stored = try await store.unit(key) else { return }
      let sold = stored.skus.values.flatMap(\.availabilities).map(\.content.segment)
      let segments: [Segment?] =
        (sold.contains { $0 != .nonprofit } || sold.isEmpty ? [nil] : [])
        + (sold.contains(.nonprofit) ? [Segment.nonprofit] : [])
      let crawl = UnitCrawl(
        client: client, key: key, product: stored.product, segments: segments, known: nil, stored: stored, width: width)
      switch try await crawl.read(isLastLook: true) {
      case .gone:
        try await apply(nil, to: key, fingerprint: nil, before: before)
      case .read(let content, _) where content.skus.isEmpty:
        try await apply(nil, to: key, fingerprint: nil, before: before)
      case .read(let content, let fingerprint):
        try await apply(content, stored: stored, to: key, fingerprint: fingerprint, before: before)
        try await noteUnlisted(key)
      case .unchanged:
        meter.add(try await store.confirm(key, fingerprint: nil, run: run.id, at: now()))
        try await noteUnlisted(key)
      }
    } catch let failure as CallFailure {
      ledger.withLock { ledger in
        ledger.unitFaults[key] = PartialReason(failure)
        for list in plan.lists where list.scope == key.place.scope { ledger.shortLists.insert(list) }
      }
      meter.note(failure, at: "\(key.product) in \(market)")
    } catch is UnreadableElements {
      ledger.withLock { $0.unitFaults[key] = .unreadable }
    }
  }

  /// The product answers: the lists of its place were short. Only for so long: then it is merely no longer listed.
  private func noteUnlisted(_ key: UnitKey) async throws {
    let since = try await store.noteUnlisted(key, at: now())
    guard now().timeIntervalSince(since) < Self.patienceWithUnlisted else { return }
    ledger.withLock { ledger in
      for list in plan.lists where list.scope == key.place.scope { ledger.shortLists.insert(list) }
    }
  }

  // MARK: - The end

  /// Writes down how each list of the plan ended, also after a reading cut short.
  ///
  /// - Parameter stopped: why the reading was cut short; `nil` where it was not.
  func finish(stopped: PartialReason?) async throws -> [PartitionStatus] {
    let ledger = ledger.withLock { $0 }
    let before = Dictionary(
      try await store.partitions(of: market).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let listings = try await store.listings(of: market)
    let readings = try await store.lastReadings(in: market)
    let assignment = UnitAssignment(
      market: market, listings: listings, order: plan.lists,
      tellsReservations: listings.keys.contains { $0.view.isReservationFamily } || ledger.forbidden.isEmpty)
    var unread: [PartitionKey: Set<UnitKey>] = [:]
    var short: Set<PartitionKey> = ledger.shortLists
    for unit in assignment.units.values {
      let isRead = readings[unit.key].map { $0 >= run.begunBy } ?? false
      for list in unit.lists {
        if !isRead { unread[list, default: []].insert(unit.key) }
        if ledger.short.contains(unit.key) { short.insert(list) }
      }
    }
    // What was short is not trusted by a run that goes on with this one.
    try await store.readAgain(lists: Array(ledger.shortLists), units: Array(ledger.short))
    var statuses: [PartitionStatus] = []
    for list in plan.lists {
      let isListRead = before[list]?.listRun.map { $0 >= run.begunBy } ?? false
      let (state, reason): (PartitionState, String?) =
        if let reason = ledger.forbidden[list] {
          (.forbidden, reason)
        } else if !isListRead {
          (
            before[list]?.hasEverCompleted == true || before[list]?.listRun != nil ? .partial : .unread,
            (ledger.listFaults[list] ?? stopped ?? .interrupted).rawValue
          )
        } else if let units = unread[list], let unit = units.min() {
          (.partial, (ledger.unitFaults[unit] ?? stopped ?? .interrupted).rawValue)
        } else if short.contains(list) {
          (.partial, PartialReason.shortList.rawValue)
        } else if let stopped, stopped != .interrupted, ledger.units.isEmpty, !listings.isEmpty {
          (.partial, stopped.rawValue)
        } else {
          (.complete, nil)
        }
      statuses.append(try await store.finish(list, state: state, reason: reason, at: now()))
    }
    return statuses
  }
}

extension PartialReason {
  /// The stable word for a failed call.
  init(_ failure: CallFailure) {
    if failure.isThrottled {
      self = .throttled
    } else {
      switch failure.cause {
      case .transport: self = .unavailable
      case .unreadable, .paging: self = .unreadable
      case .refused(let refusal): self = refusal.status >= 500 || refusal.status == 408 ? .unavailable : .refused
      }
    }
  }
}
