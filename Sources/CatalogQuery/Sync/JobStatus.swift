import CatalogModel
public import Foundation

/// The last result of a command that reads the service, and the sums over all its runs.
///
/// Runs whose process ended without recording a result do not count.
public struct JobStatus: Sendable, Hashable {
  /// `sync` or `customers sync`.
  public var command: String
  /// When the last run began.
  public var startedAt: Date
  /// When the last run ended.
  public var finishedAt: Date
  /// How the last run ended; never `running`.
  public var state: RunState
  /// The exit code of the command's documentation.
  public var exitCode: Int
  /// The stable word of the error that ended it, such as `signIn`; `nil` for none.
  public var errorCode: String?
  /// Requests that the last run sent, repetitions included.
  public var requests: Int
  /// Requests of the last run that were repetitions.
  public var retries: Int
  /// Requests of the last run that the service answered with 429.
  public var throttled: Int
  /// The end of the last run with exit code 0; `nil` for none.
  public var succeededAt: Date?
  /// Sums over all runs of the command, the last included.
  public var totals: Totals

  /// Sums over all runs of the command.
  public struct Totals: Sendable, Hashable, Codable {
    /// Runs by exit code.
    public var runs: [Int: Int]
    /// Requests sent, repetitions included.
    public var requests: Int
    /// Requests that were repetitions.
    public var retries: Int
    /// Requests that the service answered with 429.
    public var throttled: Int
  }
}

extension JobStatus: Codable {
  enum CodingKeys: String, CodingKey {
    case command, startedAt, finishedAt, state, exitCode, error, requests, retries, throttled, succeededAt, totals
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    command = try container.decode(String.self, forKey: .command)
    startedAt = try container.time(forKey: .startedAt)
    finishedAt = try container.time(forKey: .finishedAt)
    state = try container.decode(RunState.self, forKey: .state)
    exitCode = try container.decode(Int.self, forKey: .exitCode)
    requests = try container.decode(Int.self, forKey: .requests)
    retries = try container.decode(Int.self, forKey: .retries)
    throttled = try container.decode(Int.self, forKey: .throttled)
    succeededAt = try container.timeIfPresent(forKey: .succeededAt)
    errorCode = try container.decodeIfPresent(String.self, forKey: .error)
    totals = try container.decode(Totals.self, forKey: .totals)
  }

  /// Writes how the last run ended, when one last succeeded, and the sums over all runs.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(command, forKey: .command)
    try container.encode(startedAt.iso8601Text, forKey: .startedAt)
    try container.encode(finishedAt.iso8601Text, forKey: .finishedAt)
    try container.encode(state, forKey: .state)
    try container.encode(exitCode, forKey: .exitCode)
    try container.encode(errorCode, forKey: .error)
    try container.encode(requests, forKey: .requests)
    try container.encode(retries, forKey: .retries)
    try container.encode(throttled, forKey: .throttled)
    try container.encode(succeededAt?.iso8601Text, forKey: .succeededAt)
    try container.encode(totals, forKey: .totals)
  }
}
