import CatalogModel
public import CatalogSchema
public import CatalogStore
public import Foundation
public import PartnerCenter

/// A list or a product that could not be read, and why in the words of the service or the network.
public struct FailedPart: Sendable, Hashable, Encodable {
  public var part: String
  public var reason: String
}

/// What a run came to. Encodes as the `sync` object of the JSON contract.
public struct SyncReport: Sendable, Encodable {
  public var runId: Int64
  /// `complete`, `partial` or `failed`.
  public var state: RunState
  public var startedAt: Date
  public var finishedAt: Date
  public var traffic: RequestCounts
  public var partitions: [PartitionStatus]
  public var items: ItemCounts
  /// What made going on pointless; `nil` where the run went to its end.
  public var stop: SyncStop?
  /// The first part that could not be read; `nil` where there is none. One cause mostly stands behind all of them.
  public var firstFailure: FailedPart?
  /// What was due, and what a sample of the rest showed; `nil` for a run that read everything, whatever was due.
  public var reading: RunReading?

  /// Requests that reading everything would have taken more.
  public var requestsSaved: Int { reading?.requestsSaved ?? 0 }

  enum CodingKeys: String, CodingKey {
    case runId, state, startedAt, finishedAt, requests, retries, throttled, partitions, items, requestsSaved, due,
      audit, firstFailure
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(runId, forKey: .runId)
    try container.encode(state, forKey: .state)
    try container.encode(startedAt.formatted(.iso8601), forKey: .startedAt)
    try container.encode(finishedAt.formatted(.iso8601), forKey: .finishedAt)
    try container.encode(traffic.requests, forKey: .requests)
    try container.encode(traffic.retries, forKey: .retries)
    try container.encode(traffic.throttled, forKey: .throttled)
    try container.encode(partitions.map(EncodedPartition.init), forKey: .partitions)
    try container.encode(items, forKey: .items)
    try container.encode(requestsSaved, forKey: .requestsSaved)
    try container.encode(reading?.due, forKey: .due)
    try container.encode(reading.map { MissedChanges($0.audit) }, forKey: .audit)
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

/// What made going on with a run pointless.
public enum SyncStop: Error, Sendable {
  case budget(BudgetExceeded)
  case cancelled
  case signIn(SignInFailure)
  case notPermitted(PermissionDenied)
  case store(StoreError)
  /// The identity service cannot be reached.
  case unreachable(TransportFailure)
  /// The service asks for a longer wait than a run waits.
  case paused(ServicePause)
  /// Something that should not happen; the text names it.
  case unexpected(String)

  init(_ error: any Error) {
    self =
      switch error {
      case let spent as BudgetExceeded: .budget(spent)
      case is CancellationError: .cancelled
      case let pause as ServicePause: .paused(pause)
      case let failure as SignInFailure: .signIn(failure)
      case let refused as PermissionDenied: .notPermitted(refused)
      case let failure as StoreError: .store(failure)
      case let failure as TransportFailure: .unreachable(failure)
      default: .unexpected(String(describing: type(of: error)))
      }
  }

  /// Why what was not read was not read.
  var reason: PartialReason {
    switch self {
    case .budget: .budget
    case .cancelled: .cancelled
    case .signIn, .notPermitted: .signIn
    case .store, .unexpected: .interrupted
    case .unreachable: .unavailable
    case .paused: .throttled
    }
  }

  /// Whether the run failed, rather than ended early.
  var isFailure: Bool {
    switch self {
    case .budget, .cancelled, .unreachable, .paused: false
    case .signIn, .notPermitted, .store, .unexpected: true
    }
  }
}
