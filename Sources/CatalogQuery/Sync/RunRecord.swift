import CatalogModel
public import Foundation

/// One sync run.
public struct RunRecord: Sendable, Hashable {
  /// Grows with each run; unique in the file.
  public var runID: Int64
  /// When the run began.
  public var startedAt: Date
  /// When the run ended; `nil` while it runs, and where its process ended without recording it.
  public var finishedAt: Date?
  /// How the run ended, or `running`.
  public var state: RunState
  /// Requests sent, repetitions included.
  public var requests: Int
  /// Requests that were repetitions.
  public var retries: Int
  /// Requests that the service answered with 429.
  public var throttled: Int
  /// Items that are new or have come back.
  public var added: Int
  /// Items that the run found changed.
  public var changed: Int
  /// Items that the run found to be gone.
  public var removed: Int
  /// Items that the run read and found as they were.
  public var unchanged: Int
}

extension RunRecord: Codable {
  enum CodingKeys: String, CodingKey {
    case runID = "runId"
    case startedAt, finishedAt, state, requests, retries, throttled, items
  }
  enum ItemKeys: String, CodingKey { case added, changed, removed, unchanged }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    runID = try container.decode(Int64.self, forKey: .runID)
    startedAt = try container.time(forKey: .startedAt)
    finishedAt = try container.timeIfPresent(forKey: .finishedAt)
    state = try container.decode(RunState.self, forKey: .state)
    requests = try container.decode(Int.self, forKey: .requests)
    retries = try container.decode(Int.self, forKey: .retries)
    throttled = try container.decode(Int.self, forKey: .throttled)
    let items = try container.nestedContainer(keyedBy: ItemKeys.self, forKey: .items)
    added = try items.decode(Int.self, forKey: .added)
    changed = try items.decode(Int.self, forKey: .changed)
    removed = try items.decode(Int.self, forKey: .removed)
    unchanged = try items.decode(Int.self, forKey: .unchanged)
  }

  /// Writes the keys that `sync` writes of a run.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(runID, forKey: .runID)
    try container.encode(startedAt.iso8601Text, forKey: .startedAt)
    try container.encode(finishedAt?.iso8601Text, forKey: .finishedAt)
    try container.encode(state, forKey: .state)
    try container.encode(requests, forKey: .requests)
    try container.encode(retries, forKey: .retries)
    try container.encode(throttled, forKey: .throttled)
    var items = container.nestedContainer(keyedBy: ItemKeys.self, forKey: .items)
    try items.encode(added, forKey: .added)
    try items.encode(changed, forKey: .changed)
    try items.encode(removed, forKey: .removed)
    try items.encode(unchanged, forKey: .unchanged)
  }
}
