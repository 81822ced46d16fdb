import CatalogModel
import Foundation

/// The wait that a response asks for.
enum RetryAfter {
  /// The longest wait taken from a response, in seconds: a day.
  static let longest = 86_400.0

  /// The header `Retry-After`. A date counts from the response's own `Date`, so that a wrong clock here does not
  /// matter.
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
