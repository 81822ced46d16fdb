import ArgumentParser
import Foundation

/// A duration on the command line: `90s`, `15m`, `24h`, `7d`.
struct DurationArgument: ExpressibleByArgument, Sendable, Hashable {
  var seconds: Int

  var duration: Duration { .seconds(seconds) }

  init(seconds: Int) { self.seconds = seconds }

  /// The duration in the largest unit without a remainder: `2d`.
  var defaultValueDescription: String {
    let (size, unit) = [(86_400, "d"), (3600, "h"), (60, "m")].first { seconds % $0.0 == 0 } ?? (1, "s")
    return "\(seconds / size)\(unit)"
  }

  init?(argument: String) {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let last = argument.last, let unit = units[last] else { return nil }
    let digits = argument.dropLast()
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(digits) else { return nil }
    let (seconds, overflows) = count.multipliedReportingOverflow(by: unit)
    // A thousand years: more is a typing error, and dates have a limit.
    guard !overflows, seconds <= 31_557_600_000 else { return nil }
    self.seconds = seconds
  }
}

/// A short duration on the command line: `200ms`, or as a ``DurationArgument``.
struct LatencyArgument: ExpressibleByArgument, Sendable, Hashable {
  var duration: Duration

  init?(argument: String) {
    if argument.hasSuffix("ms"), let count = UInt32(argument.dropLast(2)) {
      duration = .milliseconds(Int64(count))
    } else if let whole = DurationArgument(argument: argument) {
      duration = whole.duration
    } else {
      return nil
    }
  }
}

/// A time on the command line: a duration before now, or ISO 8601.
enum MomentArgument: ExpressibleByArgument, Sendable, Hashable {
  case ago(DurationArgument)
  case at(Date)

  init?(argument: String) {
    if let duration = DurationArgument(argument: argument) {
      self = .ago(duration)
      return
    }
    let styles: [Date.ISO8601FormatStyle] = [
      .iso8601, .init(includingFractionalSeconds: true), Date.ISO8601FormatStyle().year().month().day(),
    ]
    guard let date = styles.lazy.compactMap({ try? $0.parse(argument) }).first else { return nil }
    self = .at(date)
  }

  func date(before now: Date) -> Date {
    switch self {
    case .ago(let duration): now.addingTimeInterval(-TimeInterval(duration.seconds))
    case .at(let date): date
    }
  }
}
