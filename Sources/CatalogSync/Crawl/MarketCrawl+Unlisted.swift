import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

extension MarketCrawl {
  func lookFor(unlisted key: ProductKey, noting: Noting) async throws {
    do {
      guard let stored = try await store.unit(key) else { return }
      let since = try await store.unlistedSince(key) ?? now()
      let sold = stored.skus.values.flatMap(\.availabilities).map(\.content.segment)
      let segments: [Segment?] =
        (sold.contains { $0 != .nonprofit } || sold.isEmpty ? [nil] : [])
        + (sold.contains(.nonprofit) ? [Segment.nonprofit] : [])
      let crawl = ProductCrawl(
        client: client, key: key, product: stored.product, segments: segments, head: nil, stored: { stored },
        width: width,
        slots: slots)
      switch try await crawl.read(isLastLook: true) {
      case .gone:
        try await confirmGone(key)
        try await remove(key, stored)
        noting(key, .read(changed: true, lists: nil))
      case .read(let content, _, _, nil) where content.skus.isEmpty:
        try await believeEmpty(content, stored, key, since: since)
        noting(key, .read(changed: true, lists: nil))
      case .read(let content, let fingerprint, _, let unread):
        let (tally, isWhole) = try await apply(
          content, stored: stored, to: key, fingerprint: fingerprint, unread: unread)
        try await noteUnlisted(key, since: since)
        noting(key, isWhole ? .read(changed: tally.isChange, lists: nil) : .failed)
      case .unchanged, .glimpsed:
        try await confirm(key)
        try await noteUnlisted(key, since: since)
        noting(key, .read(changed: false, lists: nil))
      }
    } catch let failure as RequestError {
      // Whatever its lists answer, the product can be asked for by its id.
      if failure.concernsOnePart, try await isRemovedByID(key) { return noting(key, .read(changed: true, lists: nil)) }
      note(failure, of: key)
      noteShortLists(of: key.marketScope.scope)
      noting(key, .failed)
    }
  }

  /// Takes a product out whose lists are refused, where its own route says that it is not there.
  private func isRemovedByID(_ key: ProductKey) async throws -> Bool {
    let check = AbsenceCheck(client: client, store: store, marketScope: key.marketScope, product: key.product)
    guard (try? await check.isProductGone()) == true, let stored = try await store.unit(key) else { return false }
    try await remove(key, stored)
    return true
  }

  /// An empty list may be a short one: each SKU is asked for before the product is believed to be gone. What answers
  /// and is not sold stays, without its items.
  private func believeEmpty(
    _ content: ProductSnapshot, _ stored: StoredUnit, _ key: ProductKey, since: Date
  ) async throws {
    let check = AbsenceCheck(client: client, store: store, marketScope: key.marketScope, product: key.product)
    var content = content
    var gone: [MissingItem] = []
    for item in stored.missing(from: nil) {
      switch try await check.presence(of: item, stored: stored) {
      case .there: return try await noteUnlisted(key, since: since)
      case .unknown(let failure): throw failure
      case .gone: gone.append(item)
      case .emptied: gone += content.empty(item, of: stored)
      }
    }
    if content.skus.isEmpty { return try await remove(key, stored) }
    if !gone.isEmpty {
      let count = gone.reduce(0) { $0 + stored.items(in: $1) }
      if let held = try await heldBack(Set(gone.map(ProductPart.init)), count: count, of: key) {
        return try await store.hold(held, of: key, run: run.id)
      }
    }
    _ = try await apply(content, to: key, fingerprint: nil)
  }

  /// The product answers: the lists of its place were short. Only for so long: then it is merely no longer listed.
  func noteUnlisted(_ key: ProductKey, since: Date) async throws {
    try await store.noteUnlisted(key, since: since)
    guard now().timeIntervalSince(since) < Self.patienceWithUnlisted else { return }
    noteShortLists(of: key.marketScope.scope)
  }

  /// Any list of the scope may be the one that left it out.
  private func noteShortLists(of scope: ReservationScope?) {
    crawlState.withLock { $0.shortLists.formUnion(lists(of: scope)) }
  }
}
