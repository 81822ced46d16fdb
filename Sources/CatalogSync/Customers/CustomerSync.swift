import CatalogModel
public import CatalogStore
public import Foundation
public import PartnerCenter
import Synchronization

/// What reading the customers came to.
public struct CustomerSyncReport: Sendable, Encodable {
  /// `complete`, `partial` or `failed`.
  public var state: RunState
  public var startedAt: Date
  public var finishedAt: Date
  public var traffic: TrafficCount
  /// Customers that were read.
  public var customers: Int
  /// Customers that are no longer there: asked for directly before they were taken out.
  public var removed: Int
  public var stop: SyncStop?

  enum CodingKeys: String, CodingKey {
    case state, startedAt, finishedAt, requests, retries, throttled, customers, removed
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(state, forKey: .state)
    try container.encode(startedAt.formatted(.iso8601), forKey: .startedAt)
    try container.encode(finishedAt.formatted(.iso8601), forKey: .finishedAt)
    try container.encode(traffic.requests, forKey: .requests)
    try container.encode(traffic.retries, forKey: .retries)
    try container.encode(traffic.throttled, forKey: .throttled)
    try container.encode(customers, forKey: .customers)
    try container.encode(removed, forKey: .removed)
  }
}

extension CatalogSynchronizer {
  /// Reads all customers with their billing country and qualifications.
  ///
  /// What the sign-in may not read is kept as unknown, not as none. Never throws: what went wrong is in the report.
  /// - Parameter progress: how many of how many were read.
  public func syncCustomers(progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) async -> CustomerSyncReport
  {
    let startedAt = now()
    let read = Mutex(0)
    let failed = Mutex(0)
    var removed = 0
    var stop: SyncStop?
    do {
      switch try await client.list(Call.customers(), of: Customer.self) {
      case .read(let listing):
        let listed = Dictionary(listing.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        try await forEachBounded(listed.values.sorted { $0.id < $1.id }, width: concurrency) { customer in
          do {
            try await readCustomer(customer)
            progress(
              read.withLock {
                $0 += 1
                return $0
              }, listed.count)
          } catch is CallFailure {
            failed.withLock { $0 += 1 }
          }
        }
        if listing.unreadable > 0 {
          failed.withLock { $0 += listing.unreadable }
        } else {
          removed = try await removeCustomers(notIn: Set(listed.keys))
        }
      case .unchanged, .notFound, .forbidden:
        failed.withLock { $0 += 1 }
      }
    } catch is CallFailure {
      failed.withLock { $0 += 1 }
    } catch {
      stop = SyncStop(error)
    }
    let isWhole = stop == nil && failed.withLock { $0 } == 0
    return CustomerSyncReport(
      state: isWhole ? .complete : stop?.isFailure == true ? .failed : .partial, startedAt: startedAt,
      finishedAt: now(), traffic: client.traffic, customers: read.withLock { $0 }, removed: removed, stop: stop)
  }

  private func readCustomer(_ listed: Customer) async throws {
    var customer = listed
    if case .found(let whole) = try await client.get(Call.customer(listed.id), as: Customer.self) { customer = whole }
    try await store.record(
      StoredCustomer(
        id: listed.id, name: customer.companyName.isEmpty ? listed.companyName : customer.companyName,
        domain: customer.domain.isEmpty ? listed.domain : customer.domain, market: customer.billingCountry,
        qualifications: try await qualifications(of: listed.id), confirmedAt: now()))
  }

  /// - Returns: `nil` where the sign-in may not read them.
  private func qualifications(of customer: CustomerID) async throws -> [Qualification]? {
    do {
      switch try await client.list(Call.qualifications(of: customer), of: CustomerQualification.self) {
      case .read(let reading): return reading.items.map(\.qualification)
      case .notFound: return []
      case .unchanged, .forbidden: return nil
      }
    } catch let refused as NotPermitted where refused.refusal.status == 403 {
      return nil
    }
  }

  /// A customer that a complete list leaves out is asked for by id before it is taken out.
  private func removeCustomers(notIn listed: Set<CustomerID>) async throws -> Int {
    var gone: Set<CustomerID> = []
    for customer in try await store.customerIDs() where !listed.contains(customer) {
      if case .notFound = try await client.get(Call.customer(customer), as: Customer.self) { gone.insert(customer) }
    }
    return try await store.removeCustomers(gone)
  }
}
