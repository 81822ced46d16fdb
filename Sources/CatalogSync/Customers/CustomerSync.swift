import CatalogModel
import CatalogStore
public import Foundation
import Logging
import PartnerCenter
import Synchronization

/// Which customers are read anew.
public struct CustomerSyncOptions: Sendable, Hashable {
  /// Everyone, however lately read; and anew even where the last reading did not end whole.
  public var isFull: Bool
  /// Customers read longer ago than this are read again.
  public var maximumAge: TimeInterval
  /// Customers with a qualification under review are read again after this.
  public var reviewAge: TimeInterval

  public init(isFull: Bool = false, maximumAge: TimeInterval = 24 * 3600, reviewAge: TimeInterval = 3600) {
    self.isFull = isFull
    self.maximumAge = maximumAge
    self.reviewAge = min(reviewAge, maximumAge)
  }

  /// Whether a customer is to be read.
  ///
  /// - Parameters:
  ///   - state: what the store knows; `nil` for a customer never read.
  ///   - listedAs: its line in the list now.
  ///   - goesOnSince: when the run began that this one goes on with; `nil` where it begins anew.
  func isDue(_ state: CustomerState?, listedAs: String, goesOnSince: Date?, now: Date) -> Bool {
    guard let state, state.listedAs == listedAs else { return true }
    if let goesOnSince, state.confirmedAt >= goesOnSince { return false }
    if isFull { return true }
    return now.timeIntervalSince(state.confirmedAt) > (state.isUnderReview ? reviewAge : maximumAge)
  }
}

extension CatalogSynchronizer {
  /// Reads the customers: country, qualifications, agreements, subscriptions and their registration.
  ///
  /// Each customer is written as soon as it is read whole; a run that goes on does not read it again. What the sign-in
  /// may not read is kept as unknown, not as none. Never throws: what went wrong is in the report, and each failure in the
  /// log.
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
      let run = try await store.beginCustomerRun(anew: options.isFull, at: startedAt)
      runID = run.id
      let list = Call.customers()
      switch try await client.list(list, of: Customer.self) {
      case .read(let listing):
        if listing.unreadable > 0 {
          meter.failed(list.path, "\(listing.unreadable) of its customers cannot be read", count: listing.unreadable)
        }
        try await readDue(
          listing, options: options, goesOnSince: run.goesOnSince, now: startedAt, meter: meter, progress: progress)
      case .notFound(let refusal), .forbidden(let refusal): meter.failed(list.path, "\(refusal)")
      case .unchanged: meter.failed(list.path, "no list came back")
      }
    } catch let failure as CallFailure {
      meter.failed(failure)
    } catch {
      stop = SyncStop(error)
    }
    let count = meter.tally
    let isWhole = stop == nil && count.failed == 0
    let state: RunState = isWhole ? .complete : stop?.isFailure == true ? .failed : .partial
    if let runID {
      // Writing down how it ended must not be cancelled with the rest.
      await Task { [store, now] in try? await store.finishCustomerRun(runID, state: state, at: now()) }.value
    }
    return CustomerSyncReport(
      state: state, startedAt: startedAt, finishedAt: now(), traffic: client.traffic, customers: count.listed,
      read: count.read, removed: count.removed, failed: count.failed, unknown: count.unknown, stop: stop)
  }

  private func readDue(
    _ listing: ListReading<Customer>, options: CustomerSyncOptions, goesOnSince: Date?, now startedAt: Date,
    meter: CustomerMeter, progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws {
    let listed = Dictionary(listing.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let known = try await store.customerStates()
    let due = listed.values.sorted { $0.id < $1.id }.filter {
      options.isDue(known[$0.id], listedAs: $0.line, goesOnSince: goesOnSince, now: startedAt)
    }
    meter.change { $0.listed = listed.count }
    let reading = CustomerReading(client: client, now: now)
    try await forEachBounded(due, width: concurrency) { customer in
      do {
        let read = try await reading.read(customer)
        try await store.record(read)
        meter.change { $0.count(read) }
        progress(meter.tally.read, due.count)
      } catch let failure as CallFailure {
        meter.failed(failure)
      }
    }
    // Absence from a list that could not be read whole proves nothing.
    if listing.unreadable == 0 {
      let removed = try await removeCustomers(known: Set(known.keys), notIn: Set(listed.keys))
      meter.change { $0.removed = removed }
    }
  }

  /// A customer that a complete list leaves out is asked for by id before it is taken out.
  private func removeCustomers(known: Set<CustomerID>, notIn listed: Set<CustomerID>) async throws -> Int {
    var gone: Set<CustomerID> = []
    for customer in known.subtracting(listed).sorted() {
      switch try await client.get(Call.customer(customer), as: Customer.self) {
      case .notFound, .forbidden: gone.insert(customer)
      case .found: continue
      }
    }
    return try await store.removeCustomers(gone)
  }
}

extension Customer {
  /// What the list says of the customer, as one text to compare with.
  var line: String { [companyName, domain, relationshipToPartner ?? ""].joined(separator: "\n") }
}

/// Counts while customers are read side by side, and writes down what fails.
final class CustomerMeter: Sendable {
  private let counts = Mutex(CustomerTally())
  private let logger: Logger

  init(logger: Logger) { self.logger = logger }

  var tally: CustomerTally { counts.withLock { $0 } }
  func change(_ body: (inout CustomerTally) -> Void) { counts.withLock { body(&$0) } }

  func failed(_ failure: CallFailure) { failed(failure.path, "\(failure)") }

  func failed(_ path: String, _ reason: String, count: Int = 1) {
    change { $0.failed += count }
    logger.info("a part of the customers could not be read", metadata: ["part": "\(path)", "reason": "\(reason)"])
  }
}

/// What a reading of the customers came to so far.
struct CustomerTally: Sendable {
  var listed = 0
  var read = 0
  var removed = 0
  var failed = 0
  var unknown = CustomerSyncReport.Unknown()

  mutating func count(_ customer: StoredCustomer) {
    read += 1
    if customer.market == nil { unknown.markets += 1 }
    if customer.qualifications == nil { unknown.qualifications += 1 }
    if customer.agreements == nil { unknown.agreements += 1 }
    if customer.subscriptions == nil { unknown.subscriptions += 1 }
  }
}
