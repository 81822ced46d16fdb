import CatalogModel
import CatalogStore
import Logging
import PartnerCenter
import Synchronization

/// Counts during a sync, and reports progress.
final class SyncMeter: Sendable {
  private struct Counts {
    var items = ItemCounts()
    var unitsDone = 0
    var unitsKnown = 0
    var listed: Set<Market> = []
    var done: Set<Market> = []
    var firstFailure: FailedPart?
  }

  private let counts = Mutex(Counts())
  private let markets: [Market]
  private let client: PartnerCenterClient
  private let logger: Logger
  private let report: @Sendable (SyncProgress) -> Void

  init(
    markets: [Market], client: PartnerCenterClient, logger: Logger, report: @escaping @Sendable (SyncProgress) -> Void
  ) {
    self.markets = markets
    self.client = client
    self.logger = logger
    self.report = report
  }

  var items: ItemCounts { counts.withLock { $0.items } }

  func expect(units: Int) { change { $0.unitsKnown += units } }
  func finishedUnit() { change { $0.unitsDone += 1 } }
  func listed(_ market: Market) { change { $0.listed.insert(market) } }
  func finished(_ market: Market) { change { $0.done.insert(market) } }
  func add(_ tally: ItemCounts) { counts.withLock { $0.items += tally } }

  /// The first part that could not be read.
  var firstFailure: FailedPart? { counts.withLock { $0.firstFailure } }

  func note(_ failure: RequestError, at what: String) { note("\(failure)", at: what) }

  /// Notes that a part could not be read, or is not believed.
  func note(_ reason: String, at what: String) {
    counts.withLock { $0.firstFailure = $0.firstFailure ?? FailedPart(part: what, reason: reason) }
    logger.info("a part of the catalog could not be read", metadata: ["part": "\(what)", "reason": "\(reason)"])
  }

  private func change(_ body: (inout Counts) -> Void) {
    let counts = counts.withLock { counts in
      body(&counts)
      return counts
    }
    report(
      SyncProgress(
        requests: client.traffic.requests, throttled: client.traffic.throttled, unitsDone: counts.unitsDone,
        unitsKnown: counts.unitsKnown, market: markets.first { !counts.done.contains($0) },
        marketsListed: counts.listed.count, marketsDone: counts.done.count, markets: markets.count,
        items: counts.items))
  }
}
