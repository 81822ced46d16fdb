import CatalogModel
import CatalogSchema
import GRDB

/// Reads and writes the rows of prices.
struct StoredPoints {
  private let selection: PreparedStatement
  private let insertion: PreparedStatement
  private let deletion: PreparedStatement

  init(_ db: Database) throws {
    selection = try PreparedStatement(
      db,
      """
      SELECT ordinal, \(PriceColumns.content("price_point")), from_month, to_month, set_id
      FROM price_point WHERE offer_id = ? AND currency_id = ? ORDER BY ordinal
      """)
    insertion = try PreparedStatement(
      db,
      """
      INSERT OR REPLACE INTO price_point (offer_id, currency_id, ordinal, unit, retail, starts, ends, sale_ends, is_trial,
        from_month, to_month, set_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    deletion = try PreparedStatement(
      db, "DELETE FROM price_point WHERE offer_id = ? AND currency_id = ? AND ordinal = ?")
  }

  func read(offer: Int64, currency: Int64) throws -> [PricePoints.Point] {
    selection.bind(1, offer)
    selection.bind(2, currency)
    var points: [PricePoints.Point] = []
    while try selection.next() {
      points.append(
        PricePoints.Point(
          ordinal: try selection.integer(0), content: try PriceColumns.content(selection, at: 1),
          from: try selection.integer(7, in: 0..<1_000_000),
          to: selection.isNull(8) ? nil : try selection.integer(8, in: 0..<1_000_000), set: try selection.integer(9)))
    }
    return points
  }

  /// Writes the rows that are not as before, and deletes those that no market is left of.
  func replace(
    _ before: [PricePoints.Point], by points: [PricePoints.Point], offer: Int64, currency: Int64
  ) throws {
    let known = Set(before)
    var next = (before.compactMap(\.ordinal).max() ?? -1) + 1
    for point in points where !known.contains(point) {
      if point.set == PricePoints.none {
        guard let ordinal = point.ordinal else { continue }
        for number in [offer, currency, ordinal] { deletion.bind(number) }
        try deletion.execute()
        continue
      }
      for number in [offer, currency, point.ordinal ?? next] { insertion.bind(number) }
      if point.ordinal == nil { next += 1 }
      PriceColumns.bind(point.content, to: insertion)
      insertion.bind(Int64(point.from))
      insertion.bind(point.to.map(Int64.init))
      insertion.bind(point.set)
      try insertion.execute()
    }
  }
}
