public import Foundation

/// The month of a price sheet, in UTC.
///
/// Shape: `202611`. Source: "Get a price sheet", parameter `month`.
public struct SheetMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Year × 100 + month: 202611.
  public let number: Int

  /// - Returns: `nil` unless the number is a month of the years 2000 to 9998.
  public init?(_ number: Int) {
    guard (200_001...999_812).contains(number), (1...12).contains(number % 100) else { return nil }
    self.number = number
  }

  /// Reads six digits.
  ///
  /// - Returns: `nil` for any other text.
  public init?(parsing text: String) {
    guard text.utf8.count == 6, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else {
      return nil
    }
    self.init(number)
  }

  /// The month of a moment.
  public init(of date: Date) {
    let seconds = date.timeIntervalSince1970
    let day = Int((seconds / 86_400).rounded(.down))
    let (year, month, _) = CivilDay.date(ofDay: day)
    number = min(max(year, 2000), 9998) * 100 + month
  }

  /// Its first moment.
  public var start: Date {
    Date(timeIntervalSince1970: TimeInterval(CivilDay.day(number / 100, number % 100, 1) * 86_400))
  }

  /// The month after it.
  public var next: SheetMonth { SheetMonth(number % 100 == 12 ? number + 89 : number + 1) ?? self }

  /// Six digits.
  public var description: String { String(number) }

  /// Earlier months come first.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

extension SheetMonth: Codable {
  /// Reads a string of six digits.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let month = SheetMonth(parsing: text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a month"))
    }
    self = month
  }

  /// Writes a string of six digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Days of the Gregorian calendar, counted from 1970-01-01.
package enum CivilDay {
  /// The number of a day; months and days need not be in range.
  package static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The date of a day.
  package static func date(ofDay number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// How many days a month has; `nil` for no month.
  package static func days(inMonth month: Int, of year: Int) -> Int? {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1, 3, 5, 7, 8, 10, 12: 31
    default: nil
    }
  }
}
