import CatalogModel
package import Foundation

/// Dates of price sheets, as seconds since 1970.
///
/// Forms: `2025-11-01T00:00:00.0000000Z`, `2025-11-01`, `2/1/2019 12:00:00 AM`, `2/1/2019 0:00`; all are UTC. Fractions
/// of seconds are left out.
package enum SheetDate {
  /// What a field says.
  enum Reading: Hashable {
    /// Nothing, or a year that stands for always or for no end: up to 1753, and 9999.
    case unbounded
    case moment(Int64)
  }

  /// Reads a text.
  ///
  /// - Returns: `nil` for anything that is no date; no date for one that stands for always or for no end.
  package static func date(_ text: String) -> Date?? {
    var text = text
    switch text.withUTF8({ read(UnsafeRawBufferPointer($0)) }) {
    case .moment(let moment): return .some(Date(timeIntervalSince1970: TimeInterval(moment)))
    case .unbounded: return .some(nil)
    case nil: return nil
    }
  }

  /// - Returns: `nil` for anything that is no date.
  static func read(_ bytes: UnsafeRawBufferPointer) -> Reading? {
    var scanner = Scanner(bytes: bytes)
    scanner.skipBlanks()
    if scanner.isAtEnd { return .unbounded }
    guard let first = scanner.number() else { return nil }
    let (year, month, day): (Int, Int, Int)
    if scanner.take("-") {
      guard let second = scanner.number(), scanner.take("-"), let third = scanner.number() else { return nil }
      (year, month, day) = (first, second, third)
    } else if scanner.take("/") {
      guard let second = scanner.number(), scanner.take("/"), let third = scanner.number() else { return nil }
      (year, month, day) = (third, first, second)
    } else {
      return nil
    }
    guard (1...9999).contains(year), let days = CivilDay.days(inMonth: month, of: year), (1...days).contains(day) else {
      return nil
    }
    guard let seconds = time(&scanner) else { return nil }
    if year <= 1753 || year == 9999 { return .unbounded }
    return .moment(Int64(CivilDay.day(year, month, day)) * 86_400 + Int64(seconds))
  }

  private static func time(_ scanner: inout Scanner) -> Int? {
    if scanner.isAtEnd { return 0 }
    guard scanner.take("T") || scanner.take(" ") else { return nil }
    scanner.skipBlanks()
    if scanner.isAtEnd { return 0 }
    guard var hour = scanner.number(), scanner.take(":"), let minute = scanner.number() else { return nil }
    var second = 0
    if scanner.take(":") {
      guard let number = scanner.number() else { return nil }
      second = number
      if scanner.take(".") { guard scanner.number() != nil else { return nil } }
    }
    scanner.skipBlanks()
    if scanner.take("A") {
      guard scanner.take("M"), (1...12).contains(hour) else { return nil }
      hour %= 12
    } else if scanner.take("P") {
      guard scanner.take("M"), (1...12).contains(hour) else { return nil }
      hour = hour % 12 + 12
    } else {
      _ = scanner.take("Z")
    }
    scanner.skipBlanks()
    guard scanner.isAtEnd, hour < 24, minute < 60, second < 60 else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  private struct Scanner {
    var bytes: UnsafeRawBufferPointer
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func skipBlanks() { while position < bytes.count, bytes[position] == 0x20 { position += 1 } }

    mutating func take(_ letter: Unicode.Scalar) -> Bool {
      guard position < bytes.count, bytes[position] == UInt8(truncatingIfNeeded: letter.value) else { return false }
      position += 1
      return true
    }

    /// At most nine digits.
    mutating func number() -> Int? {
      var (value, start) = (0, position)
      while position < bytes.count, (0x30...0x39).contains(bytes[position]), position - start < 9 {
        value = value * 10 + Int(bytes[position] - 0x30)
        position += 1
      }
      return position > start ? value : nil
    }
  }
}
