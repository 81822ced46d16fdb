/// What a file is a copy of. `nil` where the file does not say.
public struct StoreSource: Sendable, Hashable, Encodable {
  public var locale: String?
  public var tenant: String?
  public var cloud: String?
}

/// Age and completeness of the whole store, and its last runs.
public struct StoreStatus: Sendable, Hashable, Encodable {
  public var source: StoreSource
  public var markets: [MarketStatus]
  public var partitions: [PartitionRecord]
  /// The last ten, newest first.
  public var runs: [RunRecord]
  /// How the last run of each command that reads the service ended.
  public var jobs: [JobStatus]
}
