package import GRDB

/// The prepared statements of a connection, found by the address of their literal: no text is compared.
package final class PreparedStatements {
  private let db: Database
  private var statements: [UnsafePointer<UInt8>: PreparedStatement] = [:]

  package init(_ db: Database) { self.db = db }

  package func callAsFunction(_ sql: StaticString) throws -> PreparedStatement {
    if let statement = statements[sql.utf8Start] { return statement }
    let statement = try PreparedStatement(db, sql.description)
    statements[sql.utf8Start] = statement
    return statement
  }

  package func execute(_ sql: StaticString, _ values: Int64...) throws {
    let statement = try self(sql)
    for value in values { statement.bind(value) }
    try statement.execute()
  }
}
