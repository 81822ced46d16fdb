import CatalogSchema
import GRDB

/// Writes rows of availabilities, without columns at their default.
final class AvailabilityInsertion {
  /// The primary key of the row.
  struct Key {
    var marketScope: Int64
    var sku: Int64
    var segment: Int64
    var ordinal: Int
  }

  private let row: PreparedStatement
  private let irregular: PreparedStatement

  init(_ db: Database) throws {
    row = try PreparedStatement(
      db,
      """
      INSERT INTO availability (place_id, sku_id, segment_id, ordinal, text_id, offer_id, code, first_seen)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    irregular = try PreparedStatement(
      db,
      "INSERT INTO irregular_item_id (place_id, sku_id, segment_id, ordinal, catalog_item_id) VALUES (?, ?, ?, ?, ?)")
  }

  /// Inserts an availability. `text` is `nil` for the default text of the SKU, `firstSeen` for that of the product
  /// snapshot; `irregularID` is a CatalogItemId that is not `product:sku:availability`.
  func insert(
    _ key: Key, text: Int64?, offer: Int64, code: [UInt8], product: [UInt8], irregularID: String?, firstSeen: Int64?
  ) throws {
    bind(key, to: row)
    row.bind(text)
    row.bind(offer)
    if let number = AvailabilityCode.number(of: code, product: product) {
      row.bind(number)
    } else {
      code.withUnsafeBytes { row.bind(text: $0) }
    }
    row.bind(firstSeen)
    try row.execute()
    guard let irregularID else { return }
    bind(key, to: irregular)
    irregular.bind(irregularID)
    try irregular.execute()
  }

  private func bind(_ key: Key, to statement: PreparedStatement) {
    statement.bind(key.marketScope)
    statement.bind(key.sku)
    statement.bind(key.segment)
    statement.bind(Int64(key.ordinal))
  }
}
