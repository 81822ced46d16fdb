import CatalogModel
import Foundation
import SeededRandom
import Testing

@Suite("A day of the calendar in UTC")
struct CivilDayTests {
  @Test(
    "is written in ISO 8601, with the time in whole seconds or alone",
    arguments: [
      (1_645_228_800.0, "2022-02-19T00:00:00Z", "2022-02-19"),
      (1_709_251_199.9, "2024-02-29T23:59:59Z", "2024-02-29"),
      (-3600, "1969-12-31T23:00:00Z", "1969-12-31"),
      (-0.5, "1969-12-31T23:59:59Z", "1969-12-31"),
      (-62_135_596_800, "0001-01-01T00:00:00Z", "0001-01-01"),
      (253_402_300_799, "9999-12-31T23:59:59Z", "9999-12-31"),
    ])
  func text(seconds: Double, text: String, day: String) {
    let date = Date(timeIntervalSince1970: seconds)
    #expect(date.iso8601Text == text)
    #expect(date.iso8601Day == day)
  }

  @Test("is written as Foundation writes it, and read as the same second")
  func foundation() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<5_000 {
      let date = Date(timeIntervalSince1970: Double(Int.random(in: -10_000_000_000...250_000_000_000, using: &random)))
      #expect(date.iso8601Text == date.formatted(.iso8601))
      #expect(date.iso8601Day == date.formatted(.iso8601.year().month().day()))
      #expect(try Date(date.iso8601Text, strategy: .iso8601) == date)
    }
  }

  @Test("has the number that its date has, through four centuries and the years around them")
  func numbers() {
    var (year, month, day) = (1899, 1, 1)
    for number in CivilDay.day(1899, 1, 1)...CivilDay.day(2301, 12, 31) {
      #expect(CivilDay.date(ofDay: number) == (year, month, day))
      #expect(CivilDay.day(year, month, day) == number)
      day += 1
      if day > CivilDay.days(inMonth: month, of: year) ?? 0 { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
  }

  @Test(
    "moves by months to the same day, or to the last one of a shorter month",
    arguments: [
      ((2026, 1, 31), 1, (2026, 2, 28)), ((2024, 1, 31), 1, (2024, 2, 29)), ((2026, 12, 15), 1, (2027, 1, 15)),
      ((2026, 1, 15), -1, (2025, 12, 15)), ((2026, 3, 31), -13, (2025, 2, 28)), ((2024, 2, 29), 36, (2027, 2, 28)),
    ])
  func months(start: (Int, Int, Int), months: Int, end: (Int, Int, Int)) {
    let moved = CivilDay.day(CivilDay.day(start.0, start.1, start.2), addingMonths: months)
    #expect(CivilDay.date(ofDay: moved) == end)
  }

  @Test("of a time beyond the calendar is that of its bound, and no number is no time")
  func bounds() {
    for seconds in [Double.infinity, -.infinity, .nan, 1e300, -1e300] {
      let date = Date(timeIntervalSince1970: seconds)
      #expect(!date.iso8601Text.isEmpty)
      #expect(CivilDay.date(ofDay: CivilDay.day(of: date)).month > 0)
    }
  }
}
