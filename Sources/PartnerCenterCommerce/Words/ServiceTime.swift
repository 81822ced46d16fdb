import CatalogModel
package import Foundation

/// Points in time as carts, orders, entitlements and audit records write them.
///
/// | form | example |
/// |---|---|
/// | UTC, up to seven digits of fraction | `2018-03-15T17:15:02.3840528Z` |
/// | another zone | `2018-03-06T17:37:05.253-08:00`, `2019-01-16T00:48:44.76+00:00` |
/// | no zone: UTC | `2019-08-26T00:00:00` |
/// | a day alone: its beginning in UTC | `2022-02-19` |
/// | misprints | `2023-05-18TT21:22:26.7034834Z`, `2015-11-25T06: 41: 12Z` |
/// | not set | `0001-01-01T00:00:00` |
///
/// Source: reference bodies of the documentation; "Get all of a customer's orders" has the first two in one body.
package enum ServiceTime {
  /// - Returns: `nil` for "not set", and for a text in none of the forms: no resource is lost by a date.
  package static func date(_ text: String?) -> Date? {
    guard var text else { return nil }
    if text.utf8.contains(0x20) { text.removeAll { $0 == " " } }
    return text.withUTF8 { date($0) }
  }

  /// The same of the bytes of a text without blanks.
  package static func date(_ bytes: UnsafeBufferPointer<UInt8>) -> Date? {
    var digits = Digits(bytes)
    guard let year = digits.number(4), digits.take("-"), let month = digits.number(2), digits.take("-"),
      let day = digits.number(2), year > 1, let days = CivilDay.days(inMonth: month, of: year), (1...days).contains(day)
    else { return nil }
    var seconds = Double(CivilDay.day(year, month, day) * CivilDay.seconds)
    if digits.isAtEnd { return Date(timeIntervalSince1970: seconds) }
    guard digits.take("T") else { return nil }
    _ = digits.take("T")
    guard let hour = digits.number(2), digits.take(":"), let minute = digits.number(2), digits.take(":"),
      let second = digits.number(2), hour < 24, minute < 60, second <= 60
    else { return nil }
    seconds += Double(hour * 3600 + minute * 60 + second)
    if digits.take(".") {
      guard let fraction = digits.fraction() else { return nil }
      seconds += fraction
    }
    guard let offset = digits.zone(), digits.isAtEnd else { return nil }
    return Date(timeIntervalSince1970: seconds - Double(offset))
  }

  /// The form of downloaded files, in UTC: `8/14/2023 6:09:28 PM`, `8/14/2023`, `8/14/2023 18:09`.
  ///
  /// - Returns: `nil` for a text in another form.
  package static func americanDate(_ text: String) -> Date? {
    let parts = text.split(separator: " ")
    let numbers = (parts.first ?? "").split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...3).contains(parts.count), numbers.count == 3, let month = numbers[0], let day = numbers[1],
      let year = numbers[2], (1900...9999).contains(year), let days = CivilDay.days(inMonth: month, of: year),
      (1...days).contains(day)
    else { return nil }
    var seconds = Double(CivilDay.day(year, month, day) * CivilDay.seconds)
    guard parts.count > 1 else { return Date(timeIntervalSince1970: seconds) }
    let time = parts[1].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
    guard (2...3).contains(time.count), time[1...].allSatisfy({ (0...59).contains($0) }) else { return nil }
    var hour = time[0]
    if parts.count == 3 {
      guard (1...12).contains(hour), ["AM", "PM"].contains(parts[2].uppercased()) else { return nil }
      hour = hour % 12 + (parts[2].uppercased() == "PM" ? 12 : 0)
    }
    guard (0...23).contains(hour) else { return nil }
    seconds += Double(hour * 3600 + time[1] * 60 + (time.count == 3 ? time[2] : 0))
    return Date(timeIntervalSince1970: seconds)
  }
}

/// Takes a date apart from its beginning.
private struct Digits {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  private var first: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard first == UInt8(ascii: letter) else { return false }
    position += 1
    return true
  }

  /// Exactly that many digits.
  mutating func number(_ count: Int) -> Int? {
    var number = 0
    for _ in 0..<count {
      guard let byte = first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
      position += 1
    }
    return number
  }

  /// The digits after the point; beyond nine they are passed.
  mutating func fraction() -> Double? {
    var (value, unit, count) = (0.0, 0.1, 0)
    while let digit = number(1) {
      if count < 9 { value += Double(digit) * unit }
      unit /= 10
      count += 1
    }
    return count > 0 ? value : nil
  }

  /// Seconds ahead of UTC; 0 where there is no zone.
  mutating func zone() -> Int? {
    if isAtEnd || take("Z") || take("z") { return 0 }
    let isWest = take("-")
    guard isWest || take("+"), let hours = number(2) else { return nil }
    _ = take(":")
    guard let minutes = isAtEnd ? 0 : number(2), hours < 24, minutes < 60 else { return nil }
    return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
