import CatalogModel
import CatalogStore

/// Outcome of each list of a market, and the lists and products that the next run reads again.
struct MarketOutcome: Sendable {
  /// One list of the plan.
  struct Partition: Sendable, Hashable {
    var list: ProductListKey
    var findings: PartitionFindings
  }

  /// The lists in the order of the plan.
  var partitions: [Partition]
  /// Lists that a run resuming this one reads again: they are incomplete, or hold removals back.
  var distrusted: Set<ProductListKey>
  /// Products that a run resuming this one reads again, for the same reasons.
  var rereadProducts: Set<ProductKey>

  init(_ findings: MarketFindings) {
    let crawl = findings.crawl
    let products = ProductAssignment(
      market: findings.market, listings: findings.listings, order: findings.lists, forbidden: Set(crawl.forbidden.keys)
    ).units
    var firstUnread: [ProductListKey: ProductKey] = [:]
    var short = crawl.shortLists
    var silent: Set<ProductListKey> = []
    for product in products.values {
      if !findings.isRead(product.key) {
        for list in product.lists { firstUnread[list] = min(firstUnread[list] ?? product.key, product.key) }
      }
      guard crawl.short.contains(product.key) else { continue }
      short.formUnion(product.lists)
      // The incomplete list may be one that should show the product in the other segment.
      if !product.isInGeneralList || !product.isInNonprofitList {
        silent.formUnion(
          findings.lists.filter {
            $0.scope == product.key.marketScope.scope && findings.listings[$0]?[product.key.product] == nil
          })
      }
    }
    // A crawl that ended early did not request every product that no list shows.
    let unlistedUnread = Set(
      findings.readings.keys.filter { products[$0] == nil && !findings.isRead($0) }.map(\.marketScope.scope))
    let holding = Set(crawl.held.values.joined())
    distrusted = crawl.shortLists.union(holding).union(silent)
    rereadProducts = crawl.short.union(crawl.held.keys)
    partitions = findings.lists.map { list in
      let stored = findings.partitions[list]
      return Partition(
        list: list,
        findings: PartitionFindings(
          denial: crawl.forbidden[list].map { Denial(code: $0) },
          storedDenial: stored.flatMap { $0.state == .forbidden ? Denial(code: $0.reason) : nil },
          isListRead: findings.isRead(list),
          wasEverRead: stored?.hasEverCompleted == true || stored?.listRun != nil,
          listFault: crawl.listFaults[list],
          unread: firstUnread[list].map { PartitionFindings.UnreadProduct(fault: crawl.unitFaults[$0]) },
          kindFault: list.scope == nil ? nil : crawl.kindFault,
          holdsRemovalsBack: holding.contains(list),
          isShort: short.contains(list),
          hasUnlistedUnread: unlistedUnread.contains(list.scope),
          isDueKnown: findings.isFull || crawl.wanted != nil,
          hasBegunProducts: !crawl.units.isEmpty || findings.listings.isEmpty,
          stop: findings.stop))
    }
  }
}
