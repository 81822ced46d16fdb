public import CatalogModel
public import CatalogStore
public import Foundation
public import PartnerCenter

/// A list or a product that could not be read.
public struct FailedPart: Sendable, Hashable, Encodable {
  /// The part in words, such as a list with its market, or a product in a market.
  public var part: String
  /// The error, in the words of the service or the network; contains no secret.
  public var reason: String
}

/// Result of a run. Encodes as the `sync` object of the JSON contract.
public struct SyncReport: Sendable, Encodable {
  /// The number of the run in the store; 0 if it could not begin.
  public var runId: Int64
  /// `complete`, `partial` or `failed`.
  public var state: RunState
  /// Start of the run.
  public var startedAt: Date
  /// End of the run.
  public var finishedAt: Date
  /// The requests of the client since it was created; those of this run for a client of its own.
  public var traffic: RequestCounts
  /// The partitions of all markets, in the order of the plan; empty for a refresh of single products.
  public var partitions: [PartitionStatus]
  /// Catalog items that were added, changed, removed or found unchanged.
  public var items: ItemCounts
  /// The error that ended the run early; `nil` if none did.
  public var stop: SyncStop?
  /// The first part that could not be read; `nil` if all could. Most often, other failures have the same cause.
  public var firstFailure: FailedPart?
  /// The products that were due, and the sample of the others; `nil` for a run that reads everything.
  public var reading: RunReading?

  /// Requests that the run saved compared with reading everything.
  public var requestsSaved: Int { reading?.requestsSaved ?? 0 }

  enum CodingKeys: String, CodingKey {
    case runId, state, startedAt, finishedAt, requests, retries, throttled, partitions, items, requestsSaved, due,
      audit, visible, firstFailure
  }

  /// Encodes times as ISO 8601, and absent values as `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(runId, forKey: .runId)
    try container.encode(state, forKey: .state)
    try container.encode(startedAt.iso8601Text, forKey: .startedAt)
    try container.encode(finishedAt.iso8601Text, forKey: .finishedAt)
    try container.encode(traffic.requests, forKey: .requests)
    try container.encode(traffic.retries, forKey: .retries)
    try container.encode(traffic.throttled, forKey: .throttled)
    try container.encode(partitions.map(EncodedPartition.init), forKey: .partitions)
    try container.encode(items, forKey: .items)
    try container.encode(requestsSaved, forKey: .requestsSaved)
    try container.encode(reading?.due, forKey: .due)
    try container.encode(reading.map { MissedChanges($0.audit) }, forKey: .audit)
    if let visible = reading?.visible { try container.encode(VisibleChanges(visible), forKey: .visible) }
    try container.encode(firstFailure, forKey: .firstFailure)
  }
}

private struct EncodedPartition: Encodable {
  var partition: PartitionStatus

  init(_ partition: PartitionStatus) { self.partition = partition }

  enum CodingKeys: String, CodingKey {
    case market, view, segment, reservationScope, state, items, reason
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(partition.key.market.code, forKey: .market)
    try container.encode(partition.key.view.rawValue, forKey: .view)
    try container.encode(partition.key.segment?.rawValue ?? "", forKey: .segment)
    try container.encode(partition.key.scope?.rawValue, forKey: .reservationScope)
    try container.encode(partition.state, forKey: .state)
    try container.encode(partition.items, forKey: .items)
    try container.encode(partition.reason, forKey: .reason)
  }
}
