import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

extension MarketCrawl {
  /// The check that proves absences below a product, or of the product.
  func absenceCheck(of key: ProductKey) -> AbsenceCheck {
    AbsenceCheck(client: client, store: store, marketScope: key.marketScope, product: key.product)
  }

  /// Confirms by its own route that a product is gone whose lists are answered with 404.
  ///
  /// - Throws: `RequestError` if the product answers, or cannot be requested.
  func confirmGone(_ key: ProductKey) async throws {
    guard try await absenceCheck(of: key).isProductGone() else {
      throw RequestError(
        cause: .unreadable("the product answers, and its SKUs are answered with 404"),
        path: Call.skus(of: key.product, for: .country(key.marketScope.market), scope: key.marketScope.scope).path)
    }
  }

  /// Requests by id each stored item that a reading does not show, then stores the merged content.
  ///
  /// Nothing is removed while a part of the product is unread.
  func apply(
    _ content: ProductSnapshot, stored: StoredUnit?, to key: ProductKey, fingerprint: ProductFingerprint,
    unread: RequestError?
  ) async throws -> (tally: ItemCounts, isWhole: Bool) {
    let known = stored.flatMap { $0.isRemoved ? nil : $0 }
    var merge = ProductMerge(content, onto: known, unread: unread)
    if let known {
      let check = absenceCheck(of: key)
      for item in merge.questions { merge.note(try await check.presence(of: item, stored: known), of: item) }
      let kept = Set(merge.kept.map(ProductPart.init))
      if merge.isWhole, !kept.isEmpty, try await mayStillReturn(kept, of: key) {
        _ = crawlState.withLock { $0.short.insert(key) }
      }
    }
    if let failure = merge.failure { note(failure, of: key) }
    guard merge.isWhole || known != nil || !merge.shown.skus.isEmpty else { return (ItemCounts(), false) }
    var held: [ProductPart: Date]?
    if !merge.gone.isEmpty {
      held = try await heldBack(merge.removals, count: merge.removedItems, of: key)
      if held != nil { merge.holdBack() }
    }
    let tally = try await replace(
      key, with: merge.merged, fingerprint: merge.kept.isEmpty && merge.isWhole ? fingerprint : nil,
      lists: fingerprint.hashes.count, isWhole: merge.isWhole)
    if let held { try await store.hold(held, of: key, run: run.id) }
    return (tally, merge.isWhole)
  }

  /// Whether lists that left out these items count as incomplete: only for a limited time.
  private func mayStillReturn(_ parts: Set<ProductPart>, of key: ProductKey) async throws -> Bool {
    let end = now()
    return try await store.noteUnlisted(parts, of: key, at: end)
      .contains { end.timeIntervalSince($0.value) < Self.patienceWithUnlisted }
  }

  /// Removes a product that was confirmed to be gone, unless the removal guard holds it back.
  func remove(_ key: ProductKey, _ stored: StoredUnit) async throws {
    let count = stored.skus.values.reduce(0) { $0 + $1.availabilities.count }
    if let held = try await heldBack([ProductPart()], count: count, of: key) {
      return try await store.hold(held, of: key, run: run.id)
    }
    _ = try await replace(key, with: nil, fingerprint: nil)
  }

  /// Decides whether confirmed removals are held back: there are too many, and no run some hours ago confirmed them.
  ///
  /// - Returns: when each was first confirmed; `nil` if they are not held back.
  func heldBack(_ removals: Set<ProductPart>, count: Int, of key: ProductKey) async throws -> [ProductPart: Date]? {
    let heldBefore = try await store.heldRemovals(of: key, before: run.id)
    let time = now()
    let isConfirmedAgain = removals.allSatisfy { part in
      heldBefore[part].map { time.timeIntervalSince($0) >= Self.patienceWithRemovals } ?? false
    }
    let isPermitted = crawlState.withLock { crawlState in
      let known = Set(crawlState.listsBefore[key.product] ?? []).union(crawlState.units[key]?.lists ?? [])
        .filter { $0.scope == key.marketScope.scope || crawlState.units[key]?.lists.contains($0) == true }
      // A product that no list shows counts for every list that may have shown it.
      let lists = known.isEmpty ? Set(self.lists(of: key.marketScope.scope)) : known
      if isConfirmedAgain || crawlState.removals.permits(count, in: Array(lists)) { return true }
      crawlState.held[key] = Array(lists)
      return false
    }
    return isPermitted
      ? nil : Dictionary(removals.map { ($0, heldBefore[$0] ?? time) }, uniquingKeysWith: { first, _ in first })
  }

  /// Stores the content of a product; `nil` removes it.
  func replace(
    _ key: ProductKey, with content: ProductSnapshot?, fingerprint: ProductFingerprint?, lists: Int? = nil,
    isWhole: Bool = true
  ) async throws -> ItemCounts {
    let tally = try await store.replace(
      key, with: content, fingerprint: fingerprint, lists: lists, isWhole: isWhole, logging: logging(of: key),
      run: run.id, at: now())
    meter.add(tally)
    return tally
  }

  /// Decides which changes are logged: the first complete reading of a partition logs nothing.
  private func logging(of key: ProductKey) -> ChangeLogging {
    crawlState.withLock { crawlState in
      // Lists that showed it before this run count as well: they log its removal.
      let before = crawlState.listsBefore[key.product]?.filter { $0.scope == key.marketScope.scope }
      let lists =
        crawlState.units[key].map { $0.lists + (before ?? []) } ?? before ?? self.lists(of: key.marketScope.scope)
      func hasCompleted(_ segment: Segment?) -> Bool {
        lists.contains { $0.segment == segment && crawlState.before[$0]?.hasEverCompleted == true }
      }
      return ChangeLogging(general: hasCompleted(nil), nonprofit: hasCompleted(.nonprofit))
    }
  }
}
