package import CatalogModel

/// The columns of a price's content, in one order for reader and writer.
package enum PriceColumns {
  /// The columns of a table or its alias.
  package static func content(_ table: String) -> String {
    ["unit", "retail", "starts", "ends", "sale_ends", "is_trial"].map { "\(table).\($0)" }.joined(separator: ", ")
  }

  /// Reads the content from six columns.
  ///
  /// - Throws: ``DamagedValue``.
  package static func content(_ row: PreparedStatement, at column: Int32) throws -> PriceContent {
    func moment(_ column: Int32) throws -> Int64? { row.isNull(column) ? nil : try row.integer(column) }
    return PriceContent(
      unit: try amount(row, column), retail: try amount(row, column + 1), starts: try moment(column + 2),
      ends: try moment(column + 3), saleEnds: try moment(column + 4), isTrial: try row.integer(column + 5) != 0)
  }

  /// Binds the content to the next six parameters.
  package static func bind(_ content: PriceContent, to statement: PreparedStatement) {
    for amount in [content.unit, content.retail] {
      switch amount?.stored {
      case .scaled(let scaled): statement.bind(scaled)
      case .text(let text): statement.bind(text)
      case nil: statement.bindNull()
      }
    }
    statement.bind(content.starts)
    statement.bind(content.ends)
    statement.bind(content.saleEnds)
    statement.bind(content.isTrial)
  }

  private static func amount(_ row: PreparedStatement, _ column: Int32) throws -> PriceAmount? {
    if row.isNull(column) { return nil }
    if row.isInteger(column) {
      let scaled = try row.integer(column)
      guard scaled >= 0 else { throw row.damage(column) }
      return PriceAmount(stored: .scaled(scaled))
    }
    guard let amount = PriceAmount(try row.text(column)) else { throw row.damage(column) }
    return amount
  }
}
