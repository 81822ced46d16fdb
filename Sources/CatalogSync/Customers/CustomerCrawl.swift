import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

/// Reads the list of customers, the customers that are due, and stored customers that the list leaves out.
struct CustomerCrawl: Sendable {
  let store: CatalogStore
  let client: PartnerCenterClient
  let run: CatalogStore.BegunCustomerRun
  let options: CustomerSyncOptions
  let startedAt: Date
  let now: @Sendable () -> Date
  let concurrency: Int
  let meter: CustomerMeter
  let progress: @Sendable (Int, Int) -> Void

  /// Runs the crawl.
  ///
  /// - Throws: `RequestError` if the list cannot be read; errors that end the run.
  func go() async throws {
    let call = Call.customers()
    let listing: ListReading<Customer>
    switch try await client.list(call, of: Customer.self) {
    case .read(let reading): listing = reading
    case .notFound(let refusal), .forbidden(let refusal): throw RequestError(cause: .refused(refusal), path: call.path)
    case .unchanged: throw RequestError(cause: .unreadable("no list came back"), path: call.path)
    }
    if listing.unreadable > 0 {
      meter.failed(
        call.path, "\(call.path) failed: \(listing.unreadable) of its customers cannot be read",
        of: "the list of customers", count: listing.unreadable)
    }
    let listed = Dictionary(listing.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let known = try await store.customerStates()
    meter.change { $0.listed = listed.count }
    let reading = CustomerReading(
      reader: PartReader(client: client), now: now, asksForAgreements: options.asksForAgreements)
    let due = listed.values.sorted { $0.id < $1.id }.filter {
      options.isDue(known[$0.id], listedAs: $0.line, resumesSince: run.resumesSince, now: startedAt)
    }
    let missing = Set(known.keys).subtracting(listed.keys)
    try await forEachBounded(due, width: concurrency) { customer in
      try await record(
        reading.read(customer.id, listed: customer, listedAs: customer.line, known: store.known(customer.id)))
      progress(min(meter.tally.read, due.count), due.count)
    }
    try await settle(missing, listed: Set(listed.keys), known: known, reading)
  }

  private func record(_ findings: CustomerFindings) async throws {
    try await store.record(findings.customer)
    meter.count(findings)
  }

  // MARK: - Customers that the list leaves out

  /// The responses to requesting by id the customers that the list leaves out.
  private struct Missing: Sendable {
    /// An error code of the service says that they do not exist.
    var gone: Set<CustomerID> = []
    /// They answer, and are customers: the list is incomplete.
    var answering: Set<CustomerID> = []
    /// They exist, and their relationship with the partner has ended.
    var ended: Set<CustomerID> = []
  }

  /// Requests by id every customer that the list leaves out: only an error code of the service removes one.
  private func settle(
    _ missing: Set<CustomerID>, listed: Set<CustomerID>, known: [CustomerID: CustomerState],
    _ reading: CustomerReading
  ) async throws {
    let found = Mutex(Missing())
    try await forEachBounded(missing.sorted(), width: concurrency) { customer in
      let call = Call.customer(customer)
      let state = known[customer]
      do {
        switch try await client.get(call, as: Customer.self) {
        case .found(let whole) where whole.id == customer:
          let hasEnded = whole.hasRelationshipEnded == true
          found.withLock { found -> Void in
            if hasEnded { _ = found.ended.insert(customer) } else { _ = found.answering.insert(customer) }
          }
          let isDue = options.isDue(
            state, listedAs: state?.listedAs ?? "", resumesSince: run.resumesSince, now: startedAt)
          if isDue || hasEnded != state?.hasRelationshipEnded {
            try await record(
              reading.read(
                customer, listed: nil, listedAs: state?.listedAs ?? "", asked: whole, known: store.known(customer)))
          }
        case .found:
          meter.failed(
            call.path, "\(call.path) failed: the response is about another customer", of: "customer \(customer)")
        case .notFound: found.withLock { _ = $0.gone.insert(customer) }
        case .forbidden(let refusal) where refusal.code == "20002":
          found.withLock { _ = $0.ended.insert(customer) }
          if state?.hasRelationshipEnded != true {
            var findings = CustomerFindings(
              customer: StoredCustomer(
                id: customer, name: "", domain: "", market: nil, qualifications: nil, listedAs: state?.listedAs ?? "",
                confirmedAt: now()))
            findings.customer.hasRelationshipEnded = true
            try await record(findings)
          }
        case .forbidden(let refusal):
          meter.failed(RequestError(cause: .refused(refusal), path: call.path), of: "customer \(customer)")
        }
      } catch let failure as RequestError {
        meter.failed(failure, of: "customer \(customer)")
      }
    }
    let asked = found.withLock { $0 }
    if !asked.answering.isEmpty {
      let path = Call.customers().path
      meter.failed(
        path, "\(path) leaves out \(asked.answering.count) customers that answer by id: it is incomplete",
        of: "the list of customers")
    }
    try await remove(asked.gone, of: known.count, present: listed.union(asked.answering).union(asked.ended))
  }

  /// Removes the customers that are gone; too many at once are held back until two runs some hours apart confirm it.
  private func remove(_ gone: Set<CustomerID>, of all: Int, present: Set<CustomerID>) async throws {
    let absent = try await store.absentCustomers()
    guard !gone.isEmpty || !absent.isEmpty else { return }
    // Recent removals count as well, and so do held ones that this run could not request.
    let lately = try await store.customersRemoved(since: startedAt.addingTimeInterval(-AbsenceLedger.leastApart))
    let suspected = gone.union(absent.keys).subtracting(present)
    let isMuch = RemovalLimit.isTooMuch(suspected.count + lately, of: all + lately, accepted: options.acceptedRemovals)
    let since = Dictionary(
      uniqueKeysWithValues: gone.map { ($0, AbsenceLedger.since(absent[$0], now: startedAt)) })
    let believed = Set(gone.filter { AbsenceLedger.isLongEnough(since[$0] ?? startedAt, now: startedAt) })
    let removed = isMuch ? believed : gone
    let held = since.filter { !removed.contains($0.key) }
    try await store.settleCustomers(
      gone: removed, held: held, present: present, run: run.id, uncounted: isMuch ? removed.count : 0)
    meter.change { $0.removed = removed.count }
    if !held.isEmpty {
      let path = Call.customers().path
      meter.heldBack(held.count, path, "\(path) \(RemovalLimit.heldBack(held.count, "customers"))")
    }
  }
}

extension Customer {
  /// The fields of the list as one text, to detect a change.
  var line: String { [companyName, domain, relationshipToPartner ?? ""].joined(separator: "\n") }
}
