public import CatalogModel
import CatalogStore
public import Foundation
public import PartnerCenter

/// Result of reading the customers. Encodes as an object of the JSON contract.
public struct CustomerSyncReport: Sendable, Encodable {
  /// The number of customers that were read and of which a part is unknown, by part.
  public struct Unknown: Sendable, Hashable, Encodable {
    /// Customers without a known billing country.
    public var markets = 0
    /// Customers without known qualifications.
    public var qualifications = 0
    /// Customers without known agreements.
    public var agreements = 0
    /// Customers without known subscriptions.
    public var subscriptions = 0

    /// Creates counts of zero.
    public init() {}
  }

  /// `complete`, `partial` or `failed`.
  public var state: RunState
  /// Start of the run.
  public var startedAt: Date
  /// End of the run.
  public var finishedAt: Date
  /// The requests of the client since it was created; those of this run for a client of its own.
  public var traffic: RequestCounts
  /// Customers in the list.
  public var customers: Int
  /// Customers that were due and read completely; the others were read within the requested age.
  public var read: Int
  /// Customers that were removed: an error code of the service says that they do not exist.
  public var removed: Int
  /// Customers whose confirmed removal is held back: too many at once.
  public var heldBack: Int
  /// Customers that were read and whose relationship with the partner has ended, as the service says.
  public var ended: Int
  /// Customers that could not be read, or of which a part could not, and unreadable elements of the list; an unreadable
  /// list counts as one. Their stored content stays; the log has the reasons.
  public var failed: Int
  /// The unknown parts of the customers that were read.
  public var unknown: Unknown
  /// The error that ended the run early; `nil` if none did.
  public var stop: SyncStop?
  /// The first part that could not be read; `nil` if all could. Most often, other failures have the same cause.
  public var firstFailure: FailedPart?

  enum CodingKeys: String, CodingKey {
    case state, startedAt, finishedAt, requests, retries, throttled, customers, removed, read, unknown, failed,
      heldBack, ended, firstFailure
  }

  /// Encodes times as ISO 8601, and absent values as `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(state, forKey: .state)
    try container.encode(startedAt.iso8601Text, forKey: .startedAt)
    try container.encode(finishedAt.iso8601Text, forKey: .finishedAt)
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
