/// When in a month catalogs change: time that runs fast on its first days and slowly after them.
///
/// Three quarters of the changes fall into the first four days. Over a month calendar time is as long as the month.
/// Source: price lists of new commerce are published at the turn of the month; shares as in the measured month.
struct ChangeCalendar: Sendable {
  static let fastDays = 4.0
  static let fastShare = 0.75

  /// Where the speed changes, in seconds since 1970; one more than there are speeds before the last.
  private var starts: [Double] = []
  private var speeds: [Double] = []
  /// Calendar days from the first start to each.
  private var days: [Double] = []
  /// The integral of these days over time, in square days.
  private var areas: [Double] = []

  /// - Parameters:
  ///   - start: the earliest time that will be asked about, in seconds since 1970.
  ///   - end: the latest; both may be overstepped, at the speed of the month at that end.
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

  /// Calendar days between two times; negative where they stand the other way round.
  func days(from start: Double, to end: Double) -> Double { sum(end).days - sum(start).days }

  /// Calendar days that have passed since the start, added up over the days until the end: what a rate has to be
  /// multiplied with for the time something is expected to have been stale.
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
    // Days to civil date, after Howard Hinnant's "chrono-compatible low-level date algorithms".
    let shifted = Int((time / 86_400).rounded(.down)) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month)
  }

  private static func start(ofYear year: Int, month: Int) -> Double {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Double(era * 146_097 + dayOfEra - 719_468) * 86_400
  }
}
