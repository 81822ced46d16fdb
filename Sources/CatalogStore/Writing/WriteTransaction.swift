import GRDB

/// State shared by the writes of one transaction: the row ids of identifiers, each looked up once, and the search
/// index, which is written once at the end, in the transaction of its source rows.
///
/// It ends with its transaction, so rolled back state is not remembered.
final class WriteTransaction {
  let db: Database
  private var unitWriter: ProductWriter?

  init(_ db: Database) { self.db = db }

  /// Replaces units.
  var units: ProductWriter {
    if let unitWriter { return unitWriter }
    let writer = ProductWriter(db: db)
    unitWriter = writer
    return writer
  }

  /// Writes what was collected; nothing comes after it.
  func end() throws { try unitWriter?.end() }
}
