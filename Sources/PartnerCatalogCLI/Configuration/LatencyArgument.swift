import ArgumentParser
import CatalogJSON

extension DurationArgument: ExpressibleByArgument {
  /// The duration in the largest unit without a remainder: `2d`.
  package var defaultValueDescription: String { text }
}

extension MomentArgument: ExpressibleByArgument {}

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
