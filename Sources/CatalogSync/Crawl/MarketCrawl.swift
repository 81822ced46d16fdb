import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

/// Reads one market: its lists, the units they name, and what no list names any more.
final class MarketCrawl: Sendable {
  let market: Market
  let plan: ListPlan
  let store: CatalogStore
  let client: PartnerCenterClient
  let run: CatalogStore.RunHandle
  let width: Int
  let slots: RequestSlots
  let now: @Sendable () -> Date
  let meter: SyncMeter
  let acceptedRemovals: Int

  /// Products that answer although no list shows them are waited for this long before they count as merely unlisted.
  static let patienceWithUnlisted: TimeInterval = 7 * 24 * 3600

  /// Too many removals at once are believed when the service says the same again after this time.
  static let patienceWithRemovals: TimeInterval = 6 * 3600

  /// What this market came to, kept while it is read and also when the reading is cut short.
  let crawlState = Mutex(CrawlState())

  init(
    market: Market, plan: ListPlan, store: CatalogStore, client: PartnerCenterClient, run: CatalogStore.RunHandle,
    width: Int, slots: RequestSlots, now: @escaping @Sendable () -> Date, meter: SyncMeter, acceptedRemovals: Int = 0
  ) {
    self.market = market
    self.plan = plan
    self.store = store
    self.client = client
    self.run = run
    self.width = width
    self.slots = slots
    self.now = now
    self.meter = meter
    self.acceptedRemovals = acceptedRemovals
  }

  struct CrawlState {
    var listFaults: [ProductListKey: PartialReason] = [:]
    /// Lists that came empty although they held something before, with what the empty answer was.
    var emptied: [ProductListKey: EmptyAnswer] = [:]
    /// Lists that this partner was refused, and how.
    var refusals: [ProductListKey: RequestError] = [:]
    var forbidden: [ProductListKey: String] = [:]
    var unitFaults: [ProductKey: PartialReason] = [:]
    /// Units whose lists were short: what they left out answers when it is asked for directly.
    var short: Set<ProductKey> = []
    /// Lists that left out a product which answers when it is asked for directly.
    var shortLists: Set<ProductListKey> = []
    /// Lists that were read and will be read again by a run that goes on with this one.
    var distrusted: Set<ProductListKey> = []
    var units: [ProductKey: ProductAssignment.Unit] = [:]
    /// How each list stood before this run.
    var before: [ProductListKey: PartitionStatus] = [:]
    /// What is due and was not read yet; `nil` where it is not known what is due.
    var wanted: Set<ProductKey>?
    /// Whether units of it were looked at, or came to be due, after its lists were finished.
    var isOpenAgain = false
    /// Units some of whose removals were too many, and the lists they stand in.
    var held: [ProductKey: [ProductListKey]] = [:]
    /// The lists that each product stood in before this run.
    var listsBefore: [ProductID: [ProductListKey]] = [:]
    var removals = RemovalGuard(items: [:], accepted: 0)

    /// Why it is not known which products of the Azure plan's list are reservations; `nil` where it is.
    var kindFault: PartialReason? {
      listFaults.first { $0.key.view.isReservationFamily && $0.key.scope != nil }?.value
    }
  }

  /// A list that was read to its end and shows nothing.
  struct EmptyAnswer: Sendable {
    var pages: Int
    var hash: Int64
  }

  /// Reads everything that this run, or the one it goes on with, has not read yet.
  ///
  /// Faults of single lists and units are noted and the rest goes on.
  /// - Throws: what makes going on pointless: ``BudgetExceeded``, `PermissionDenied`, `SignInFailure`, `StoreError`,
  ///   `CancellationError`.
  func readEverything() async throws {
    guard try await readLists() else { return }
    try await readUnits { [run] reading in reading.run < run.resumedRunID }
  }

  /// Reads the lists, and what was never read or stands otherwise in them than when it was read.
  ///
  /// - Returns: all units that a schedule may choose from.
  /// - Throws: as ``readEverything()``.
  func readWhatIsNew(noting: @escaping @Sendable (ProductKey, Observation) -> Void) async throws -> [ProductKey] {
    guard try await readLists() else { return [] }
    let patience = now().addingTimeInterval(-Self.patienceWithUnlisted)
    return try await readUnits(noting: noting) { [run] reading in
      reading.run == 0 || (reading.run < run.resumedRunID && reading.unlistedSince.map { $0 > patience } ?? false)
    }
  }

  /// - Returns: whether any list answers this partner; where all of them are refused, so is what is below them.
  private func readLists() async throws -> Bool {
    let before = try await partitionsByKey()
    try await rememberLists(before)
    try await forEachBounded(plan.lists, width: width) { [self] list in
      if let status = before[list], status.listRun.map({ $0 >= run.resumedRunID }) == true {
        if status.state == .forbidden {
          crawlState.withLock { $0.forbidden[list] = status.reason ?? PartialReason.refused.rawValue }
        }
        return
      }
      try await readList(list, before: before[list])
    }
    try await observeSoftwareSubscriptions()
    return refusalOfEverything == nil
  }

  /// How this partner was refused, where every list of the market was.
  var refusalOfEverything: RequestError? {
    let refusals = crawlState.withLock { $0.refusals }
    return plan.lists.allSatisfy { refusals[$0] != nil } ? plan.lists.first.flatMap { refusals[$0] } : nil
  }

  /// How each list of the market stands in the store.
  func partitionsByKey() async throws -> [ProductListKey: PartitionStatus] {
    Dictionary(
      try await store.partitions(of: market).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The lists of the plan in a scope.
  func lists(of scope: ReservationScope?) -> [ProductListKey] { plan.lists.filter { $0.scope == scope } }

  func rememberLists(_ before: [ProductListKey: PartitionStatus]) async throws {
    var lists: [ProductID: [ProductListKey]] = [:]
    for (list, products) in try await store.listings(of: market) {
      for product in products.keys { lists[product, default: []].append(list) }
    }
    let held = try await store.unitsHeldBack(in: market)
    let holding = plan.lists.filter { list in
      held.contains { key in
        // A product that no list shows any more stood in any list of its place.
        key.marketScope.scope == list.scope && (lists[key.product]?.contains(list) ?? true)
      }
    }
    let removals = RemovalGuard(
      items: before.mapValues(\.items), accepted: acceptedRemovals, holding: Set(holding))
    crawlState.withLock { [lists] crawlState in
      crawlState.listsBefore = lists
      crawlState.before = before
      crawlState.removals = removals
    }
  }
}
