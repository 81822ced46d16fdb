public import CatalogStore
public import Foundation
public import PartnerCenter

/// What reading the customers came to.
public struct CustomerSyncReport: Sendable, Encodable {
  /// What could not be read, counted in customers that were read.
  public struct Unknown: Sendable, Hashable, Encodable {
    public var markets = 0
    public var qualifications = 0
    public var agreements = 0
    public var subscriptions = 0

    /// Nothing.
    public init() {}
  }

  /// `complete`, `partial` or `failed`.
  public var state: RunState
  public var startedAt: Date
  public var finishedAt: Date
  public var traffic: RequestCounts
  /// Customers that the partner has.
  public var customers: Int
  /// Customers that were due and read whole; the others are as lately read as was asked for.
  public var read: Int
  /// Customers that are no longer there, in the service's own words.
  public var removed: Int
  /// Customers that the service no longer knows and that are kept: too many at once to be believed.
  public var heldBack: Int
  /// Customers read to whom the partner sells no more, in the service's own words.
  public var ended: Int
  /// Customers that were due and could not be read, or not every part of them, those of the list that are unreadable, and
  /// the list itself where it is that. What the store held of them stays; the log tells why.
  public var failed: Int
  public var unknown: Unknown
  public var stop: SyncStop?
  /// What could not be read first; `nil` where there is nothing. One cause mostly stands behind all of it.
  public var firstFailure: FailedPart?

  enum CodingKeys: String, CodingKey {
    case state, startedAt, finishedAt, requests, retries, throttled, customers, removed, read, unknown, failed,
      heldBack,
      ended, firstFailure
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(state, forKey: .state)
    try container.encode(startedAt.formatted(.iso8601), forKey: .startedAt)
    try container.encode(finishedAt.formatted(.iso8601), forKey: .finishedAt)
    try container.encode(traffic.requests, forKey: .requests)
    try container.encode(traffic.retries, forKey: .retries)
    try container.encode(traffic.throttled, forKey: .throttled)
    try container.encode(customers, forKey: .customers)
    try container.encode(removed, forKey: .removed)
    try container.encode(read, forKey: .read)
    try container.encode(unknown, forKey: .unknown)
    try container.encode(failed, forKey: .failed)
    try container.encode(heldBack, forKey: .heldBack)
    try container.encode(ended, forKey: .ended)
    try container.encode(firstFailure, forKey: .firstFailure)
  }
}
