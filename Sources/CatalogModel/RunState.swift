/// The state of a sync run, or how it ended.
public enum RunState: String, Sendable, Codable, CaseIterable {
  /// It is under way.
  case running
  /// Everything that it had to read was read.
  case complete
  /// Something was not read; the rest was, and is kept.
  case partial
  /// It ended at an error; what was read before is kept.
  case failed
  /// The process ended without recording a result; the next run records this one.
  case interrupted
}
