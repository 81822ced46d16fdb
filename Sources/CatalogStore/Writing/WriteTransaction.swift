import GRDB

/// What the writes of one transaction share: the numbers of names, each looked up once, and the search index, which is
/// written once at its end, in the transaction of the rows it stands for.
///
/// It goes with its transaction: what was rolled back is not remembered.
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
