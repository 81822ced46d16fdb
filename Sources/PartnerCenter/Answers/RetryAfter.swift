package import Foundation

/// How long the service asks to wait.
enum RetryAfter {
  /// Nothing longer than a day is believed.
  static let longest = 86_400.0

  /// The header `Retry-After`; a date is measured against the answer's own `Date`, so that a wrong clock here is none.
  static func read(_ headers: Headers, now: Date) -> Duration? {
    headers["Retry-After"].flatMap { value in
      parse(value, now: headers["Date"].flatMap(HTTPDate.parse) ?? now)
    }
  }

  /// - Returns: `nil` where the value is neither a number of seconds nor an HTTP date; zero for a date gone by.
  static func parse(_ value: String, now: Date) -> Duration? {
    let text = value.prefix { $0 != "," }.trimmingCharacters(in: .whitespaces)
    if let seconds = Double(text), seconds.isFinite { return .seconds(bounded(seconds)) }
    return HTTPDate.parse(value).map { .seconds(bounded($0.timeIntervalSince(now))) }
  }

  /// `Rate limit is exceeded. Try again in 57 seconds.` → 57 s.
  static func words(_ text: String) -> Duration? {
    guard let range = text.range(of: "in [0-9]{1,6} second", options: .regularExpression) else { return nil }
    return text[range].split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { .seconds(bounded($0)) }
  }

  private static func bounded(_ seconds: Double) -> Double { min(max(seconds, 0), longest) }
}

/// Reads the three forms of a date in HTTP.
///
/// Source: RFC 9110, section 5.6.7.
package enum HTTPDate {
  /// - Returns: `nil` where the text is in none of the three.
  package static func parse(_ value: String) -> Date? {
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
}
