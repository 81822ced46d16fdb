import Foundation
import GRDB

/// How the id of an availability stands in its row.
///
/// Ids of one family begin alike: of `DZH318Z0BQ3Q:0001:DZH318Z0BPQN` the row of the last one holds `BPQN` as a blob. What
/// is not as long as its product's id, or does not begin as that, is held whole, as text.
package enum AvailabilityCode {
  /// How much both must have in common, the longer first.
  private static let shared = [8, 7]

  /// The stored form.
  static func stored(_ id: String, product: String) -> DatabaseValue {
    tail(of: Array(id.utf8), product: Array(product.utf8)).map { Data($0).databaseValue } ?? id.databaseValue
  }

  /// The end of an id that need not be told whole; `nil` where it must.
  static func tail(of id: [UInt8], product: [UInt8]) -> ArraySlice<UInt8>? {
    guard id.count == product.count else { return nil }
    var (common, isASCII) = (0, true)
    for position in id.indices {
      if id[position] | product[position] >= 0x80 { isASCII = false }
      if common == position, id[position] == product[position] { common += 1 }
    }
    guard isASCII, let count = shared.first(where: { $0 <= common && $0 < id.count }) else { return nil }
    return id[count...]
  }

  /// The id of a stored form that is the end of it.
  package static func whole(tail: UnsafeRawBufferPointer, product: String) -> String {
    let beginning = product.utf8.prefix(max(0, product.utf8.count - tail.count))
    return String(unsafeUninitializedCapacity: beginning.count + tail.count) { buffer in
      let (_, end) = buffer.update(from: beginning)
      let rest = UnsafeMutableBufferPointer(rebasing: buffer[end...])
      _ = rest.update(from: tail)
      return beginning.count + tail.count
    }
  }

  /// The id, of columns with the stored form and the product's id.
  package static func whole(_ code: String = "a.code", product: String = "p.code") -> String {
    """
    CASE typeof(\(code)) WHEN 'blob' THEN substr(\(product), 1, length(\(product)) - length(\(code))) || CAST(\(code) AS TEXT) \
    ELSE \(code) END
    """
  }

  /// The forms, with commas between, in which an id given by an expression may be stored, whatever its product.
  package static func possible(_ id: String) -> String {
    ([id] + shared.map { "CAST(substr(\(id), \($0 + 1)) AS BLOB)" }).joined(separator: ", ")
  }

  /// The stored form, of columns with both ids.
  static func shortened(_ code: String, product: String) -> String {
    let isASCII = [code, product].map { "length(\($0)) = length(CAST(\($0) AS BLOB))" }.joined(separator: " AND ")
    let cases = shared.map { count in
      "WHEN substr(\(code), 1, \(count)) = substr(\(product), 1, \(count)) AND length(\(code)) > \(count) "
        + "THEN CAST(substr(\(code), \(count + 1)) AS BLOB)"
    }
    return """
      CASE WHEN length(\(code)) = length(\(product)) AND \(isASCII) THEN
        CASE \(cases.joined(separator: " ")) ELSE \(code) END
      ELSE \(code) END
      """
  }
}
