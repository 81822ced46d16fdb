import CatalogSchema
import Foundation

/// Ages of confirmations. A future time confirms nothing: a run wrote it while the clock was wrong.
enum Age {
  /// Whole seconds since a time, never negative; `nil` for a future time.
  static func seconds(since time: Date, at now: Date) -> Int? {
    let seconds = now.timeIntervalSince(time).rounded(.down)
    return seconds < -TimesAhead.tolerance ? nil : max(0, Int(seconds))
  }

  /// The same as a required value: never confirmed means since 1970.
  static func secondsOrOldest(since time: Date, at now: Date) -> Int {
    seconds(since: time, at: now) ?? Int(max(0, now.stamp))
  }
}
