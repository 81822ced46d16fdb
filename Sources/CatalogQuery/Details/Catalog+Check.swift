public import CatalogModel
import CatalogSchema
import GRDB

extension Catalog {
  /// Finds out what has become of an id, in each market that has it or had it.
  ///
  /// A product or SKU is current where any of its items is.
  ///
  /// - Parameters:
  ///   - id: an id in any of its forms; any other text is unknown.
  ///   - market: only this market; `nil` for all.
  /// - Returns: one result for each market, in the order of codes; at least one.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func check(_ id: String, in market: Market? = nil) throws(CatalogError) -> [ItemCheck] {
    try read { try $0.check(id, in: market) }
  }
}

extension Snapshot {
  fileprivate func check(_ id: String, in market: Market?) throws -> [ItemCheck] {
    let unknown = [ItemCheck(id: id, market: market, state: .unknown, now: nil)]
    guard let reference = ItemReference(parsing: id),
      let named = try namedItem(reference, in: market.map { [$0] } ?? [])
    else { return unknown }
    let lookups = try Lookups(db)
    let present = try markets(of: named, market, lookups)
    let replaced = try reissues(of: named, market)
    let gone = try markets(of: named, market, lookups, areRemoved: true)
    let checks = try present.union(gone).union(replaced.keys).sorted().map { place in
      if present.contains(place) { return ItemCheck(id: id, market: place, state: .current, now: nil) }
      if let now = replaced[place], try isPresent(now, in: place, lookups) {
        return ItemCheck(id: id, market: place, state: .reissued, now: CatalogItemID(now))
      }
      return ItemCheck(id: id, market: place, state: .removed, now: nil)
    }
    return checks.isEmpty ? unknown : checks
  }

  /// The markets that have any of the items, or had one.
  private func markets(
    of item: NamedItem, _ market: Market?, _ lookups: Lookups, areRemoved: Bool = false
  ) throws -> Set<Market> {
    var candidates = Candidates(db: db, selection: .named(item))
    candidates.markets = market.map { lookups.numbers(of: [$0]) }
    candidates.areRemoved = areRemoved
    var found: Set<Int32> = []
    try candidates.forEach { found.insert($0.market) }
    return Set(found.map { lookups.market($0) })
  }

  private func isPresent(_ id: String, in market: Market, _ lookups: Lookups) throws -> Bool {
    guard let named = try ItemReference(parsing: id).flatMap({ try namedItem($0, in: [market]) }) else { return false }
    return try !markets(of: named, market, lookups).isEmpty
  }

  /// The last id of an item in each market where the service replaced the one given, after any number of reissues.
  private func reissues(of item: NamedItem, _ market: Market?) throws -> [Market: String] {
    guard !item.availability.isEmpty else { return [:] }
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT m.code AS market, c.old_value, c.new_value FROM change c JOIN market m ON m.id = c.market_id
          WHERE c.product_id = ?1 AND c.kind = 'reissued' AND (?2 IS NULL OR m.code = ?2) ORDER BY c.id
          """), arguments: [item.product, market?.code])
    var next: [Market: [String: String]] = [:]
    for row in rows {
      guard let old = try row["old_value"] as String?, let new = try row["new_value"] as String? else { continue }
      next[Market(try row["market"] as String), default: [:]][old.uppercased()] = new
    }
    return next.compactMapValues { next in
      var latest = item.reference
      var seen: Set<String> = [latest.uppercased()]
      while let new = next[latest.uppercased()], seen.insert(new.uppercased()).inserted { latest = new }
      return latest == item.reference ? nil : latest
    }
  }
}
