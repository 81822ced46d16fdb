import CatalogModel
import CatalogSchema
import Foundation
import GRDB

extension Snapshot {
  func source() throws -> StoreSource {
    let rows = try Row.fetchAll(db, sql: "SELECT key, value FROM setting")
    let settings = Dictionary(try rows.map { (try $0["key"] as String, try $0["value"] as String) }) { first, _ in first
    }
    return StoreSource(locale: settings["locale"], tenant: settings["tenant"], cloud: settings["cloud"])
  }

  func markets(_ only: Market? = nil) throws -> [MarketStatus] {
    let partitions = Dictionary(grouping: try partitions(market: only), by: \.market)
    let held = try removalsHeldBack()
    let stock = try stock(only)
    return partitions.keys.sorted().map { market in
      let currencies = stock[market] ?? [:]
      let parts = partitions[market] ?? []
      let reading = reading(of: parts)
      return MarketStatus(
        market: market, currency: currencies.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key,
        currencies: currencies.keys.sorted(), items: currencies.values.reduce(0, +),
        state: reading.state, completedAt: reading.completedAt, ageSeconds: reading.ageSeconds,
        lists: ListCounts(parts),
        removalsHeldBack: held[market] ?? 0, nextStep: NextStep(parts))
    }
  }

  private func removalsHeldBack() throws -> [Market: Int] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT m.code AS market, count(*) AS removals
        FROM held_removal h JOIN place l ON l.id = h.place_id JOIN market m ON m.id = l.market_id
        GROUP BY m.code
        """)
    return Dictionary(
      try rows.map { (Market(try $0["market"] as String), try $0["removals"] as Int) },
      uniquingKeysWith: { first, _ in first })
  }

  func jobs() throws -> [JobStatus] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT e.*, t.succeeded_at, t.all_requests, t.all_retries, t.all_throttled
        FROM (
          SELECT max(id) AS last, max(CASE exit_code WHEN 0 THEN finished_at END) AS succeeded_at,
            sum(requests) AS all_requests, sum(retries) AS all_retries, sum(throttled) AS all_throttled
          FROM run_ending GROUP BY command
        ) t
        JOIN run_ending e ON e.id = t.last
        ORDER BY e.command
        """)
    let counts = try Row.fetchAll(
      db, sql: "SELECT command, exit_code, count(*) AS runs FROM run_ending GROUP BY command, exit_code")
    return try rows.map { row in
      let command: String = try row["command"]
      let runs = try counts.filter { try $0["command"] == command }.map {
        (try $0["exit_code"] as Int, try $0["runs"] as Int)
      }
      return JobStatus(
        command: command, startedAt: Date(stamp: try row["started_at"]),
        finishedAt: Date(stamp: try row["finished_at"]),
        state: RunState(rawValue: try row["state"]) ?? .failed, exitCode: try row["exit_code"],
        errorCode: try row["error_code"], requests: try row["requests"], retries: try row["retries"],
        throttled: try row["throttled"], succeededAt: (try row["succeeded_at"] as Int64?).map(Date.init(stamp:)),
        totals: JobStatus.Totals(
          runs: Dictionary(runs, uniquingKeysWith: +), requests: try row["all_requests"],
          retries: try row["all_retries"],
          throttled: try row["all_throttled"]))
    }
  }

  /// How many items each market has in which currency.
  ///
  /// The search index holds each item once, in the set of its class in its place: to count sets takes a thousandth of
  /// what it takes to read the items.
  private func stock(_ only: Market?) throws -> [Market: [String: Int]] {
    try withIndex { index in
      if let stock = index.memory.stock { return only.map { [$0: stock[$0] ?? [:]] } ?? stock }
      let stock = try counted(only, index)
      if only == nil {
        index.memory.additions += 1
        index.memory.stock = stock
      }
      return stock
    }
  }

  private func counted(_ only: Market?, _ index: SearchIndex) throws -> [Market: [String: Int]] {
    let lookups = Lookups(index)
    var currencies: [Int64: String] = [:]
    let classes = try PreparedStatement(db, "SELECT id, currency FROM search_class")
    while try classes.next() { currencies[try classes.integer(0)] = try classes.text(1) }
    var stock: [Market: [String: Int]] = [:]
    for place in lookups.places {
      let market = lookups.market(place.market)
      if let only, market != only { continue }
      var counts: [Int64: Int] = [:]
      try index.listing(of: Int64(place.number)) { number, _, documents in
        counts[number, default: 0] += DocumentSet.count(of: documents)
      }
      for (number, count) in counts where count > 0 {
        stock[market, default: [:]][currencies[number] ?? "", default: 0] += count
      }
    }
    return stock
  }

  func partitions(market: Market?) throws -> [PartitionRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT m.code AS market, p.view, p.segment, p.scope, p.state, p.items, p.completed_at, p.reason
        FROM partition p JOIN market m ON m.id = p.market_id
        WHERE ?1 IS NULL OR m.code = ?1
        ORDER BY m.code, p.view, p.segment, p.scope
        """, arguments: [market?.code]
    ).map { row in
      let completed = (try row["completed_at"] as Int64?).map(Date.init(stamp:))
      return PartitionRecord(
        market: Market(try row["market"] as String), view: TargetView(try row["view"] as String),
        segment: named(try row["segment"]), reservationScope: named(try row["scope"]),
        state: ReadState(rawValue: try row["state"]) ?? .unread, items: try row["items"], completedAt: completed,
        ageSeconds: completed.flatMap(age), reason: try row["reason"])
    }
  }

  func runs(limit: Int) throws -> [RunRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM run ORDER BY id DESC LIMIT ?", arguments: [max(0, limit)]).map { row in
      RunRecord(
        runID: try row["id"], startedAt: Date(stamp: try row["started_at"]),
        finishedAt: (try row["finished_at"] as Int64?).map(Date.init(stamp:)),
        state: RunState(rawValue: try row["state"]) ?? .failed, requests: try row["requests"],
        retries: try row["retries"],
        throttled: try row["throttled"], added: try row["added"], changed: try row["changed"],
        removed: try row["removed"],
        unchanged: try row["unchanged"])
    }
  }

  func unavailableMarkets() throws -> [UnavailableMarketRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT m.code AS market, u.iso_country, u.name, u.product_type, u.product_subtype, u.source, u.recorded_at,
          u.document_date, u.evidence
        FROM unavailable_market u JOIN market m ON m.id = u.market_id
        ORDER BY m.code, u.product_type, u.product_subtype, u.source
        """
    ).map { row in
      UnavailableMarketRecord(
        market: Market(try row["market"] as String), isoCountry: try row["iso_country"], name: try row["name"],
        productType: try row["product_type"], productSubType: try row["product_subtype"],
        source: UnavailableMarketRecord.Source(rawValue: try row["source"]) ?? .observed,
        recordedAt: Date(stamp: try row["recorded_at"]), documentDate: try row["document_date"],
        evidence: try row["evidence"])
    }
  }

  func changes(
    after: Int64?, before: Int64?, since: Date?, market: Market?, kind: ChangeKind?, limit: Int?
  ) throws -> [ChangeRecord] {
    var conditions: [String] = []
    var arguments: StatementArguments = []
    if let after {
      conditions.append("c.id > ?")
      arguments += [after]
    }
    if let before {
      conditions.append("c.id < ?")
      arguments += [before]
    }
    if let since {
      // A change noted within the second asked for is not left out.
      conditions.append("c.at >= ?")
      arguments += [since.stamp]
    }
    if let market {
      conditions.append("m.code = ?")
      arguments += [market.code]
    }
    if let kind {
      conditions.append("c.kind = ?")
      arguments += [kind.rawValue]
    }
    return try changes(where: conditions, arguments, limit: limit, keepsEarliest: after != nil)
  }

  /// The latest changes that meet the conditions, or the earliest; newest last.
  func changes(
    where conditions: [String], _ arguments: StatementArguments, limit: Int?, keepsEarliest: Bool = false
  ) throws -> [ChangeRecord] {
    let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT c.id, c.run_id, c.at, c.kind, c.entity, m.code AS market, s.code AS segment, c.scope,
          p.code AS product, k.code AS sku, c.availability, c.field, c.old_value, c.new_value,
          (SELECT title FROM product_text WHERE product_id = p.id ORDER BY id DESC LIMIT 1) AS product_title,
          (SELECT title FROM sku_text WHERE id = k.text_id) AS sku_title
        FROM change c
        JOIN market m ON m.id = c.market_id
        JOIN product p ON p.id = c.product_id
        LEFT JOIN sku k ON k.id = c.sku_id
        LEFT JOIN segment s ON s.id = c.segment_id
        \(condition)
        ORDER BY c.id \(keepsEarliest ? "ASC" : "DESC") LIMIT ?
        """, arguments: arguments + [limit.map { max(0, $0) } ?? -1])
    return try (keepsEarliest ? rows : rows.reversed()).map { row in
      ChangeRecord(
        changeID: try row["id"], runID: try row["run_id"], at: Date(stamp: try row["at"]),
        kind: ChangeKind(rawValue: try row["kind"]) ?? .changed,
        entity: ChangedEntity(rawValue: try row["entity"]) ?? .product,
        market: Market(try row["market"] as String),
        segment: (try row["segment"] as String?).map { Segment($0) }, reservationScope: named(try row["scope"]),
        productID: ProductID(try row["product"] as String), skuID: (try row["sku"] as String?).map { SKUID($0) },
        availabilityID: (try row["availability"] as String?).map { AvailabilityID($0) }, field: try row["field"],
        oldValue: try row["old_value"], newValue: try row["new_value"],
        productTitle: try row["product_title"] as String? ?? "", skuTitle: try row["sku_title"])
    }
  }

  /// A column whose empty text means none.
  func named<Text: StringIdentifier>(_ text: String) -> Text? { text.isEmpty ? nil : Text(text) }

  /// Whole seconds since a time, never negative; `nil` where it lies ahead.
  func age(_ time: Date) -> Int? { Age.seconds(since: time, at: now) }
}
