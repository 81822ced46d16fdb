import CatalogModel
import CatalogStore
public import Foundation
import PartnerCenter

/// Options of a sync of customers.
public struct CustomerSyncOptions: Sendable, Hashable {
  /// Whether to read every customer, of whatever age; also starts over an unfinished run.
  public var isFull: Bool
  /// The age in seconds from which a customer is read again.
  public var maximumAge: TimeInterval
  /// The same for a customer with a qualification under review; at most ``maximumAge``.
  public var reviewAge: TimeInterval
  /// The number of customers that a run may remove at once, even if the limit permits fewer: 20, or a tenth of all.
  ///
  /// A ceiling, not a switch: confirmed removals beyond it are held back.
  public var acceptedRemovals: Int
  /// Whether to request agreements, which only the public cloud has.
  public var asksForAgreements: Bool

  /// Creates the options of a sync of customers.
  ///
  /// - Parameters:
  ///   - isFull: whether to read every customer, of whatever age.
  ///   - maximumAge: the age in seconds from which a customer is read again.
  ///   - reviewAge: the same for a customer with a qualification under review; reduced to `maximumAge` if greater.
  ///   - acceptedRemovals: the number of customers that a run may remove at once, even if the limit permits fewer.
  ///   - asksForAgreements: whether to request agreements.
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

  /// Whether a customer is due.
  ///
  /// - Parameters:
  ///   - state: its stored state; `nil` for a customer never read.
  ///   - listedAs: its present line in the list.
  ///   - resumesSince: the start of the run that this one resumes; `nil` if it resumes none.
  ///   - now: the start of this run.
  /// - Returns: whether to read it.
  func isDue(_ state: CustomerState?, listedAs: String, resumesSince: Date?, now: Date) -> Bool {
    guard let state, state.listedAs == listedAs, state.isWhole else { return true }
    if let resumesSince, state.confirmedAt >= resumesSince { return false }
    if isFull { return true }
    return now.timeIntervalSince(state.confirmedAt) > (state.isUnderReview ? reviewAge : maximumAge)
  }
}

extension CatalogSynchronizer {
  /// Reads the customers: billing country, qualifications, agreements, subscriptions and their registration.
  ///
  /// Each customer is stored as soon as it is read; a run that resumes this one does not read it again if it is
  /// complete. A part that cannot be read keeps its stored content, or is unknown, not empty. Never throws: errors are
  /// in the report, and each failure in the log.
  /// - Parameters:
  ///   - options: the customers to read.
  ///   - progress: called after each customer with the number read and the number due.
  /// - Returns: the report of the run.
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
      // Without the list there is no customer to read.
      if case .refused(let refusal) = failure.cause, failure.isNotPermitted {
        stop = .notPermitted(PermissionDenied(serviceError: refusal, path: failure.path))
      }
      meter.failed(failure, of: "the list of customers")
    } catch {
      stop = SyncStop(error)
    }
    let count = meter.tally
    let state = RunState(isWhole: count.failed == 0 && count.heldBack == 0, stop: stop)
    if let runID {
      // A task of its own: cancelling the sync must not cancel the record of its end.
      await Task { [store, now] in try? await store.finishCustomerRun(runID, state: state, at: now()) }.value
    }
    return CustomerSyncReport(
      state: state, startedAt: startedAt, finishedAt: now(), traffic: client.traffic, customers: count.listed,
      read: count.read, removed: count.removed, heldBack: count.heldBack, ended: count.ended, failed: count.failed,
      unknown: count.unknown, stop: stop, firstFailure: count.firstFailure)
  }
}
