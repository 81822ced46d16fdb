import CatalogModel
import GRDB

/// The stored form of an availability id.
///
/// Ids of one family have the same beginning and end in base 30: ten digits and twenty consonants. Of
/// `DZH318Z0BQ3Q:0001:DZH318Z0BPQN` the row holds the last id as the number `0BPQN` to the base 30, less 2²³, which
/// takes three or four bytes. An id that differs in length or beginning from its product's id, or has another ending,
/// is stored in full as text.
package enum AvailabilityCode {
  private static let digits = ServiceDigits.all

  /// The value of each character; `nil` for one that is not a digit of the service.
  private static let values: [Int64?] = {
    var values = [Int64?](repeating: nil, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = Int64(value) }
    return values
  }()

  /// The number of characters that the number encodes.
  private static let width = 5
  private static let base = Int64(digits.count)
  /// Half of the numbers that three bytes hold are negative.
  private static let offset: Int64 = 1 << 23

  /// The number of an id; `nil` where the id must be stored in full.
  package static func number(of id: [UInt8], product: [UInt8]) -> Int64? {
    let beginning = product.count - width
    guard id.count == product.count, beginning > 0, product.allSatisfy({ $0 < 0x80 }),
      id[..<beginning] == product[..<beginning]
    else { return nil }
    var number: Int64 = 0
    for character in id[beginning...] {
      guard let value = values[Int(character)] else { return nil }
      number = number * base + value
    }
    return number - offset
  }

  /// The id of a number.
  package static func whole(_ number: Int64, product: String) -> String {
    let beginning = product.utf8.prefix(max(0, product.utf8.count - width))
    // A number out of bounds, which nothing writes, makes some id or other.
    var rest = (number &+ offset).magnitude
    return String(unsafeUninitializedCapacity: beginning.count + width) { buffer in
      _ = buffer.update(from: beginning)
      for position in (beginning.count..<beginning.count + width).reversed() {
        buffer[position] = digits[Int(rest % UInt64(base))]
        rest /= UInt64(base)
      }
      return beginning.count + width
    }
  }

  /// The id, of columns with the stored form and the product's id.
  package static func whole(_ code: String = "a.code", product: String = "p.code") -> String {
    let alphabet = String(decoding: digits, as: UTF8.self)
    let end = (0..<width).reversed().map { marketScope in
      let unit = (0..<marketScope).reduce(1) { unit, _ in unit * digits.count }
      return "substr('\(alphabet)', (\(code) + \(offset)) / \(unit) % \(base) + 1, 1)"
    }
    return """
      CASE typeof(\(code)) WHEN 'integer' THEN substr(\(product), 1, length(\(product)) - \(width))
            || \(end.joined(separator: "\n      || "))
          ELSE \(code) END
      """
  }

  /// The number of an id, regardless of its product; `nil` where there is none.
  package static func number(of id: String) -> Int64? {
    let bytes = Array(id.utf8)
    return number(of: bytes, product: bytes)
  }
}

extension PreparedStatement {
  /// The full id of an availability, from the column with its stored form.
  package func availabilityCode(_ column: Int32, product: String) throws -> String {
    isInteger(column) ? AvailabilityCode.whole(try integer(column), product: product) : try text(column)
  }
}
