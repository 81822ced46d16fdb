/// How a run stands, or how it ended.
public enum RunState: String, Sendable, Codable {
  case running, complete, partial, failed
  /// The process ended without a word; the next run says so in its place.
  case interrupted
}

/// What a run was asked to read, as far as going on with it depends on it.
public struct RunRequest: Codable, Sendable, Hashable {
  /// Market codes, sorted.
  public var markets: [String]
  /// View names, sorted.
  public var views: [String]

  public init(markets: [String], views: [String]) {
    self.markets = markets.sorted()
    self.views = views.sorted()
  }
}
