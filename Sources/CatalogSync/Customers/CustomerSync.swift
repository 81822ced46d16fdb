import CatalogModel
import CatalogStore
public import Foundation
import PartnerCenter

/// Which customers are read again.
public struct CustomerSyncOptions: Sendable, Hashable {
  /// Everyone, however lately read, also where the last reading did not end whole.
  public var isFull: Bool
  /// Customers read longer ago than this are read again.
  public var maximumAge: TimeInterval
  /// Customers with a qualification under review are read again after this.
  public var reviewAge: TimeInterval
  /// So many removals are allowed beyond the guard: a ceiling, not a switch.
  public var acceptedRemovals: Int
  /// Whether agreements are asked for: they are there in the public cloud alone.
  public var asksForAgreements: Bool

  public init(
    isFull: Bool = false, maximumAge: TimeInterval = 24 * 3600, reviewAge: TimeInterval = 3600,
    acceptedRemovals: Int = 0, asksForAgreements: Bool = true
  ) {
    self.isFull = isFull
    self.maximumAge = maximumAge
    self.reviewAge = min(reviewAge, maximumAge)
    self.acceptedRemovals = acceptedRemovals
    self.asksForAgreements = asksForAgreements
  }

  /// Whether a customer is to be read.
  ///
  /// - Parameters:
  ///   - state: what the store knows; `nil` for a customer never read.
  ///   - listedAs: its line in the list now.
  ///   - resumesSince: start of the run that this one resumes; `nil` if it resumes none.
  func isDue(_ state: CustomerState?, listedAs: String, resumesSince: Date?, now: Date) -> Bool {
    guard let state, state.listedAs == listedAs, state.isWhole else { return true }
    if let resumesSince, state.confirmedAt >= resumesSince { return false }
    if isFull { return true }
    return now.timeIntervalSince(state.confirmedAt) > (state.isUnderReview ? reviewAge : maximumAge)
  }
}

extension CatalogSynchronizer {
  /// Reads the customers: country, qualifications, agreements, subscriptions and their registration.
  ///
  /// Each customer is written as soon as it is read; a run that goes on does not read it again where it was whole. What
  /// cannot be read is kept as it was known, or as unknown, not as none. Never throws: what went wrong is in the report,
  /// and each failure in the log.
  /// - Parameter progress: how many of how many were read.
  public func syncCustomers(
    _ options: CustomerSyncOptions = CustomerSyncOptions(),
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async -> CustomerSyncReport {
    let startedAt = now()
    let meter = CustomerMeter(logger: logger)
    var stop: SyncStop?
    var runID: Int64?
    do {
      let run = try await store.beginCustomerRun(startOver: options.isFull, at: startedAt)
      runID = run.id
      let crawl = CustomerCrawl(
        store: store, client: client, run: run, options: options, startedAt: startedAt, now: now,
        concurrency: concurrency, meter: meter, progress: progress)
      try await crawl.go()
    } catch let failure as RequestError {
      // The list itself is refused: there is nothing to go on with.
      if case .refused(let refusal) = failure.cause, failure.isNotPermitted {
        stop = .notPermitted(PermissionDenied(serviceError: refusal, path: failure.path))
      }
      meter.failed(failure, of: "the list of customers")
    } catch {
      stop = SyncStop(error)
    }
    let count = meter.tally
    let isWhole = stop == nil && count.failed == 0 && count.heldBack == 0
    let state: RunState = isWhole ? .complete : stop?.isFailure == true ? .failed : .partial
    if let runID {
      // Writing down how it ended must not be cancelled with the rest.
      await Task { [store, now] in try? await store.finishCustomerRun(runID, state: state, at: now()) }.value
    }
    return CustomerSyncReport(
      state: state, startedAt: startedAt, finishedAt: now(), traffic: client.traffic, customers: count.listed,
      read: count.read, removed: count.removed, heldBack: count.heldBack, ended: count.ended, failed: count.failed,
      unknown: count.unknown, stop: stop, firstFailure: count.firstFailure)
  }
}
