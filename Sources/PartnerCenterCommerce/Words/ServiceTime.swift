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
      let day = digits.number(2), year > 1, (1...12).contains(month), (1...days(in: month, of: year)).contains(day)
    else { return nil }
    var seconds = Double(daysSince1970(year, month, day)) * 86_400
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
      let year = numbers[2], (1900...9999).contains(year), (1...12).contains(month),
      (1...days(in: month, of: year)).contains(day)
    else { return nil }
    var seconds = Double(daysSince1970(year, month, day)) * 86_400
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

  /// The form of requests: `2022-02-19T00:00:00Z`.
  package static func text(_ date: Date) -> String {
    let day = self.day(of: date)
    let (year, month, dayOfMonth) = civil(day)
    guard (0...9999).contains(year) else { return self.day(date) + "T00:00:00Z" }
    let rest = Int(date.timeIntervalSince1970.rounded(.down)) - day * secondsOfDay
    return String(unsafeUninitializedCapacity: 20) { bytes in
      write(year, month, dayOfMonth, into: bytes)
      bytes[10] = UInt8(ascii: "T")
      write(rest / 3600, 2, at: 11, into: bytes)
      bytes[13] = UInt8(ascii: ":")
      write(rest / 60 % 60, 2, at: 14, into: bytes)
      bytes[16] = UInt8(ascii: ":")
      write(rest % 60, 2, at: 17, into: bytes)
      bytes[19] = UInt8(ascii: "Z")
      return 20
    }
  }

  /// The day of a date in UTC: `2022-02-19`.
  package static func day(_ date: Date) -> String {
    let (year, month, day) = civil(day(of: date))
    guard (0...9999).contains(year) else { return "\(year)-\(month)-\(day)" }
    return String(unsafeUninitializedCapacity: 10) { bytes in
      write(year, month, day, into: bytes)
      return 10
    }
  }

  private static func write(_ year: Int, _ month: Int, _ day: Int, into bytes: UnsafeMutableBufferPointer<UInt8>) {
    write(year, 4, at: 0, into: bytes)
    bytes[4] = UInt8(ascii: "-")
    write(month, 2, at: 5, into: bytes)
    bytes[7] = UInt8(ascii: "-")
    write(day, 2, at: 8, into: bytes)
  }

  private static func write(
    _ number: Int, _ digits: Int, at place: Int, into bytes: UnsafeMutableBufferPointer<UInt8>
  ) {
    var number = number
    for digit in (place..<place + digits).reversed() {
      bytes[digit] = UInt8(ascii: "0") + UInt8(number % 10)
      number /= 10
    }
  }

  // MARK: - Days

  /// The days between 1970 and a date, in UTC; those of a date beyond the calendar are the bound of it.
  package static func day(of date: Date) -> Int {
    Int((min(max(date.timeIntervalSince1970, -6e10), 3e11) / Double(secondsOfDay)).rounded(.down))
  }

  /// The day a number of months after another; the last of its month where it has no such day.
  package static func day(_ day: Int, addingMonths months: Int) -> Int {
    let (year, month, dayOfMonth) = civil(day)
    let number = year * 12 + month - 1 + months
    let (newYear, newMonth) = (Int((Double(number) / 12).rounded(.down)), (number % 12 + 12) % 12 + 1)
    return daysSince1970(newYear, newMonth, min(dayOfMonth, days(in: newMonth, of: newYear)))
  }

  private static let secondsOfDay = 86_400

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days of the Gregorian calendar, years beginning in March.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Year, month and day of the days since 1970.
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let days = days + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
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
