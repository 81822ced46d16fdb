/// A stored value is not what its column holds: of another type, out of its range, or there where nothing leads to it.
///
/// It never leaves the store as it is: ``StoreFile/storeError(_:path:)`` makes it a ``StoreError``.
package struct DamagedValue: Error, Hashable {
  /// The column as the query names it, or `table.column`.
  package var column: String

  package init(column: String) { self.column = column }

  /// The number of a row as the store gives them out: from 1, in 31 bits. It becomes a place in sets and records.
  package static func checked(_ number: Int64, _ column: String) throws -> Int64 {
    guard (1...Int64(Int32.max)).contains(number) else { throw DamagedValue(column: column) }
    return number
  }
}
