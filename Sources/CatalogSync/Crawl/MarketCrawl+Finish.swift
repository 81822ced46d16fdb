import CatalogModel
import CatalogStore
import Foundation
import PartnerCenter
import Synchronization

extension MarketCrawl {
  /// Writes down how each list of the plan ended, also after a reading cut short.
  ///
  /// - Parameter stopped: why the reading was cut short; `nil` where it was not.
  func finish(stopped: PartialReason?) async throws -> [PartitionStatus] {
    let crawlState = crawlState.withLock { $0 }
    try await store.writeDeferred()
    let before = try await partitionsByKey()
    let listings = try await store.listings(of: market)
    let readings = try await store.lastReadings(in: market)
    let assignment = ProductAssignment(
      market: market, listings: listings, order: plan.lists,
      tellsReservations: tellsReservations(listings, forbidden: crawlState.forbidden))
    var unread: [ProductListKey: Set<ProductKey>] = [:]
    var short: Set<ProductListKey> = crawlState.shortLists
    var silent: Set<ProductListKey> = []
    func isRead(_ key: ProductKey) -> Bool {
      // What an earlier look of this run will have read again was read.
      if crawlState.short.contains(key) || crawlState.held[key] != nil { return true }
      guard let reading = readings[key], crawlState.unitFaults[key] == nil else { return false }
      return run.isFull ? reading.run >= run.resumedRunID : reading.run > 0 && crawlState.wanted?.contains(key) != true
    }
    for unit in assignment.units.values {
      for list in unit.lists {
        if !isRead(unit.key) { unread[list, default: []].insert(unit.key) }
        if crawlState.short.contains(unit.key) { short.insert(list) }
      }
      // It may be another list that is short: the one that would have it asked for in another segment.
      if crawlState.short.contains(unit.key), !unit.isInGeneralList || !unit.isInNonprofitList {
        silent.formUnion(
          plan.lists.filter { $0.scope == unit.key.marketScope.scope && listings[$0]?[unit.key.product] == nil })
      }
    }
    // What no list shows any more, and a reading cut short did not ask for: it is still shown as it was.
    let unjudged = Set(
      stopped == nil
        ? [] : readings.keys.filter { assignment.units[$0] == nil && !isRead($0) }.map(\.marketScope.scope))
    // What was short is not trusted by a run that goes on with this one.
    let heldLists = Set(crawlState.held.values.joined())
    let distrusted = crawlState.shortLists.union(heldLists).union(silent)
    try await store.readAgain(lists: Array(distrusted), units: Array(crawlState.short) + Array(crawlState.held.keys))
    self.crawlState.withLock { $0.distrusted.formUnion(distrusted) }
    var statuses: [PartitionStatus] = []
    for list in plan.lists {
      let isListRead = before[list]?.listRun.map { $0 >= run.resumedRunID } ?? crawlState.distrusted.contains(list)
      let (state, reason): (PartitionState, String?) =
        if let reason = crawlState.forbidden[list] {
          (.forbidden, reason)
        } else if !isListRead || crawlState.listFaults[list] != nil {
          (
            before[list]?.hasEverCompleted == true || before[list]?.listRun != nil ? .partial : .unread,
            (crawlState.listFaults[list] ?? stopped ?? .interrupted).rawValue
          )
        } else if let units = unread[list], let unit = units.min() {
          (.partial, (crawlState.unitFaults[unit] ?? stopped ?? .interrupted).rawValue)
        } else if let fault = crawlState.kindFault, list.scope != nil {
          (.partial, fault.rawValue)
        } else if heldLists.contains(list) {
          (.partial, PartialReason.removalsHeldBack.rawValue)
        } else if short.contains(list) {
          (.partial, PartialReason.shortList.rawValue)
        } else if let stopped, unjudged.contains(list.scope) {
          (.partial, stopped.rawValue)
        } else if let stopped, !run.isFull, crawlState.wanted == nil {
          // Stopped before it was known what is due.
          (.partial, stopped.rawValue)
        } else if let stopped, stopped != .interrupted, crawlState.units.isEmpty, !listings.isEmpty {
          (.partial, stopped.rawValue)
        } else {
          (.complete, nil)
        }
      // What was not shown to this partner, and could not be asked for again, is a gap of this run: the store still
      // knows it as what there is nothing to read of.
      let known =
        isListRead || crawlState.forbidden[list] != nil
        ? nil : before[list].flatMap { $0.state == .forbidden ? $0 : nil }
      var status = try await store.finish(
        list, state: known?.state ?? state, reason: known.map(\.reason) ?? reason, at: now())
      (status.state, status.reason) = (state, reason)
      statuses.append(status)
    }
    return statuses
  }
}
