import CatalogModel
import CatalogSchema
import Foundation
import GRDB

/// Stores one sheet, within a transaction.
struct PriceSheetWriter {
  let db: Database
  let sheet: NewPriceSheet
  /// Stores the sheet even where it lacks most prices of the one before.
  let allowsRemovals: Bool

  /// A sheet that lacks more than a fifth of the prices before it is held back.
  private static let mostGone = 5

  private struct Known {
    var view: Int64
    var market: Int64
    var place: PricePoints.Place
    /// Whether a sheet of the same month is there.
    var isReplacement: Bool
    /// The month to compare with.
    var base: Int?
  }

  /// The prices of one offer in one currency: rows of the sheet, sorted together.
  private struct Key: Hashable, Comparable {
    var offer: Int64
    var currency: Int64

    static func < (left: Key, right: Key) -> Bool { (left.offer, left.currency) < (right.offer, right.currency) }
  }

  func write() throws -> PriceSheetReport {
    var report = PriceSheetReport(
      market: sheet.content.market, view: sheet.view, timeline: sheet.timeline, month: sheet.month, state: .stored)
    let known = try known()
    report.rows = sheet.content.rows.count
    report.currencies = sheet.content.currencies.sorted()
    report.comparedWith = known.base.flatMap { SheetMonth($0) }
    var sets = try MarketSets(db)
    let numbers = try numbers(known)
    let groups = groups(numbers)
    let rows = try StoredPoints(db)
    var changes: [(key: Key, points: PricePoints, before: [PricePoints.Point])] = []
    var (gone, listedBefore, disagreeing) = (0, 0, 0)
    func compare(_ key: Key, _ contents: Set<PriceContent>, flags: Range<Int>?, _ order: [Int]) throws {
      let stored = numbers.newOffers.contains(key.offer) ? [] : try rows.read(offer: key.offer, currency: key.currency)
      var points = PricePoints(stored)
      let before = known.base.map { points.contents(of: known.market, in: $0, sets) } ?? []
      if !before.isEmpty { listedBefore += 1 }
      if before.isEmpty {
        if known.base != nil { report.added += contents.isEmpty ? 0 : 1 }
      } else if contents.isEmpty {
        gone += 1
        report.removed += 1
      } else if before == contents {
        report.unchanged += 1
      } else {
        report.changed += 1
      }
      if let flags { disagreeing += disagreements(order[flags], before: before, contents) }
      points.put(contents, known.place, &sets)
      if points.isChanged { changes.append((key, points, stored)) }
    }
    try forEachGroup(groups) { key, range in
      let contents = Set(range.map { sheet.content.rows[groups.order[$0]].content })
      if isContradictory(contents) { report.contradictory += 1 }
      try compare(key, contents, flags: range, groups.order)
    }
    for key in try others(than: groups.keys, known, numbers) { try compare(key, [], flags: nil, []) }
    let areFlagsComparable =
      known.base != nil && sheet.content.rows.contains { $0.flag != .none } && sheet.timeline == .current
    report.disagreeingFlags = areFlagsComparable ? disagreeing : nil
    if sheet.timeline == .current, gone * Self.mostGone > listedBefore, try isHeldBack(known) {
      report.state = .heldBack
      return report
    }
    try write(changes, &sets)
    if sheet.timeline == .current, sheet.view == .licences, known.place.after == nil {
      try SheetSignal(db: db, view: known.view, market: known.market).note(
        sheet.content.facts, at: sheet.fetchedAt.stamp)
    }
    report.unjoinedSKUs = try SheetJoin(db: db, market: known.market, content: sheet.content).unjoined()
    report.unjoined = report.unjoinedSKUs.reduce(0) { $0 + $1.rows }
    try writeSheet(report, known)
    return report
  }

  // MARK: - Numbers

  private func known() throws -> Known {
    let view = try number(
      "price_view", "name = ? AND timeline = ?", "(name, timeline) VALUES (?, ?)",
      [sheet.view.rawValue, sheet.timeline.rawValue])
    let market = try number("market", "code = ?", "(code) VALUES (?)", [sheet.content.market.code])
    let months = try Int.fetchAll(
      db, sql: "SELECT month FROM price_sheet WHERE view_id = ? AND market_id = ? ORDER BY month",
      arguments: [view, market])
    let month = sheet.month.number
    let place = PricePoints.Place(
      market: market, month: month, before: months.last { $0 < month }, after: months.first { $0 > month })
    let isReplacement = months.contains(month)
    return Known(
      view: view, market: market, place: place, isReplacement: isReplacement,
      base: isReplacement ? month : place.before)
  }

  private func number(_ table: String, _ condition: String, _ values: String, _ texts: [String]) throws -> Int64 {
    let arguments = StatementArguments(texts)
    if let known = try Int64.fetchOne(
      db, sql: "SELECT id FROM \(table) WHERE \(condition)", arguments: arguments)
    {
      return known
    }
    try db.execute(sql: "INSERT INTO \(table) \(values)", arguments: arguments)
    return db.lastInsertedRowID
  }

  /// The row ids of the offers and currencies of the sheet.
  private struct Numbers {
    var offers: [Int64]
    var currencies: [Int64]
    /// Offers that no sheet has had before.
    var newOffers: Set<Int64> = []
  }

  private func numbers(_ known: Known) throws -> Numbers {
    var numbers = Numbers(
      offers: [],
      currencies: try sheet.content.currencies.map {
        try number("price_currency", "code = ?", "(code) VALUES (?)", [$0])
      })
    numbers.offers.reserveCapacity(sheet.content.offers.count)
    let find = try PreparedStatement(
      db,
      """
      SELECT id FROM price_offer
      WHERE product = ? AND sku = ? AND view_id = ? AND term = ? AND plan = ? AND segment = ? AND meter = ? AND tier = ?
      """)
    let insert = try PreparedStatement(
      db,
      """
      INSERT INTO price_offer (product, sku, view_id, term, plan, segment, meter, tier) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    let isFirst =
      try Int64.fetchOne(
        db, sql: "SELECT 1 FROM price_offer WHERE view_id = ? LIMIT 1", arguments: [known.view]) == nil
    for offer in sheet.content.offers {
      func bind(_ statement: PreparedStatement) {
        statement.bind(offer.product.rawValue)
        statement.bind(offer.sku.rawValue)
        statement.bind(known.view)
        for text in [offer.term, offer.plan, offer.segment.rawValue, offer.meter, offer.tier] { statement.bind(text) }
      }
      if !isFirst {
        bind(find)
        if let number = try find.number() {
          numbers.offers.append(number)
          continue
        }
      }
      bind(insert)
      try insert.execute()
      numbers.offers.append(db.lastInsertedRowID)
      numbers.newOffers.insert(db.lastInsertedRowID)
    }
    return numbers
  }

  // MARK: - Groups

  private struct Groups {
    /// Indices of rows, those of one price together.
    var order: [Int]
    /// The key of each row, by its index.
    var keyOfRow: [Key]
    var keys: Set<Key>
  }

  private func groups(_ numbers: Numbers) -> Groups {
    let keys = sheet.content.rows.map {
      Key(offer: numbers.offers[Int($0.offer)], currency: numbers.currencies[Int($0.currency)])
    }
    var order = Array(keys.indices)
    // The rows of a sheet come in the order of their offers, more or less.
    order.sort { (keys[$0], $0) < (keys[$1], $1) }
    return Groups(order: order, keyOfRow: keys, keys: Set(keys))
  }

  private func forEachGroup(_ groups: Groups, _ body: (Key, Range<Int>) throws -> Void) throws {
    var start = 0
    while start < groups.order.count {
      let key = groups.keyOfRow[groups.order[start]]
      var end = start + 1
      while end < groups.order.count, groups.keyOfRow[groups.order[end]] == key { end += 1 }
      try body(key, start..<end)
      start = end
    }
  }

  /// Stored prices of the market that the sheet does not have.
  private func others(than keys: Set<Key>, _ known: Known, _ numbers: Numbers) throws -> [Key] {
    let months = [known.place.month, known.place.before, known.place.after].compactMap(\.self)
    let statement = try PreparedStatement(
      db,
      """
      SELECT DISTINCT p.offer_id, p.currency_id FROM price_offer o JOIN price_point p ON p.offer_id = o.id
      WHERE o.view_id = ? AND p.from_month <= ? AND (p.to_month IS NULL OR p.to_month >= ?)
      """)
    statement.bind(1, known.view)
    statement.bind(2, Int64(months.max() ?? 0))
    statement.bind(3, Int64(months.min() ?? 0))
    var others: [Key] = []
    while try statement.next() {
      let key = Key(offer: try statement.integer(0), currency: try statement.integer(1))
      if !keys.contains(key) { others.append(key) }
    }
    return others
  }

  // MARK: - Judgements

  private func isContradictory(_ contents: Set<PriceContent>) -> Bool {
    guard contents.count > 1 else { return false }
    return Dictionary(grouping: contents) { [$0.starts, $0.ends] }.values.contains { same in
      Set(same.map { [$0.unit?.decimal, $0.retail?.decimal] }).count > 1
    }
  }

  /// How many rows of a price have a flag that disagrees with the difference.
  private func disagreements(
    _ rows: some Sequence<Int>, before: Set<PriceContent>, _ contents: Set<PriceContent>
  ) -> Int {
    func prices(_ contents: Set<PriceContent>) -> Set<[PriceAmount?]> { Set(contents.map { [$0.unit, $0.retail] }) }
    let isNew = before.isEmpty
    let isMoved = !isNew && prices(before) != prices(contents)
    return rows.count { row in
      switch sheet.content.rows[row].flag {
      case .none: false
      case .unchanged, .text: isNew || isMoved
      case .added: !isNew
      case .price: isNew || !isMoved
      }
    }
  }

  /// Whether a sheet that lacks much is held back. The same bytes some hours later are believed.
  private func isHeldBack(_ known: Known) throws -> Bool {
    guard !allowsRemovals else { return false }
    let held = try Row.fetchOne(
      db, sql: "SELECT attempted_at, held_digest FROM price_attempt WHERE view_id = ? AND market_id = ?",
      arguments: [known.view, known.market])
    guard let held, let digest: Data = try held["held_digest"], Array(digest) == sheet.digest else { return true }
    return sheet.fetchedAt.stamp - (try held["attempted_at"] as Int64) < Self.confirmation
  }

  /// As long as removals of the catalog wait: two looks of one morning prove nothing.
  private static let confirmation: Int64 = 6 * 3600

  // MARK: - Rows

  private func write(
    _ changes: [(key: Key, points: PricePoints, before: [PricePoints.Point])], _ sets: inout MarketSets
  ) throws {
    for change in changes {
      for point in change.before { sets.use(point.set, -1) }
      for point in change.points.points where point.set != PricePoints.none { sets.use(point.set, 1) }
    }
    try sets.insert(db)
    let rows = try StoredPoints(db)
    for change in changes {
      try rows.replace(change.before, by: change.points.points, offer: change.key.offer, currency: change.key.currency)
    }
    try sets.finish(db)
  }

  private func writeSheet(_ report: PriceSheetReport, _ known: Known) throws {
    try db.execute(
      sql: """
        INSERT INTO price_sheet (view_id, market_id, month, rows, unjoined, contradictory, disagreeing_flags, currencies,
          header, fetched_at, bytes, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (view_id, market_id, month) DO UPDATE SET rows = excluded.rows, unjoined = excluded.unjoined,
          contradictory = excluded.contradictory, disagreeing_flags = excluded.disagreeing_flags,
          currencies = excluded.currencies, header = excluded.header, fetched_at = excluded.fetched_at,
          bytes = excluded.bytes, digest = excluded.digest
        """,
      arguments: [
        known.view, known.market, sheet.month.number, report.rows, report.unjoined, report.contradictory,
        report.disagreeingFlags, StoredJSON.text(report.currencies), StoredJSON.text(sheet.columns),
        sheet.fetchedAt.stamp, sheet.bytes, Data(sheet.digest),
      ])
  }
}
