import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

extension MarketCrawl {
  /// Reads one product list into the store.
  func readList(_ list: ProductListKey, before: PartitionStatus?) async throws {
    try await slots.hold(rank: slots.rank()) { try await ask(for: list, before: before) }
  }

  private func ask(for list: ProductListKey, before: PartitionStatus?) async throws {
    let call = Call.products(
      for: .country(market), view: list.view, segment: list.segment, scope: list.scope)
    do {
      let known = before?.state == .forbidden ? nil : before?.listHash.map { ContentHash(rawValue: $0) }
      switch try await client.list(call, of: Product.self, unless: known) {
      case .unchanged(let hash):
        try await store.record(list: nil, of: list, pages: 1, hash: hash.rawValue, run: run.id, at: now())
      case .read(let reading):
        try await record(reading, of: list, path: call.path)
      case .forbidden(let refusal):
        let reason = refusal.code ?? String(refusal.status)
        crawlState.withLock { $0.forbidden[list] = reason }
        try await store.forbid(list, reason: reason, run: run.id, at: now())
      case .notFound(let refusal):
        note(RequestError(cause: .refused(refusal), path: call.path), of: list)
      }
    } catch let failure as RequestError {
      note(failure, of: list)
    }
  }

  private func note(_ failure: RequestError, of list: ProductListKey) {
    crawlState.withLock { crawlState in
      crawlState.listFaults[list] = PartialReason(failure)
      if failure.isNotPermitted { crawlState.refusals[list] = failure }
    }
    meter.note(failure, at: list.description)
  }

  private func record(_ reading: ListReading<Product>, of list: ProductListKey, path: String) async throws {
    var products = Dictionary(
      reading.items.map { ($0.id, ProductContent($0)) }, uniquingKeysWith: { first, _ in first })
    if reading.unreadable > 0 {
      // Absence from this list proves nothing: stored products stay, and the next run reads the list again.
      let held = try await store.listings(of: market)[list] ?? [:]
      products.merge(held) { shown, _ in shown }
      try await store.record(
        list: products, of: list, pages: reading.pages, hash: reading.hash.rawValue, run: run.id, at: now())
      try await store.readAgain(lists: [list], units: [])
      return note(.unreadable(reading.unreadable, in: path), of: list)
    }
    if products.isEmpty, try await store.listings(of: market)[list]?.isEmpty == false {
      // The stored products stay listed until each of them is requested by id.
      crawlState.withLock { crawlState in
        crawlState.listFaults[list] = .emptyList
        crawlState.emptied[list] = CrawlState.EmptyList(pages: reading.pages, hash: reading.hash.rawValue)
      }
      return
    }
    try await store.record(
      list: products, of: list, pages: reading.pages, hash: reading.hash.rawValue, run: run.id, at: now())
  }

  /// Requests the former products of each emptied list by id: one that answers makes the list incomplete; if none does,
  /// the list is empty.
  func judgeEmptied(noting: @escaping Noting) async throws {
    for (list, response) in crawlState.withLock({ $0.emptied }).sorted(by: { $0.key < $1.key }) {
      if try await answersSomething(of: list, noting: noting) {
        meter.note("the list is empty, but a product that it held answers by id", at: list.description)
        continue
      }
      try await store.record(
        list: [:], of: list, pages: response.pages, hash: response.hash, run: run.id, at: now())
      crawlState.withLock { $0.listFaults[list] = nil }
    }
  }

  /// Whether any former product of a list answers by id, or cannot be requested.
  private func answersSomething(of list: ProductListKey, noting: @escaping Noting) async throws -> Bool {
    let units = crawlState.withLock { crawlState in
      crawlState.units.values.filter { $0.lists.contains(list) }.map(\.key).sorted()
    }
    if let segment = list.segment { return try await answersSomething(of: segment, in: units, noting: noting) }
    for key in units {
      do {
        guard try await absenceCheck(of: key).isProductGone() else { return true }
      } catch let failure as RequestError {
        note(failure, of: list)
        crawlState.withLock { $0.listFaults[list] = .emptyList }
        return true
      }
      _ = try await read(key, isLastAttempt: true, noting: noting)
      // Its removal is held back, or its SKU lists answer: the product stays listed.
      if crawlState.withLock({ $0.units[key] != nil || $0.held[key] != nil }) { return true }
    }
    return false
  }

  /// Whether any of these products has items of a segment, or cannot be read.
  ///
  /// A product answers by id for every segment, so its id says nothing about one: its items do.
  private func answersSomething(
    of segment: Segment, in units: [ProductKey], noting: @escaping Noting
  ) async throws -> Bool {
    for key in units {
      _ = try await read(key, isLastAttempt: true, noting: noting)
      let stored = try await store.unit(key)
      let isSold = stored?.skus.values.contains { $0.availabilities.contains { $0.content.segment == segment } }
      if isSold == true || crawlState.withLock({ $0.unitFaults[key] != nil || $0.held[key] != nil }) { return true }
    }
    return false
  }

  /// Gathers the evidence about software subscriptions and stores the conclusion.
  func observeSoftwareSubscriptions() async throws {
    let subscriptions = ProductListKey(market: market, view: .softwareSubscriptions)
    let software = ProductListKey(market: market, view: .software)
    guard plan.lists.contains(subscriptions) else { return }
    let (faults, forbidden) = crawlState.withLock { ($0.listFaults, $0.forbidden) }
    let listings = try await store.listings(of: market)
    func response(_ list: ProductListKey) -> SoftwareSubscriptionFindings.ListResponse {
      guard plan.lists.contains(list), faults[list] == nil else { return .unread }
      return forbidden[list].map { .closed(code: $0) } ?? .read
    }
    var findings = SoftwareSubscriptionFindings(
      isStored: try await store.holdsSoftwareSubscription(in: market),
      isListed: listings[subscriptions]?.isEmpty == false, subscriptions: response(subscriptions),
      software: response(software))
    if findings.conclusion != .available {
      // A product that only the list of all software shows may be a subscription.
      let perpetual = listings[ProductListKey(market: market, view: .softwarePerpetual)] ?? [:]
      let unnamed = Set((listings[software] ?? [:]).keys).subtracting(perpetual.keys)
      findings.isOtherSoftware = try await store.areOtherSoftware(unnamed, in: market)
    }
    switch findings.conclusion {
    case .available: try await store.withdrawUnavailability(of: market)
    case .unavailable(let evidence): try await store.noteUnavailability(of: market, evidence: evidence, at: now())
    case .unknown: break
    }
  }
}
