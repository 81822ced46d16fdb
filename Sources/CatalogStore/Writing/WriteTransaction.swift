import GRDB

/// State shared by the writes of one transaction: the row ids of identifiers, each looked up once, and the search
/// index, which is written once at the end, in the transaction of its source rows.
///
/// It ends with its transaction, so rolled back state is not remembered.
final class WriteTransaction {
  let db: Database
  private let changesBefore: Int
  private var unitWriter: ProductWriter?

  init(_ db: Database) {
    self.db = db
    changesBefore = db.totalChangesCount
  }

  /// Writes product snapshots.
  var units: ProductWriter {
    if let unitWriter { return unitWriter }
    let writer = ProductWriter(db: db)
    unitWriter = writer
    return writer
  }

  /// Writes the collected rows and counts the version of the data, as the last write of the transaction.
  func end() throws {
    try unitWriter?.end()
    guard db.totalChangesCount != changesBefore else { return }
    try db.cachedStatement(sql: "UPDATE setting SET value = value + 1 WHERE key = 'version'").execute()
  }
}
