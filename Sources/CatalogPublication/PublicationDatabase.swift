package import PostgresConnection

/// A connection to the database that holds the copies, with one transaction at a time. Its calls block.
package protocol PublicationDatabase: AnyObject {
  /// Runs one statement; the rows as text, NULL as an empty one.
  func execute(_ sql: String, _ parameters: [String?], columns: Int) throws -> [[String]]
  /// Runs a `COPY … FROM STDIN` with the bytes that the body gives.
  func copy(_ sql: String, _ body: (@escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws
}

extension PublicationDatabase {
  @discardableResult
  func execute(_ sql: String, _ parameters: [String?] = []) throws -> [[String]] {
    try execute(sql, parameters, columns: 0)
  }

  /// Runs statements in a transaction, which is rolled back where one fails.
  func transaction<Value>(_ body: () throws -> Value) throws -> Value {
    try execute("BEGIN")
    let value: Value
    do {
      value = try body()
    } catch {
      // A connection that broke has no transaction any more.
      _ = try? execute("ROLLBACK")
      throw error
    }
    try execute("COMMIT")
    return value
  }
}

extension PostgresConnection: PublicationDatabase {}
