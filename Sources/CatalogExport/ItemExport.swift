public import CatalogModel
import CatalogSchema
import Foundation
import GRDB

/// Exports the items of a catalog as rows of the view `catalog_items`.
///
/// Reads the tables below the view and encodes shared values once, so that a row is a few copied pieces. One
/// transaction: everything is as of one moment, whatever a sync writes at the same time.
public struct ItemExport: Sendable {
  private let path: String
  /// None: all of them.
  private let markets: [Market]
  /// None: all of them.
  private let segments: [Segment]
  private let writing: FieldWriting

  /// An export of a file; nothing is opened before ``write(to:)``.
  ///
  /// - Parameters:
  ///   - path: the SQLite file.
  ///   - markets: only these; empty for all. A market that the file does not hold gives no rows.
  ///   - segments: only these; empty for all.
  ///   - form: the format of the rows.
  public init(_ path: String, markets: [Market] = [], segments: [Segment] = [], form: ExportForm) {
    self.path = path
    self.markets = markets
    self.segments = segments
    writing = FieldWriting(form: form)
  }

  /// The least size of a portion but the last: a megabyte.
  private static let portion = 1 << 20

  /// Writes everything, market by market.
  ///
  /// - Parameter sink: takes a portion; returns `false` to stop, such as after the reader of a pipe has gone.
  /// - Returns: the number of items written.
  /// - Throws: `StoreError`, and the errors of the sink.
  public func write(to sink: (UnsafeRawBufferPointer) throws -> Bool) throws -> Int {
    let queue = try StoreFile.openForReading(path)
    return try StoreFile.translating(path) {
      try queue.read { db in
        var page = ExportPage(writing: writing, memory: ExportMemory(db: db, writing: writing))
        page.rows = writing.heading
        page.locale = try String.fetchOne(db, sql: "SELECT value FROM setting WHERE key = 'locale'")
        let wanted = Set(segments.map(\.rawValue))
        for row in try Row.fetchAll(db, sql: "SELECT id, code FROM segment") {
          let code: String = try row[1]
          if wanted.isEmpty || wanted.contains(code) { page.segments[try row[0]] = page.field("segment", code) }
          if code == Segment.nonprofit.rawValue { page.nonprofit = try row[0] }
        }
        for place in try places(db) {
          page.begin(market: place.market, scope: place.scope)
          let units = try ProductDates.all(in: place.number, db)
          let verified = try Verification.all(in: place.number, db)
          let items = try AvailabilityRows(db, place: place.number)
          defer { items.reset() }
          while try items.next() {
            try page.append(items, units, verified)
            if page.rows.count >= Self.portion {
              guard try page.rows.withUnsafeBytes(sink) else { return page.count }
              page.rows.removeAll(keepingCapacity: true)
            }
          }
        }
        _ = try page.rows.withUnsafeBytes(sink)
        return page.count
      }
    }
  }

  private func places(_ db: Database) throws -> [(number: Int64, market: String, scope: String)] {
    let wanted = Set(markets.map(\.code))
    return try Row.fetchAll(
      db,
      sql: "SELECT l.id, m.code, l.scope FROM place l JOIN market m ON m.id = l.market_id ORDER BY m.code, l.scope"
    ).map { (number: try $0[0], market: try $0[1], scope: try $0[2]) }
      .filter { wanted.isEmpty || wanted.contains($0.market) }
  }
}

/// When a product was read and first seen.
struct ProductDates {
  var confirmed: Int64
  /// The time of its nonprofit availabilities, if it differs.
  var nonprofit: Int64?
  var firstSeen: Int64

  /// By product.
  static func all(in place: Int64, _ db: Database) throws -> [Int64: ProductDates] {
    var units: [Int64: ProductDates] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT product_id, confirmed_at, nonprofit_confirmed_at, first_seen FROM unit WHERE place_id = ?",
      arguments: [place])
    while let row = try rows.next() {
      units[try row[0]] = ProductDates(confirmed: try row[1], nonprofit: try row[2], firstSeen: try row[3])
    }
    return units
  }
}

/// The times of single look-ups that are later than those of full readings.
struct Verification: Hashable {
  var sku: Int64
  var segment: Int64
  var code: String

  static func all(in place: Int64, _ db: Database) throws -> [Verification: Int64] {
    var times: [Verification: Int64] = [:]
    for row in try Row.fetchAll(
      db, sql: "SELECT sku_id, segment_id, code, verified_at FROM verification WHERE place_id = ?", arguments: [place])
    {
      times[Verification(sku: try row[0], segment: try row[1], code: try row[2])] = try row[3]
    }
    return times
  }
}

/// The availabilities of a market scope.
struct AvailabilityRows {
  private let rows: PreparedStatement

  init(_ db: Database, place: Int64) throws {
    rows = try PreparedStatement(
      db,
      """
      SELECT a.sku_id, a.segment_id, \(AvailabilityColumns.text), a.offer_id, a.code,
        \(AvailabilityColumns.irregularItemID), a.first_seen
      FROM availability a WHERE a.place_id = ? ORDER BY a.place_id, a.sku_id, a.segment_id, a.ordinal
      """)
    rows.bind(1, place)
  }

  func next() throws -> Bool { try rows.next() }
  func reset() { rows.reset() }

  var sku: Int64 { get throws { try rows.integer(0) } }
  var segment: Int64 { get throws { try rows.integer(1) } }
  var text: Int64 { get throws { try rows.integer(2) } }
  var offer: Int64 { get throws { try rows.integer(3) } }
  func code(product: String) throws -> String { try rows.availabilityCode(4, product: product) }
  var irregularItemID: String? { get throws { rows.isNull(5) ? nil : try rows.text(5) } }
  var firstSeen: Int64? { get throws { rows.isNull(6) ? nil : try rows.integer(6) } }
}
