import CatalogModel
import Foundation

/// Distribution of catalog changes over a month, as a time scale whose days have equal numbers of expected changes.
///
/// Three quarters of the changes fall into the first four days of a month. A month has as many calendar days as days.
/// Source: price lists of new commerce are published at the turn of the month; shares of the measured month.
struct ChangeCalendar: Sendable {
  static let fastDays = 4.0
  static let fastShare = 0.75

  /// Times at which the speed changes, in seconds since 1970.
  private var starts: [Double] = []
  /// Calendar days per day from each start.
  private var speeds: [Double] = []
  /// Calendar days from the first start to each start.
  private var days: [Double] = []
  /// The integral of these days over time, in square days.
  private var areas: [Double] = []

  /// - Parameters:
  ///   - start: the earliest time of interest, in seconds since 1970.
  ///   - end: the latest time of interest. Times outside get the speed of the month at that end.
  init(from start: Double, to end: Double) {
    var (year, month) = Self.month(of: start)
    var (sum, area) = (0.0, 0.0)
    var begin = Self.start(ofYear: year, month: month)
    repeat {
      let (nextYear, nextMonth) = month == 12 ? (year + 1, 1) : (year, month + 1)
      let next = Self.start(ofYear: nextYear, month: nextMonth)
      let length = (next - begin) / 86_400
      for (first, last, share) in [
        (0.0, Self.fastDays, Self.fastShare), (Self.fastDays, length, 1 - Self.fastShare),
      ] {
        let speed = length * share / (last - first)
        starts.append(begin + first * 86_400)
        speeds.append(speed)
        days.append(sum)
        areas.append(area)
        area += sum * (last - first) + speed * (last - first) * (last - first) / 2
        sum += length * share
      }
      (year, month, begin) = (nextYear, nextMonth, next)
    } while begin <= end
  }

  /// Calendar days between two times; negative if the end is before the start.
  func days(from start: Double, to end: Double) -> Double { sum(end).days - sum(start).days }

  /// The integral of the calendar days since the start over the days until the end.
  ///
  /// Multiplied by a rate of change, it is the expected time for which an item has been stale.
  func staleness(from start: Double, to end: Double) -> Double {
    let (before, after) = (sum(start), sum(end))
    return after.area - before.area - before.days * (end - start) / 86_400
  }

  private func sum(_ time: Double) -> (days: Double, area: Double) {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= time { low = middle } else { high = middle }
    }
    let passed = (time - starts[low]) / 86_400
    return (days[low] + speeds[low] * passed, areas[low] + days[low] * passed + speeds[low] * passed * passed / 2)
  }

  private static func month(of time: Double) -> (year: Int, month: Int) {
    let date = CivilDay.date(ofDay: CivilDay.day(of: Date(timeIntervalSince1970: time)))
    return (date.year, date.month)
  }

  private static func start(ofYear year: Int, month: Int) -> Double {
    Double(CivilDay.day(year, month, 1) * CivilDay.seconds)
  }
}
