package import CatalogModel
import CatalogSchema
package import Foundation
package import GRDB

/// Loads markets into an empty store, with the rows that a sync would write, some hundred thousand a second.
///
/// The caller passes the products market scope by market scope; nothing is compared or logged. All of it is in the
/// caller's transaction. Products must come in the same order in each market scope, so that rows are appended.
package final class BulkLoad {
  private let db: Database
  private let run: Int64
  private let now: Int64
  private let rowIDs: RowIDs
  private let index: SearchIndexWriter
  private let availability: AvailabilityInsertion
  private let unsold: PreparedStatement
  private let unit: PreparedStatement
  private var listings: MarketScopeListings

  private var marketScope: Int64 = 0
  private var segments: [Segment: Int64] = [:]
  /// By row id of a text: the number of market scopes whose SKU has it.
  private var listed: [Int32] = []
  private var textsWaiting = 0

  /// A SKU in the place that is being laid down.
  private var sku: (number: Int64, text: Text)?
  private var rows: [Row] = []
  private var fingerprint = ProductFingerprint.Encoder(isNarrow: true)
  private var lists: Int64 = 0
  private var openUnit: (product: Int64, text: Int64)?
  private var productID: [UInt8] = []

  /// A text that is stored.
  package struct Text: Sendable {
    package let number: Int64
    fileprivate let document: Int64
    fileprivate let isUsual: Bool
    fileprivate let prerequisites: Int
  }

  private struct Row {
    var segment: Int64
    var offer: Int64
    var code: [UInt8]
    var catalogItemID: String?
  }

  package init(_ db: Database, run: Int64, at now: Date) throws {
    self.db = db
    self.run = run
    self.now = now.stamp
    rowIDs = RowIDs(db: db)
    index = SearchIndexWriter(db: db)
    listings = MarketScopeListings(db)
    availability = try AvailabilityInsertion(db)
    unsold = try PreparedStatement(db, "INSERT INTO unsold_sku (place_id, sku_id, text_id) VALUES (?, ?, ?)")
    unit = try PreparedStatement(
      db,
      """
      INSERT INTO unit
        (place_id, product_id, product_text_id, fingerprint, run_id, confirmed_at, first_seen, lists)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)
      """)
  }

  // MARK: - Texts

  package func product(_ id: ProductID, _ content: ProductContent) throws -> (product: Int64, text: Int64) {
    let product = try rowIDs.product(id)
    return (product, try rowIDs.productText(content, of: product))
  }

  /// Writes the text of a SKU; `product` is the result of ``product(_:_:)``.
  package func text(
    _ content: SKUContent, of reference: SKUReference, in product: (product: Int64, text: Int64)
  ) throws -> (sku: Int64, text: Text) {
    let sku = try rowIDs.sku(reference.sku, of: product.product)
    let number = try rowIDs.skuText(
      content, of: sku, reference: reference, product: product.product, productText: product.text, index: index)
    textsWaiting += 1
    // As many as a chunk of the index holds are written at once.
    if textsWaiting == PostingChunk.span {
      try index.flush()
      textsWaiting = 0
    }
    let document =
      try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT document FROM sku_text WHERE id = ?"), arguments: [number]) ?? number
    return (
      sku,
      Text(
        number: number, document: document, isUsual: try rowIDs.usualText(of: sku) == number,
        prerequisites: listings.prerequisites(Set(content.purchasePrerequisites).sorted().joined(separator: " ")))
    )
  }

  package func offer(_ content: OfferContent) throws -> Int64 { try rowIDs.offer(content) }

  // MARK: - Places

  package func begin(_ marketScope: MarketScope) throws { self.marketScope = try rowIDs.marketScope(marketScope) }

  package func begin(unit product: (product: Int64, text: Int64), of id: ProductID, isInNonprofitList: Bool) {
    openUnit = product
    productID = Array(id.rawValue.utf8)
    fingerprint.reset()
    lists = isInNonprofitList ? 2 : 1
    fingerprint.add(nil, madeUpHash())
    if isInNonprofitList { fingerprint.add(.nonprofit, madeUpHash()) }
  }

  /// A SKU of the list; its availabilities follow.
  package func begin(sku id: SKUID, number: Int64, text: Text) throws {
    try endSKU()
    sku = (number, text)
    fingerprint.begin(sku: id)
    fingerprint.add(nil, madeUpHash())
    lists += 1
  }

  package func add(offer: Int64, segment: Segment, code: [UInt8], catalogItemID: String?) throws {
    if segment == .nonprofit, !rows.contains(where: { $0.segment == segments[.nonprofit] }) {
      fingerprint.add(.nonprofit, madeUpHash())
      lists += 1
    }
    let number: Int64
    if let known = segments[segment] {
      number = known
    } else {
      number = try rowIDs.segment(segment)
      segments[segment] = number
    }
    rows.append(Row(segment: number, offer: offer, code: code, catalogItemID: catalogItemID))
  }

  private func endSKU() throws {
    guard let (number, text) = sku else { return }
    sku = nil
    while listed.count <= Int(text.number) { listed.append(0) }
    listed[Int(text.number)] += 1
    if rows.isEmpty {
      for value in [marketScope, number, text.number] { unsold.bind(value) }
      try unsold.execute()
      return
    }
    for (position, row) in rows.enumerated() {
      let ordinal = rows[..<position].count { $0.segment == row.segment }
      try availability.insert(
        AvailabilityInsertion.Key(marketScope: marketScope, sku: number, segment: row.segment, ordinal: ordinal),
        text: text.isUsual ? nil : text.number, offer: row.offer, code: row.code, product: productID,
        irregularID: row.catalogItemID, firstSeen: nil)
    }
    try listings.list(
      document: text.document, sku: number, prerequisites: text.prerequisites,
      rows.map { (segment: $0.segment, offer: $0.offer) })
    rows.removeAll(keepingCapacity: true)
  }

  package func endUnit() throws {
    try endSKU()
    guard let openUnit else { return }
    for value in [marketScope, openUnit.product, openUnit.text] { unit.bind(value) }
    fingerprint.bytes.withUnsafeBytes { unit.bind(blob: $0) }
    for value in [run, now, lists] { unit.bind(value) }
    try unit.execute()
    self.openUnit = nil
  }

  package func endPlace() throws {
    let insertion = try PreparedStatement(db, "INSERT INTO search_listing (id, documents) VALUES (?, ?)")
    let rows = listings.endPlace()
    for (key, documents) in rows {
      insertion.bind(marketScope << 32 | key)
      documents.withUnsafeBytes { insertion.bind(blob: $0) }
      try insertion.execute()
    }
    if !rows.isEmpty {
      try db.execute(sql: "INSERT INTO search_place (place_id, generation) VALUES (?, 1)", arguments: [marketScope])
    }
  }

  /// No other scope of the market is still to come.
  package func endMarket() { listings.endMarket() }

  /// Writes a complete product list: its products in their order, and the number of their items in the list's scope and
  /// segment.
  package func list(_ key: ProductListKey, _ products: [(product: Int64, text: Int64)], items: Int) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO partition (market_id, view, segment, scope, state, items, completed_at, list_run_id, list_read_at,
          list_pages, list_hash)
        VALUES (?, ?, ?, ?, 'complete', ?, ?, ?, ?, 1, ?)
        """
    ).execute(
      arguments: [
        try rowIDs.market(key.market), key.view.rawValue, key.segment?.rawValue ?? "", key.scope?.rawValue ?? "", items,
        now, run, now, madeUpHash(),
      ])
    let partition = db.lastInsertedRowID
    try ListedProducts.replace(partition, with: products.lazy.map(\.text), db)
  }

  /// A product list that the service does not show.
  package func list(forbidden key: ProductListKey, reason: String) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO partition (market_id, view, segment, scope, state, reason, list_run_id, list_read_at)
        VALUES (?, ?, ?, ?, 'forbidden', ?, ?, ?)
        """
    ).execute(
      arguments: [
        try rowIDs.market(key.market), key.view.rawValue, key.segment?.rawValue ?? "", key.scope?.rawValue ?? "",
        reason,
        run, now,
      ])
  }

  /// Writes the totals.
  package func finish() throws {
    try index.flush()
    for sku in listings.twins.sorted() {
      try db.execute(sql: "INSERT INTO search_twin (sku_id) VALUES (?)", arguments: [sku])
    }
    let count = try db.cachedStatement(sql: "UPDATE sku_text SET listed = ? WHERE id = ?")
    for (number, places) in listed.enumerated() where places > 0 { try count.execute(arguments: [places, number]) }
  }

  /// Bodies were never read: each list has a hash of its own, and the next reading finds that they are others.
  private func madeUpHash() -> Int64 {
    hashes &+= 0x9E37_79B9_7F4A_7C15
    var bits = hashes
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int64(bits >> 32)
  }
  private var hashes: UInt64 = 0
}
