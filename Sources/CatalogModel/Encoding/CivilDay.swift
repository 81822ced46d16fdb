package import Foundation

/// Days of the Gregorian calendar in UTC, counted from 1970-01-01.
///
/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms".
package enum CivilDay {
  /// Seconds of a day; UTC as computers count it has no leap seconds.
  package static let seconds = 86_400

  /// The first and the last second of the years that are written with four digits, since 1970.
  package static let bounds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// The number of a date's day; that of a date beyond the bounds is theirs.
  package static func day(of date: Date) -> Int { wholeSeconds(date).quotient(by: seconds) }

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

  /// The day a number of months after another; the last of its month where it has no such day.
  package static func day(_ number: Int, addingMonths months: Int) -> Int {
    let (year, month, day) = date(ofDay: number)
    let index = year * 12 + month - 1 + months
    let newMonth = (index % 12 + 12) % 12 + 1
    let newYear = (index - newMonth + 1) / 12
    return self.day(newYear, newMonth, min(day, days(inMonth: newMonth, of: newYear) ?? day))
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

  /// The seconds since 1970, rounded down, within the bounds.
  package static func wholeSeconds(_ date: Date) -> Int {
    let time = date.timeIntervalSince1970
    return time.isNaN ? 0 : Int(min(max(time, Double(bounds.lowerBound)), Double(bounds.upperBound)).rounded(.down))
  }
}

extension Int {
  /// The quotient, rounded down.
  fileprivate func quotient(by divisor: Int) -> Int { self >= 0 ? self / divisor : (self - divisor + 1) / divisor }
}
