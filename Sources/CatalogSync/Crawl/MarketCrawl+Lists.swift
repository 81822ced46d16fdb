import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

extension MarketCrawl {
  func readList(_ list: PartitionKey, before: PartitionStatus?) async throws {
    try await berths.hold(rank: berths.rank()) { try await ask(for: list, before: before) }
  }

  private func ask(for list: PartitionKey, before: PartitionStatus?) async throws {
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
  func observeSoftwareSubscriptions() async throws {
    let list = PartitionKey(market: market, view: .softwareSubscriptions)
    guard plan.lists.contains(list), ledger.withLock({ $0.listFaults[list] == nil }) else { return }
    let isForbidden = ledger.withLock { $0.forbidden[list] != nil }
    let products = try await store.listings(of: market)[list] ?? [:]
    try await store.recordObservedUnavailable(isForbidden || products.isEmpty, in: market, at: now())
  }
}
