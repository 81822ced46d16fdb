import CatalogModel
import CatalogSchema
import GRDB

/// Selects the changes of a product that are logged; the first complete reading of a product list logs none.
public struct ChangeLogging: Sendable, Hashable {
  /// Changes of everything but nonprofit availabilities.
  public var general: Bool
  /// Changes of nonprofit availabilities.
  public var nonprofit: Bool

  /// Which changes are logged; `general` without `nonprofit` logs the changes of everything else.
  public init(general: Bool, nonprofit: Bool) {
    self.general = general
    self.nonprofit = nonprofit
  }

  func covers(_ entry: ChangeEntry) -> Bool {
    entry.entity == .availability && entry.segment == .nonprofit ? nonprofit : general || nonprofit
  }
}

/// Writes the changes that a reading found in products, within the caller's transaction.
final class ProductWriter {
  /// The run that reads, and its time.
  struct Reading {
    var run: Int64
    var now: Int64
    /// Whether every part of the product was read.
    var isWhole = true
  }

  private let db: Database
  private let rowIDs: RowIDs
  private let index: SearchIndexWriter
  private let statement: PreparedStatements
  private let touched: TouchedUnits
  private var insertion: AvailabilityInsertion?

  init(db: Database) {
    self.db = db
    rowIDs = RowIDs(db: db)
    index = SearchIndexWriter(db: db)
    statement = PreparedStatements(db)
    touched = TouchedUnits(statement)
  }

  /// Writes the search index of all that was replaced: before that, the transaction must not end.
  func end() throws { try index.flush() }

  /// Replaces the stored content; `nil` removes the product.
  func replace(
    _ key: ProductKey, with content: ProductSnapshot?, fingerprint: ProductFingerprint?, lists: Int?,
    logging: ChangeLogging,
    in reading: Reading
  ) throws -> ItemCounts {
    let unit = Unit(
      key: key, marketScope: try rowIDs.marketScope(key.marketScope), product: try rowIDs.product(key.product),
      reading: reading)
    try ProductConfirmation.clearStaging(marketScope: unit.marketScope, product: unit.product, statement)
    // A whole reading shows all parts, and a product that is gone has none.
    if content == nil || fingerprint != nil {
      try statement.execute(
        "DELETE FROM unlisted_part WHERE place_id = ? AND product_id = ?", unit.marketScope, unit.product)
    }
    let find = try statement("SELECT first_seen FROM unit WHERE place_id = ? AND product_id = ?")
    for value in [unit.marketScope, unit.product] { find.bind(value) }
    let firstSeen = try find.number()
    let stored =
      firstSeen == nil ? nil : try ProductReader(db: db).unit(marketScope: unit.marketScope, product: unit.product)
    if stored == nil && content == nil { return ItemCounts() }
    try touched.note(marketScope: unit.marketScope, product: unit.product)
    let difference = ProductDifference(from: stored, to: content)
    if stored?.content != content || stored?.isRemoved == true {
      try write(difference, content, stored, of: unit, firstSeen: firstSeen ?? reading.now)
    }
    try log(difference.entries.filter(logging.covers), of: unit)
    try writeHead(
      content, of: unit, isFirst: stored == nil, hasChanged: !difference.entries.isEmpty, fingerprint: fingerprint,
      lists: lists)
    return difference.tally
  }

  /// The product that is being written.
  private struct Unit {
    var key: ProductKey
    var marketScope: Int64
    var product: Int64
    var reading: Reading
  }

  // MARK: - Rows

  private func write(
    _ difference: ProductDifference, _ content: ProductSnapshot?, _ stored: StoredUnit?, of unit: Unit, firstSeen: Int64
  ) throws {
    let productText = try content.map { try rowIDs.productText($0.product, of: unit.product) }
    let isTextChanged = stored?.product != content?.product
    func isSame(_ sku: SKUID) -> Bool {
      guard !isTextChanged, let old = stored?.skus[sku], let new = content?.skus[sku] else { return false }
      return old.content == new.content && old.availabilities.map(\.content) == new.availabilities
    }
    for (sku, old) in stored?.skus ?? [:] where !isSame(sku) {
      try clear(sku, old, of: unit, removed: difference.removed[sku] ?? [])
    }
    guard let content, let productText else { return }
    for (sku, offering) in content.skus.sorted(by: { $0.key < $1.key }) where !isSame(sku) {
      try insert(
        sku, offering, difference.rows[sku] ?? [], of: unit, productText: productText, unitFirstSeen: firstSeen)
    }
  }

  /// Takes the rows of a SKU out, those that are gone for good into the table of removed ones.
  private func clear(_ sku: SKUID, _ old: StoredSKU, of unit: Unit, removed: [StoredAvailability]) throws {
    let skuID = try rowIDs.sku(sku, of: unit.product)
    for gone in removed {
      try db.cachedStatement(
        sql: """
          INSERT INTO removed_availability
            (place_id, sku_id, segment_id, text_id, offer_id, code, catalog_item_id, first_seen, removed_at)
          SELECT a.place_id, a.sku_id, a.segment_id, \(AvailabilityColumns.text), a.offer_id, ?6,
            \(AvailabilityColumns.irregularItemID), ?7, ?5
          FROM availability a WHERE a.place_id = ?1 AND a.sku_id = ?2 AND a.segment_id = ?3 AND a.ordinal = ?4
          """
      ).execute(
        arguments: [
          unit.marketScope, skuID, try rowIDs.segment(gone.content.segment), gone.ordinal, unit.reading.now,
          gone.content.id.rawValue, gone.firstSeen,
        ])
    }
    try statement.execute(
      """
      UPDATE sku_text SET listed = listed - 1 WHERE id IN (
        SELECT coalesce(text_id, (SELECT text_id FROM sku WHERE id = ?2)) FROM availability
          WHERE place_id = ?1 AND sku_id = ?2
        UNION SELECT text_id FROM unsold_sku WHERE place_id = ?1 AND sku_id = ?2)
      """, unit.marketScope, skuID)
    try index.unlist(sku: skuID, marketScope: unit.marketScope)
    try statement.execute("DELETE FROM availability WHERE place_id = ? AND sku_id = ?", unit.marketScope, skuID)
    try statement.execute("DELETE FROM irregular_item_id WHERE place_id = ? AND sku_id = ?", unit.marketScope, skuID)
    try statement.execute("DELETE FROM unsold_sku WHERE place_id = ? AND sku_id = ?", unit.marketScope, skuID)
  }

  private func insert(
    _ sku: SKUID, _ offering: SKUOffering, _ rows: [ProductDifference.Row], of unit: Unit, productText: Int64,
    unitFirstSeen: Int64
  ) throws {
    let skuID = try rowIDs.sku(sku, of: unit.product)
    let text = try rowIDs.skuText(
      offering.content, of: skuID, reference: SKUReference(unit.key.product, sku), product: unit.product,
      productText: productText, index: index)
    try statement.execute("UPDATE sku_text SET listed = listed + 1 WHERE id = ?", text)
    if rows.isEmpty {
      try statement.execute(
        "INSERT INTO unsold_sku (place_id, sku_id, text_id) VALUES (?, ?, ?)", unit.marketScope, skuID, text)
    }
    let isUsual = try rowIDs.usualText(of: skuID) == text
    let product = Array(unit.key.product.rawValue.utf8)
    let reference = "\(unit.key.product):\(sku):"
    var listed: [(segment: Int64, offer: Int64)] = []
    for (row, ordinal) in zip(rows, Self.ordinals(of: rows)) {
      let segment = try rowIDs.segment(row.content.segment)
      let offer = try rowIDs.offer(row.content.offer)
      let code = row.content.id.rawValue
      let catalogItemID = row.content.catalogItemID.rawValue
      let firstSeen = row.firstSeen ?? unit.reading.now
      try availabilities().insert(
        AvailabilityInsertion.Key(marketScope: unit.marketScope, sku: skuID, segment: segment, ordinal: ordinal),
        text: isUsual ? nil : text, offer: offer, code: Array(code.utf8), product: product,
        irregularID: catalogItemID.utf8.elementsEqual((reference + code).utf8) ? nil : catalogItemID,
        firstSeen: firstSeen == unitFirstSeen ? nil : firstSeen)
      listed.append((segment, offer))
      if let back = row.replaces { try statement.execute("DELETE FROM removed_availability WHERE id = ?", back) }
    }
    try index.list(text: text, sku: skuID, marketScope: unit.marketScope, listed)
  }

  private func availabilities() throws -> AvailabilityInsertion {
    if let insertion { return insertion }
    let made = try AvailabilityInsertion(db)
    insertion = made
    return made
  }

  /// The number of each among those of its segment: the one it has, else the lowest that is free.
  private static func ordinals(of rows: [ProductDifference.Row]) -> [Int] {
    var taken: [Segment: Set<Int>] = [:]
    for row in rows { if let ordinal = row.ordinal { taken[row.content.segment, default: []].insert(ordinal) } }
    var used: [Segment: Set<Int>] = [:]
    var free: [Segment: Int] = [:]
    return rows.map { row in
      let segment = row.content.segment
      if let ordinal = row.ordinal, used[segment, default: []].insert(ordinal).inserted { return ordinal }
      var ordinal = free[segment, default: 0]
      while taken[segment]?.contains(ordinal) == true { ordinal += 1 }
      free[segment] = ordinal + 1
      return ordinal
    }
  }

  private func writeHead(
    _ content: ProductSnapshot?, of unit: Unit, isFirst: Bool, hasChanged: Bool, fingerprint: ProductFingerprint?,
    lists: Int?
  ) throws {
    // A partly read product counts as read by no run: the next one reads it.
    let (run, now) = (unit.reading.isWhole ? unit.reading.run : 0, unit.reading.now)
    guard let content else {
      try statement.execute(
        """
        UPDATE unit SET removed_at = ?3, confirmed_at = ?3, run_id = ?4, changed_at = ?3, change_count = change_count + 1,
          unchanged_until = confirmed_at, fingerprint = NULL, unlisted_since = NULL
        WHERE place_id = ?1 AND product_id = ?2
        """, unit.marketScope, unit.product, now, run)
      return
    }
    let text = try rowIDs.productText(content.product, of: unit.product)
    if isFirst {
      try db.cachedStatement(
        sql: """
          INSERT INTO unit
            (place_id, product_id, product_text_id, fingerprint, run_id, confirmed_at, first_seen, lists)
          VALUES (?1, ?2, ?3, ?4, ?6, ?5, ?5, ?7)
          """
      ).execute(arguments: [unit.marketScope, unit.product, text, fingerprint?.encoded, now, run, lists])
    } else {
      try db.cachedStatement(
        sql: """
          UPDATE unit SET product_text_id = ?3, fingerprint = ?4,
            confirmed_at = CASE WHEN ?9 THEN ?5 ELSE confirmed_at END, run_id = ?7, removed_at = NULL,
            unlisted_since = NULL,
            changed_at = CASE WHEN ?6 THEN ?5 ELSE changed_at END, change_count = change_count + ?6,
            unchanged_until = CASE WHEN ?6 THEN confirmed_at ELSE unchanged_until END, lists = coalesce(?8, lists),
            glanced_at = NULL, glances = 0, doubt = 0,
            lacks_term_details = CASE WHEN ?4 IS NULL THEN lacks_term_details ELSE 0 END
          WHERE place_id = ?1 AND product_id = ?2
          """
      ).execute(
        arguments: [
          unit.marketScope, unit.product, text, fingerprint?.encoded, now, hasChanged, run, lists, unit.reading.isWhole,
        ])
    }
  }

  // MARK: - Change log

  private func log(_ entries: [ChangeEntry], of unit: Unit) throws {
    guard !entries.isEmpty else { return }
    let (marketScope, product) = (unit.marketScope, unit.product)
    let market = try rowIDs.market(unit.key.marketScope.market)
    for entry in entries {
      let sku = try entry.sku.map { try rowIDs.sku($0, of: product) }
      // A product in two scopes of a market shares its text: a change of it is one change of that market.
      if entry.kind == .changed, entry.entity != .availability,
        try isLogged(entry, market: market, product: product, sku: sku, marketScope: marketScope)
      {
        continue
      }
      try db.cachedStatement(
        sql: """
          INSERT INTO change (run_id, at, kind, entity, market_id, segment_id, scope, product_id, sku_id,
            availability, field, old_value, new_value)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(
        arguments: [
          unit.reading.run, unit.reading.now, entry.kind.rawValue, entry.entity.rawValue, market,
          try entry.segment.map { try rowIDs.segment($0) }, unit.key.marketScope.scopeText, product, sku,
          entry.availability?.rawValue, entry.field, entry.old, entry.new,
        ])
    }
  }

  private func isLogged(_ entry: ChangeEntry, market: Int64, product: Int64, sku: Int64?, marketScope: Int64) throws
    -> Bool
  {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM change c JOIN unit u ON u.place_id = ?9 AND u.product_id = ?1
            WHERE c.product_id = ?1 AND c.market_id = ?2 AND c.kind = 'changed' AND c.entity = ?3 AND c.sku_id IS ?4
              AND c.field = ?5 AND c.old_value IS ?6 AND c.new_value IS ?7 AND c.at >= u.confirmed_at
              AND c.scope <> ?8)
          """),
      arguments: [
        product, market, entry.entity.rawValue, sku, entry.field, entry.old, entry.new,
        try String.fetchOne(db, sql: "SELECT scope FROM place WHERE id = ?", arguments: [marketScope]), marketScope,
      ]) ?? false
  }
}
