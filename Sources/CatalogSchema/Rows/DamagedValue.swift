/// A stored value is invalid for its column: of another type, out of range, or unreferenced.
///
/// Never leaves the store as it is: ``StoreFile/storeError(_:path:)`` translates it to a ``StoreError``.
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
