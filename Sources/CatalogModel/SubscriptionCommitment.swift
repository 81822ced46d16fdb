/// Term, billing cycle and renewal of a subscription, in the words of the service; `nil` where it says nothing.
///
/// Source: Partner Center REST reference, "Subscription resources".
public struct SubscriptionCommitment: Hashable, Sendable {
  /// `P1M`, `P1Y`, `P3Y`, …
  public var termDuration: String?
  /// The term that follows, where another one is set.
  public var renewalTermDuration: String?
  /// `monthly`, `annual`, `triennial`, `one_time`, `none`, …
  public var billingCycle: String?
  /// Whether the subscription renews itself; `nil` where the service does not say.
  public var isAutoRenewed: Bool?
  /// The creation date as received, like all times here: mostly ISO 8601 in UTC.
  public var createdAt: String?
  /// The effective start date, as received.
  public var startsAt: String?
  /// The commitment end date, as received.
  public var endsAt: String?
  /// The end of the current billing cycle, as received.
  public var billingCycleEndsAt: String?
  /// The end of the cancellation window, as received; `nil` where it cannot be cancelled, or where the service does not
  /// say.
  public var cancellableUntil: String?

  /// Nothing is known.
  public init() {}
}
