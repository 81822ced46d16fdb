import CatalogSchema

/// Notes the units that a transaction writes, for the publications that copy them elsewhere.
///
/// A catalog without a publication notes nothing.
final class TouchedUnits {
  private let statement: PreparedStatements
  private var isWanted: Bool?

  init(_ statement: PreparedStatements) { self.statement = statement }

  /// Notes a product in a market scope, within the caller's transaction.
  func note(marketScope: Int64, product: Int64) throws {
    let isWanted = try self.isWanted ?? (statement("SELECT 1 FROM publication LIMIT 1").number() != nil)
    self.isWanted = isWanted
    guard isWanted else { return }
    try statement.execute("INSERT INTO touched_unit (place_id, product_id) VALUES (?, ?)", marketScope, product)
  }
}
