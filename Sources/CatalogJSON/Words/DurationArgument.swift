/// A duration as people write it: `90s`, `15m`, `24h`, `7d`.
package struct DurationArgument: Sendable, Hashable {
  package var seconds: Int

  package var duration: Duration { .seconds(seconds) }

  package init(seconds: Int) { self.seconds = seconds }

  /// The duration in the largest unit without a remainder: `2d`.
  package var text: String {
    let (size, unit) = [(86_400, "d"), (3600, "h"), (60, "m")].first { seconds % $0.0 == 0 } ?? (1, "s")
    return "\(seconds / size)\(unit)"
  }

  package init?(argument: String) {
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
