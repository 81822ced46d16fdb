import CatalogModel

/// Writes numbers as the service writes ids: digits and consonants without Y, most significant first.
enum CatalogIdentifier {
  /// The thirty characters of real ids. Origin: `catalog-statistics`, section "Ids".
  static let alphabet = ServiceDigits.all

  /// `text(5, length: 4)` is `0005`, `text(11, length: 4)` is `000C`.
  static func text(_ number: Int, length: Int) -> String {
    var rest = number
    var bytes = [UInt8](repeating: alphabet[0], count: length)
    for position in stride(from: length - 1, through: 0, by: -1) {
      bytes[position] = alphabet[rest % 30]
      rest /= 30
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The number encoded by a text; `nil` for other characters.
  static func number(_ text: some StringProtocol) -> Int? {
    var result = 0
    for byte in text.utf8 {
      guard let digit = alphabet.firstIndex(of: byte), result < 1 << 50 else { return nil }
      result = result * 30 + digit
    }
    return result
  }

  /// The number of texts of four characters: 30⁴.
  static let fours = 810_000

  /// Spreads numbers below ``fours`` over all of them without two meeting; ``gathered(_:)`` is the way back.
  static func scattered(_ number: Int) -> Int { (number * 354_247 + 271_828) % fours }

  static func gathered(_ number: Int) -> Int {
    ((number - 271_828 % fours + fours) % fours) * inverse % fours
  }

  /// The multiplicative inverse of 354247 modulo 30⁴.
  private static let inverse: Int = {
    var (old, new, factor, next) = (354_247, fours, 1, 0)
    while new != 0 {
      let quotient = old / new
      (old, new) = (new, old - quotient * new)
      (factor, next) = (next, factor - quotient * next)
    }
    return (factor % fours + fours) % fours
  }()

  /// A GUID made of a draw.
  static func guid(_ draw: SeededRandom) -> String {
    let high = draw.at(.identifier, 1).bits
    let low = draw.at(.identifier, 2).bits
    func hex(_ value: UInt64, _ digits: Int) -> String {
      let text = String(value & (digits == 16 ? .max : (1 << UInt64(digits * 4)) - 1), radix: 16)
      return String(repeating: "0", count: digits - text.count) + text
    }
    return [
      hex(high >> 32, 8), hex(high >> 16, 4), "4" + hex(high, 3), "9" + hex(low >> 48, 3), hex(low, 12),
    ].joined(separator: "-")
  }
}
