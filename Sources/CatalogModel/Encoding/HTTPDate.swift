package import Foundation

/// Dates in HTTP: reads their three forms, writes the first.
///
/// Source: RFC 9110, section 5.6.7.
package enum HTTPDate {
  /// - Returns: `nil` for a text in none of the three forms.
  package static func parse(_ value: String) -> Date? {
    if let date = usual(value) { return date }
    let text = value.trimmingCharacters(in: .whitespaces)
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    for format in ["EEE, dd MMM yyyy HH:mm:ss zzz", "EEEE, dd-MMM-yy HH:mm:ss zzz", "EEE MMM d HH:mm:ss yyyy"] {
      formatter.dateFormat = format
      if let date = formatter.date(from: text) { return date }
    }
    return nil
  }

  /// The preferred form; `nil` for any other form, and for an impossible date.
  private static func usual(_ value: String) -> Date? {
    let bytes = Array(value.utf8)
    guard bytes.count == 29, value.hasSuffix(" GMT") else { return nil }
    func number(_ range: Range<Int>) -> Int? { Int(String(decoding: bytes[range], as: UTF8.self)) }
    let month = months.firstIndex(of: String(decoding: bytes[8..<11], as: UTF8.self))
    guard let day = number(5..<7), let month, let year = number(12..<16), let hour = number(17..<19),
      let minute = number(20..<22), let second = number(23..<25), (1...31).contains(day), (1...9999).contains(year),
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    // Days since 1 March of the year 0, in which leap days come last.
    let (m, y) = ((month + 10) % 12, month < 2 ? year - 1 : year)
    let days = 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1 - 719_468
    return Date(timeIntervalSince1970: Double(((days * 24 + hour) * 60 + minute) * 60 + second))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sun, 06 Nov 1994 08:49:37 GMT`.
  package static func text(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
    let day = days[((parts.weekday ?? 1) - 1) % 7]
    let month = months[((parts.month ?? 1) - 1) % 12]
    return
      "\(day), \(two(parts.day)) \(month) \(parts.year ?? 1970) \(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) GMT"
  }
}
