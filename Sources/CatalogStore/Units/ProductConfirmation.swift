import CatalogSchema
import GRDB

/// Confirms unchanged products, within the caller's transaction.
struct ProductConfirmation {
  private let statement: PreparedStatements
  private let touched: TouchedUnits

  init(db: Database) {
    statement = PreparedStatements(db)
    touched = TouchedUnits(statement)
  }

  /// - Returns: how many catalog items the unit holds.
  func write(marketScope: Int64, product: Int64, run: Int64, at now: Int64) throws -> Int {
    try Self.clearStaging(marketScope: marketScope, product: product, statement)
    let update = try statement(
      """
      UPDATE unit SET confirmed_at = ?3, run_id = ?4, unlisted_since = NULL, glanced_at = NULL, glances = 0, doubt = 0
      WHERE place_id = ?1 AND product_id = ?2
      """)
    for value in [marketScope, product, now, run] { update.bind(value) }
    try update.execute()
    try touched.note(marketScope: marketScope, product: product)
    let count = try statement(
      """
      SELECT count(*) FROM sku k CROSS JOIN availability a ON a.place_id = ? AND a.sku_id = k.id
      WHERE k.product_id = ?
      """)
    for value in [marketScope, product] { count.bind(value) }
    return Int(try count.number() ?? 0)
  }

  /// Deletes staged responses and delayed removals of a complete product; later delays are written after it.
  static func clearStaging(marketScope: Int64, product: Int64, _ statement: PreparedStatements) throws {
    let deletions = [
      try statement("DELETE FROM staged_answer WHERE place_id = ? AND product_id = ?"),
      try statement("DELETE FROM held_removal WHERE place_id = ? AND product_id = ?"),
    ]
    for deletion in deletions {
      for value in [marketScope, product] { deletion.bind(value) }
      try deletion.execute()
    }
  }
}
