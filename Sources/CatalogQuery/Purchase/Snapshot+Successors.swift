import CatalogModel
import CatalogSchema
import GRDB

extension Snapshot {
  /// The current CatalogItemId of a reissued one, after any number of reissues; `nil` where it was never replaced.
  func successor(of item: NamedItem) throws -> String? {
    guard !item.availability.isEmpty else { return nil }
    var latest = item.reference
    var seen: Set<String> = [latest.uppercased()]
    while let next = try reissue(of: latest, product: item.product), seen.insert(next.uppercased()).inserted {
      latest = next
    }
    return latest == item.reference ? nil : latest
  }

  private func reissue(of id: String, product: Int64) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT new_value FROM change
          WHERE product_id = ? AND kind = 'reissued' AND upper(old_value) = upper(?) ORDER BY id DESC LIMIT 1
          """), arguments: [product, id])
  }

  /// The replacements of a removed item: the SKUs of its conversions and upgrades, by the catalog or else by the offer matrix.
  func successors(of candidate: Candidate, _ sku: SKUReference, _ question: PurchaseQuestion) throws -> [String] {
    var targets = try question.situation.skuFacts(candidate).successors
    if targets.isEmpty, let limits = try question.situation.offerLimits(of: sku) {
      targets = try question.situation.listedSKUs(limits.conversions).map(\.description)
    }
    return try targets.map { target in
      try ItemReference(parsing: target)?.sku.map { try PurchaseContext.name($0, db) } ?? target
    }
  }

  /// The lists that hold a product in any market, where every one of them is closed to this partner in the market
  /// given; empty where one of them is not.
  func closedLists(holding product: Int64, in market: Market) throws -> [String] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT p.view, p.segment, coalesce(h.state, 'unread') AS state
          FROM partition p CROSS JOIN \(ListedProducts.products) l ON l.partition_id = p.id AND l.product_id = ?1
          LEFT JOIN market m ON m.code = ?2
          LEFT JOIN partition h ON h.market_id = m.id AND h.view = p.view AND h.segment = p.segment AND h.scope = p.scope
          ORDER BY p.view, p.segment
          """), arguments: [product, market.code])
    guard !rows.isEmpty, try rows.allSatisfy({ try $0["state"] == "forbidden" }) else { return [] }
    var lists: [String] = []
    for row in rows {
      let list = [try row["view"] as String, try row["segment"] as String].filter { !$0.isEmpty }.joined(separator: " ")
      if !lists.contains(list) { lists.append(list) }
    }
    return lists
  }
}
