import CatalogSchema
import Foundation

/// How old something is. A time that is still to come is no confirmation: a run wrote it while the clock was wrong.
enum Age {
  /// Whole seconds since a time, never negative; `nil` where the time lies ahead.
  static func seconds(since time: Date, at now: Date) -> Int? {
    let seconds = now.timeIntervalSince(time).rounded(.down)
    return seconds < -TimesAhead.tolerance ? nil : max(0, Int(seconds))
  }

  /// The same where an age must be told: that of what was never confirmed, counted from 1970.
  static func secondsOrOldest(since time: Date, at now: Date) -> Int {
    seconds(since: time, at: now) ?? Int(max(0, now.stamp))
  }
}
