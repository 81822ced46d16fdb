import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

/// Reads one market: its lists, the products they show, and stored products that no list shows.
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

  /// How long lists count as incomplete because a product that they leave out answers by id.
  static let patienceWithUnlisted: TimeInterval = 7 * 24 * 3600

  /// How far apart two runs must confirm the same removals when these are too many for one run.
  static let patienceWithRemovals: TimeInterval = 6 * 3600

  let crawlState = Mutex(CrawlState())

  /// Creates the crawl of a market, with ``CatalogSynchronizer/concurrency`` as its width.
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

  /// Reads everything that neither this run nor one that it resumes has read.
  ///
  /// Failures of single lists and products are noted and do not end the crawl.
  /// - Throws: errors that end the run: `BudgetExceeded`, `PermissionDenied`, `SignInFailure`, `ServicePause`,
  ///   `TransportFailure`, `StoreError`, `CancellationError`.
  func readEverything() async throws {
    guard try await readLists() else { return }
    try await readUnits { [run] reading in reading.run < run.resumedRunID }
  }

  /// Reads the lists, and the products that were never read or that the lists show differently since.
  ///
  /// - Returns: the products that a schedule may choose from.
  /// - Throws: the errors of ``readEverything()``.
  func readWhatIsNew(noting: @escaping @Sendable (ProductKey, Observation) -> Void) async throws -> [ProductKey] {
    guard try await readLists() else { return [] }
    let patience = now().addingTimeInterval(-Self.patienceWithUnlisted)
    return try await readUnits(noting: noting) { [run] reading in
      reading.run == 0 || (reading.run < run.resumedRunID && reading.unlistedSince.map { $0 > patience } ?? false)
    }
  }

  /// - Returns: whether any list is open to this partner; otherwise no product below them is either.
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

  /// The error of the first list if the service denied this partner every list of the market; otherwise `nil`.
  var refusalOfEverything: RequestError? {
    let refusals = crawlState.withLock { $0.refusals }
    return plan.lists.allSatisfy { refusals[$0] != nil } ? plan.lists.first.flatMap { refusals[$0] } : nil
  }

  /// The stored state of each list of the market.
  func partitionsByKey() async throws -> [ProductListKey: PartitionStatus] {
    Dictionary(
      try await store.partitions(of: market).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The lists of the plan in one reservation scope.
  func lists(of scope: ReservationScope?) -> [ProductListKey] { plan.lists.filter { $0.scope == scope } }

  /// Notes the lists and their products as they were before this run: the basis of the removal guard.
  private func rememberLists(_ before: [ProductListKey: PartitionStatus]) async throws {
    var lists: [ProductID: [ProductListKey]] = [:]
    for (list, products) in try await store.listings(of: market) {
      for product in products.keys { lists[product, default: []].append(list) }
    }
    let held = try await store.unitsHeldBack(in: market)
    let holding = plan.lists.filter { list in
      held.contains { key in
        // Any list of the scope may have shown a product that none shows now.
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
