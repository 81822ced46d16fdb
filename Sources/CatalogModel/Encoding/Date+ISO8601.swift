package import Foundation

extension Date {
  /// ISO 8601, UTC, whole seconds: `2026-01-31T09:05:00Z`.
  package var iso8601Text: String { formatted(.iso8601) }
}
