import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

extension MarketCrawl {
  /// Reads a stored product that no list shows.
  func readUnlisted(_ key: ProductKey, noting: Noting) async throws {
    do {
      guard let stored = try await store.unit(key) else { return }
      let since = try await store.unlistedSince(key) ?? now()
      let sold = stored.skus.values.flatMap(\.availabilities).map(\.content.segment)
      let segments: [Segment?] =
        (sold.contains { $0 != .nonprofit } || sold.isEmpty ? [nil] : [])
        + (sold.contains(.nonprofit) ? [Segment.nonprofit] : [])
      let crawl = ProductCrawl(
        client: client, key: key, product: stored.product, segments: segments, head: nil, stored: { stored },
        width: width, slots: slots)
      switch try await crawl.read(isLastAttempt: true) {
      case .gone:
        try await confirmGone(key)
        try await remove(key, stored)
        noting(key, .read(changed: true, lists: nil))
      case .read(let content, _, _, nil) where content.skus.isEmpty:
        try await judgeEmpty(content, stored, key, since: since)
        noting(key, .read(changed: true, lists: nil))
      case .read(let content, let fingerprint, _, let unread):
        let (tally, isWhole) = try await apply(
          content, stored: stored, to: key, fingerprint: fingerprint, unread: unread)
        try await noteUnlisted(key, since: since)
        noting(key, isWhole ? .read(changed: tally.isChange, lists: nil) : .failed)
      case .unchanged, .partiallyRefreshed:
        try await confirm(key)
        try await noteUnlisted(key, since: since)
        noting(key, .read(changed: false, lists: nil))
      }
    } catch let failure as RequestError {
      // The route of the product itself may answer even if its SKU lists do not.
      if failure.concernsOnePart, try await isRemovedByID(key) { return noting(key, .read(changed: true, lists: nil)) }
      note(failure, of: key)
      noteShortLists(of: key.marketScope.scope)
      noting(key, .failed)
    }
  }

  /// Removes a product whose lists are refused if its own route confirms that it is gone.
  ///
  /// - Returns: whether it is gone.
  private func isRemovedByID(_ key: ProductKey) async throws -> Bool {
    guard (try? await absenceCheck(of: key).isProductGone()) == true, let stored = try await store.unit(key) else {
      return false
    }
    try await remove(key, stored)
    return true
  }

  /// Decides about a product whose SKU list came empty, which may be incomplete: each SKU is requested by id first.
  ///
  /// A SKU that answers and is not sold stays, without its items.
  private func judgeEmpty(
    _ content: ProductSnapshot, _ stored: StoredUnit, _ key: ProductKey, since: Date
  ) async throws {
    let check = absenceCheck(of: key)
    var merge = ProductMerge(content, onto: stored, unread: nil)
    for item in merge.questions {
      let presence = try await check.presence(of: item, stored: stored)
      switch presence {
      case .there: return try await noteUnlisted(key, since: since)
      case .unknown(let failure): throw failure
      case .gone, .emptied: merge.note(presence, of: item)
      }
    }
    if merge.shown.skus.isEmpty { return try await remove(key, stored) }
    if !merge.gone.isEmpty, let held = try await heldBack(merge.removals, count: merge.removedItems, of: key) {
      return try await store.hold(held, of: key, run: run.id)
    }
    _ = try await replace(key, with: merge.shown, fingerprint: nil)
  }

  /// Notes that a product answers although no list shows it: for a limited time, the lists of its scope count as
  /// incomplete.
  private func noteUnlisted(_ key: ProductKey, since: Date) async throws {
    try await store.noteUnlisted(key, since: since)
    guard now().timeIntervalSince(since) < Self.patienceWithUnlisted else { return }
    noteShortLists(of: key.marketScope.scope)
  }

  /// Notes that some list of the scope left out a product: it may be any of them.
  private func noteShortLists(of scope: ReservationScope?) {
    crawlState.withLock { $0.shortLists.formUnion(lists(of: scope)) }
  }
}
