import CatalogModel
import GRDB

/// Which changes of a unit go into the change log: the first whole reading of a partition writes none.
public struct ChangeLogging: Sendable, Hashable {
  /// Changes of everything but nonprofit availabilities.
  public var general: Bool
  /// Changes of nonprofit availabilities.
  public var nonprofit: Bool

  public init(general: Bool, nonprofit: Bool) {
    self.general = general
    self.nonprofit = nonprofit
  }

  func covers(_ entry: ChangeEntry) -> Bool {
    entry.entity == .availability && entry.segment == .nonprofit ? nonprofit : general || nonprofit
  }
}

/// Writes what a reading changed in a unit, inside the caller's transaction.
struct UnitWriter {
  var db: Database
  var run: Int64
  var now: Int64
  var names: Names
  var index: SearchIndexWriter
  /// Numbers of what a unit names over and over.
  private let seen = SeenNames()

  private final class SeenNames {
    private var offers: [OfferContent: Int64] = [:]
    private var segments: [Segment: Int64] = [:]

    func offer(_ content: OfferContent, _ names: Names) throws -> Int64 {
      if let known = offers[content] { return known }
      let id = try names.offer(content)
      offers[content] = id
      return id
    }

    func segment(_ segment: Segment, _ names: Names) throws -> Int64 {
      if let known = segments[segment] { return known }
      let id = try names.segment(segment)
      segments[segment] = id
      return id
    }
  }

  init(db: Database, run: Int64, now: Int64) {
    self.db = db
    self.run = run
    self.now = now
    names = Names(db: db)
    index = SearchIndexWriter(db: db)
  }

  /// Puts the content in the place of what is stored.
  ///
  /// - Parameter content: `nil` where the product is gone.
  func replace(
    _ key: UnitKey, with content: UnitContent?, fingerprint: UnitFingerprint?, lists: Int?, logging: ChangeLogging
  ) throws -> ItemTally {
    let place = try names.place(key.place)
    let product = try names.product(key.product)
    try UnitConfirmation.clearStaging(place: place, product: product, db)
    // A whole reading shows all parts, and a product that is gone has none.
    if content == nil || fingerprint != nil {
      try db.cachedStatement(sql: "DELETE FROM unlisted_part WHERE place_id = ? AND product_id = ?")
        .execute(arguments: [place, product])
    }
    let stored = try UnitReader(db: db).unit(place: place, product: product)
    if stored == nil && content == nil { return ItemTally() }
    let difference = UnitDifference(from: stored, to: content)
    let isFirst = stored == nil
    if stored?.content != content || stored?.isRemoved == true {
      try write(difference, content, stored, place: place, product: product, key: key)
      try index.flush()
    }
    try log(difference.entries.filter(logging.covers), place: place, product: product, key: key)
    try writeHead(
      content, place: place, product: product, isFirst: isFirst, hasChanged: !difference.entries.isEmpty,
      fingerprint: fingerprint, lists: lists)
    return difference.tally
  }

  // MARK: - Rows

  private func write(
    _ difference: UnitDifference, _ content: UnitContent?, _ stored: StoredUnit?, place: Int64, product: Int64,
    key: UnitKey
  ) throws {
    let productText = try content.map { try names.productText($0.product, of: product) }
    let isTextChanged = stored?.product != content?.product
    for (sku, old) in stored?.skus ?? [:] {
      let isSame =
        !isTextChanged
        && content?.skus[sku].map {
          $0.content == old.content && $0.availabilities == old.availabilities.map(\.content)
        } == true
      if isSame { continue }
      try clear(sku, old, place: place, product: product, removed: difference.removed[sku] ?? [])
    }
    guard let content, let productText else { return }
    for (sku, offering) in content.skus.sorted(by: { $0.key < $1.key }) {
      if !isTextChanged, let old = stored?.skus[sku], old.content == offering.content,
        old.availabilities.map(\.content) == offering.availabilities
      {
        continue
      }
      try insert(
        sku, offering, difference.rows[sku] ?? [], place: place, product: product, productText: productText, key: key)
    }
  }

  /// Takes the rows of a SKU out, those that are gone for good into the table of removed ones.
  private func clear(
    _ sku: SKUID, _ old: StoredSKU, place: Int64, product: Int64, removed: [StoredAvailability]
  ) throws {
    let skuID = try names.sku(sku, of: product)
    for gone in removed {
      try db.cachedStatement(
        sql: """
          INSERT INTO removed_availability
            (place_id, sku_id, segment_id, text_id, offer_id, code, catalog_item_id, first_seen, removed_at)
          SELECT place_id, sku_id, segment_id, text_id, offer_id, ?6, catalog_item_id, ?7, ?5
          FROM availability WHERE place_id = ?1 AND sku_id = ?2 AND segment_id = ?3 AND ordinal = ?4
          """
      ).execute(
        arguments: [
          place, skuID, try names.segment(gone.content.segment), gone.ordinal, now, gone.content.id.rawValue,
          gone.firstSeen,
        ])
    }
    try db.cachedStatement(
      sql: """
        UPDATE sku_text SET listed = listed - 1 WHERE id IN (
          SELECT text_id FROM availability WHERE place_id = ?1 AND sku_id = ?2
          UNION SELECT text_id FROM unsold_sku WHERE place_id = ?1 AND sku_id = ?2)
        """
    ).execute(arguments: [place, skuID])
    try index.unlist(sku: skuID, place: place)
    for table in ["availability", "unsold_sku"] {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE place_id = ? AND sku_id = ?")
        .execute(arguments: [place, skuID])
    }
  }

  private func insert(
    _ sku: SKUID, _ offering: SKUOffering, _ rows: [UnitDifference.Row], place: Int64, product: Int64,
    productText: Int64, key: UnitKey
  ) throws {
    let skuID = try names.sku(sku, of: product)
    let text = try names.skuText(
      offering.content, of: skuID, reference: SKUReference(key.product, sku), product: product,
      productText: productText, index: index)
    try db.cachedStatement(sql: "UPDATE sku_text SET listed = listed + 1 WHERE id = ?").execute(arguments: [text])
    if rows.isEmpty {
      try db.cachedStatement(sql: "INSERT INTO unsold_sku (place_id, sku_id, text_id) VALUES (?, ?, ?)")
        .execute(arguments: [place, skuID, text])
    }
    let unitFirstSeen =
      try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT first_seen FROM unit WHERE place_id = ? AND product_id = ?"),
        arguments: [place, product]) ?? now
    var taken: [Segment: Set<Int>] = [:]
    for row in rows { if let ordinal = row.ordinal { taken[row.content.segment, default: []].insert(ordinal) } }
    var used: [Segment: Set<Int>] = [:]
    var listed: [(segment: Int64, offer: Int64)] = []
    for row in rows {
      let segment = row.content.segment
      var ordinal = row.ordinal ?? 0
      if row.ordinal == nil || used[segment, default: []].contains(ordinal) {
        while taken[segment, default: []].contains(ordinal) || used[segment, default: []].contains(ordinal) {
          ordinal += 1
        }
      }
      used[segment, default: []].insert(ordinal)
      let derived = "\(key.product):\(sku):\(row.content.id)"
      let offer = try seen.offer(row.content.offer, names)
      let segmentID = try seen.segment(segment, names)
      try db.cachedStatement(
        sql: """
          INSERT INTO availability
            (place_id, sku_id, segment_id, ordinal, text_id, offer_id, code, catalog_item_id, first_seen)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(
        arguments: [
          place, skuID, segmentID, ordinal, text, offer,
          AvailabilityCode.stored(row.content.id.rawValue, product: key.product.rawValue),
          row.content.catalogItemID.rawValue == derived ? nil : row.content.catalogItemID.rawValue,
          (row.firstSeen ?? now) == unitFirstSeen ? nil : row.firstSeen ?? now,
        ])
      listed.append((segmentID, offer))
      if let back = row.replaces {
        try db.cachedStatement(sql: "DELETE FROM removed_availability WHERE id = ?").execute(arguments: [back])
      }
    }
    try index.list(text: text, sku: skuID, place: place, listed)
  }

  private func writeHead(
    _ content: UnitContent?, place: Int64, product: Int64, isFirst: Bool, hasChanged: Bool,
    fingerprint: UnitFingerprint?, lists: Int?
  ) throws {
    guard let content else {
      try db.cachedStatement(
        sql: """
          UPDATE unit SET removed_at = ?3, confirmed_at = ?3, run_id = ?4, changed_at = ?3, change_count = change_count + 1,
            unchanged_until = confirmed_at, fingerprint = NULL, unlisted_since = NULL
          WHERE place_id = ?1 AND product_id = ?2
          """
      ).execute(arguments: [place, product, now, run])
      return
    }
    let text = try names.productText(content.product, of: product)
    if isFirst {
      try db.cachedStatement(
        sql: """
          INSERT INTO unit
            (place_id, product_id, product_text_id, fingerprint, run_id, confirmed_at, first_seen, changed_at, lists)
          VALUES (?1, ?2, ?3, ?4, ?6, ?5, ?5, ?5, ?7)
          """
      ).execute(arguments: [place, product, text, fingerprint?.encoded, now, run, lists])
    } else {
      try db.cachedStatement(
        sql: """
          UPDATE unit SET product_text_id = ?3, fingerprint = ?4,
            confirmed_at = ?5, run_id = ?7, removed_at = NULL, unlisted_since = NULL,
            changed_at = CASE WHEN ?6 THEN ?5 ELSE changed_at END, change_count = change_count + ?6,
            unchanged_until = CASE WHEN ?6 THEN confirmed_at ELSE unchanged_until END, lists = coalesce(?8, lists),
            glanced_at = NULL, glances = 0, doubt = 0
          WHERE place_id = ?1 AND product_id = ?2
          """
      ).execute(
        arguments: [place, product, text, fingerprint?.encoded, now, hasChanged, run, lists])
    }
  }

  // MARK: - Change log

  private func log(_ entries: [ChangeEntry], place: Int64, product: Int64, key: UnitKey) throws {
    guard !entries.isEmpty else { return }
    let market = try names.market(key.place.market)
    for entry in entries {
      let sku = try entry.sku.map { try names.sku($0, of: product) }
      // A product may stand in two scopes of a market; a change of its text is one change of that market.
      if entry.kind == .changed, entry.entity != .availability,
        try isLogged(entry, market: market, product: product, sku: sku, place: place)
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
          run, now, entry.kind.rawValue, entry.entity.rawValue, market,
          try entry.segment.map { try names.segment($0) }, key.place.scopeText, product, sku,
          entry.availability?.rawValue, entry.field, entry.old, entry.new,
        ])
    }
  }

  private func isLogged(_ entry: ChangeEntry, market: Int64, product: Int64, sku: Int64?, place: Int64) throws -> Bool {
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
        try String.fetchOne(db, sql: "SELECT scope FROM place WHERE id = ?", arguments: [place]), place,
      ]) ?? false
  }
}
