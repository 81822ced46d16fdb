/// The source of a file; `nil` where the file does not say.
public struct StoreSource: Sendable, Hashable, Codable {
  /// The language of titles and descriptions, such as `en-US`.
  public var locale: String?
  /// The partner's tenant, a GUID or a domain.
  public var tenant: String?
  /// The cloud of the service, such as `global`.
  public var cloud: String?
}

/// Age and completeness of the catalog, and its last runs.
public struct StoreStatus: Sendable, Hashable, Codable {
  /// The tenant, locale and cloud of the file.
  public var source: StoreSource
  /// Every market of the file, in the order of codes.
  public var markets: [MarketStatus]
  /// Every product list that syncs ask for, ordered by market and view.
  public var partitions: [PartitionRecord]
  /// The last ten, newest first.
  public var runs: [RunRecord]
  /// How the last run of each command that reads the service ended.
  public var jobs: [JobStatus]
  /// The copies of the catalog in other databases, in the order of their names.
  public var publications: [PublicationStatus] = []
}
