import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

extension MarketCrawl {
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
      // What can be read is read. Whether anything is absent, nobody knows: the list is asked for again by the next run.
      let held = try await store.listings(of: market)[list] ?? [:]
      products.merge(held) { shown, _ in shown }
      try await store.record(
        list: products, of: list, pages: reading.pages, hash: reading.hash.rawValue, run: run.id, at: now())
      try await store.readAgain(lists: [list], units: [])
      return note(.unreadable(reading.unreadable, in: path), of: list)
    }
    if products.isEmpty, try await store.listings(of: market)[list]?.isEmpty == false {
      // What the list held stays listed until each of it is asked for.
      crawlState.withLock { crawlState in
        crawlState.listFaults[list] = .emptyList
        crawlState.emptied[list] = EmptyAnswer(pages: reading.pages, hash: reading.hash.rawValue)
      }
      return
    }
    try await store.record(
      list: products, of: list, pages: reading.pages, hash: reading.hash.rawValue, run: run.id, at: now())
  }

  /// Asks for what emptied lists held, until something answers: then the list is not complete, whatever it says. One
  /// that held nothing which answers is empty.
  func judgeEmptied(noting: @escaping Noting) async throws {
    for (list, response) in crawlState.withLock({ $0.emptied }).sorted(by: { $0.key < $1.key }) {
      if try await answersSomething(of: list, noting: noting) {
        meter.note("the list is empty, and what it held answers when it is asked for", at: list.description)
        continue
      }
      try await store.record(
        list: [:], of: list, pages: response.pages, hash: response.hash, run: run.id, at: now())
      crawlState.withLock { $0.listFaults[list] = nil }
    }
  }

  /// Whether anything that a list held is there, or cannot be asked for.
  private func answersSomething(of list: ProductListKey, noting: @escaping Noting) async throws -> Bool {
    let units = crawlState.withLock { crawlState in
      crawlState.units.values.filter { $0.lists.contains(list) }.map(\.key).sorted()
    }
    if let segment = list.segment { return try await answersSomething(of: segment, in: units, noting: noting) }
    for key in units {
      let check = AbsenceCheck(client: client, store: store, marketScope: key.marketScope, product: key.product)
      do {
        guard try await check.isProductGone() else { return true }
      } catch let failure as RequestError {
        note(failure, of: list)
        crawlState.withLock { $0.listFaults[list] = .emptyList }
        return true
      }
      _ = try await look(at: key, isLastLook: true, noting: noting)
      // Held back, or its own lists say otherwise: it is still shown.
      if crawlState.withLock({ $0.units[key] != nil || $0.held[key] != nil }) { return true }
    }
    return false
  }

  /// Whether any of these products has items of a segment, or cannot be read. A product answers by its id whatever segment
  /// it is sold to: what the list of a segment held are the items of that segment.
  private func answersSomething(
    of segment: Segment, in units: [ProductKey], noting: @escaping Noting
  ) async throws -> Bool {
    for key in units {
      _ = try await look(at: key, isLastLook: true, noting: noting)
      let stored = try await store.unit(key)
      let isSold = stored?.skus.values.contains { $0.availabilities.contains { $0.content.segment == segment } }
      if isSold == true || crawlState.withLock({ $0.unitFaults[key] != nil || $0.held[key] != nil }) { return true }
    }
    return false
  }

  /// Notes whether the lists show software subscriptions in this market. One empty or refused list proves nothing: the
  /// wider list has to show none either, and no product of the kind may be there.
  func observeSoftwareSubscriptions() async throws {
    let narrow = ProductListKey(market: market, view: .softwareSubscriptions)
    let wide = ProductListKey(market: market, view: .software)
    guard plan.lists.contains(narrow) else { return }
    let (faults, forbidden) = crawlState.withLock { ($0.listFaults, $0.forbidden) }
    let listings = try await store.listings(of: market)
    let isHeld = try await store.holdsSoftwareSubscription(in: market)
    if isHeld || listings[narrow]?.isEmpty == false {
      return try await store.withdrawUnavailability(of: market)
    }
    // What the wide list shows and no narrow one names may be a subscription.
    let perpetual = listings[ProductListKey(market: market, view: .softwarePerpetual)] ?? [:]
    let unnamed = Set((listings[wide] ?? [:]).keys).subtracting(perpetual.keys)
    guard try await store.areOtherSoftware(unnamed, in: market) else { return }
    guard plan.lists.contains(wide), faults[narrow] == nil, faults[wide] == nil else { return }
    func word(_ list: ProductListKey) -> String {
      forbidden[list].map { "the list \(list.view) is refused (\($0))" } ?? "the list \(list.view) shows none"
    }
    try await store.noteUnavailability(of: market, evidence: "\(word(narrow)), \(word(wide))", at: now())
  }
}
