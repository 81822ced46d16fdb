package import Foundation

/// A time as people write it: a duration before now, or ISO 8601.
package enum MomentArgument: Sendable, Hashable {
  case ago(DurationArgument)
  case at(Date)

  package init?(argument: String) {
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

  package func date(before now: Date) -> Date {
    switch self {
    case .ago(let duration): now.addingTimeInterval(-TimeInterval(duration.seconds))
    case .at(let date): date
    }
  }
}
