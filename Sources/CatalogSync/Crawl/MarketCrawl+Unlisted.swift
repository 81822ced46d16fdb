import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

extension MarketCrawl {
  func lookFor(unlisted key: UnitKey, noting: Noting) async throws {
    do {
      guard let stored = try await store.unit(key) else { return }
      let since = try await store.unlistedSince(key) ?? now()
      let sold = stored.skus.values.flatMap(\.availabilities).map(\.content.segment)
      let segments: [Segment?] =
        (sold.contains { $0 != .nonprofit } || sold.isEmpty ? [nil] : [])
        + (sold.contains(.nonprofit) ? [Segment.nonprofit] : [])
      let crawl = UnitCrawl(
        client: client, key: key, product: stored.product, segments: segments, head: nil, stored: { stored },
        width: width,
        berths: berths)
      switch try await crawl.read(isLastLook: true) {
      case .gone:
        try await remove(key, stored)
        noting(key, .read(changed: true, lists: nil))
      case .read(let content, _, _) where content.skus.isEmpty:
        try await believeEmpty(content, stored, key, since: since)
        noting(key, .read(changed: true, lists: nil))
      case .read(let content, let fingerprint, _):
        let tally = try await apply(content, stored: stored, to: key, fingerprint: fingerprint)
        try await noteUnlisted(key, since: since)
        noting(key, .read(changed: tally.isChange, lists: nil))
      case .unchanged, .glimpsed:
        try await confirm(key)
        try await noteUnlisted(key, since: since)
        noting(key, .read(changed: false, lists: nil))
      }
    } catch let failure as CallFailure {
      ledger.withLock { $0.unitFaults[key] = PartialReason(failure) }
      noteShortLists(of: key.place.scope)
      meter.note(failure, at: "\(key.product) in \(market)")
      noting(key, .failed)
    } catch is UnreadableElements {
      ledger.withLock { $0.unitFaults[key] = .unreadable }
      noting(key, .failed)
    }
  }

  /// An empty list may be a short one: each SKU is asked for before the product is believed to be gone. What answers
  /// and is not sold stays, without its items.
  private func believeEmpty(
    _ content: UnitContent, _ stored: StoredUnit, _ key: UnitKey, since: Date
  ) async throws {
    let check = AbsenceCheck(client: client, store: store, place: key.place, product: key.product)
    var content = content
    var gone: [MissingItem] = []
    for item in stored.missing(from: nil) {
      switch try await check.presence(of: item, stored: stored) {
      case .there: return try await noteUnlisted(key, since: since)
      case .gone: gone.append(item)
      case .emptied: gone += content.empty(item, of: stored)
      }
    }
    if content.skus.isEmpty { return try await remove(key, stored) }
    if !gone.isEmpty {
      let count = gone.reduce(0) { $0 + stored.items(in: $1) }
      guard try await permits(Set(gone.map(UnitPart.init)), count: count, of: key) else { return }
    }
    _ = try await apply(content, to: key, fingerprint: nil)
  }

  /// The product answers: the lists of its place were short. Only for so long: then it is merely no longer listed.
  func noteUnlisted(_ key: UnitKey, since: Date) async throws {
    try await store.noteUnlisted(key, since: since)
    guard now().timeIntervalSince(since) < Self.patienceWithUnlisted else { return }
    noteShortLists(of: key.place.scope)
  }

  /// Any list of the scope may be the one that left it out.
  private func noteShortLists(of scope: ReservationScope?) {
    ledger.withLock { $0.shortLists.formUnion(lists(of: scope)) }
  }
}
