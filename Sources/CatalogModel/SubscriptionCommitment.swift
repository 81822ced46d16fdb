/// For how long a subscription is bound, how it is paid and whether it goes on by itself: the service's own words, `nil`
/// where it says nothing.
///
/// Source: Partner Center REST reference, "Subscription resources".
public struct SubscriptionCommitment: Hashable, Sendable {
  /// `P1M`, `P1Y`, `P3Y`, …
  public var termDuration: String?
  /// The term that follows, where another one is set.
  public var renewalTermDuration: String?
  /// `monthly`, `annual`, `triennial`, `one_time`, `none`, …
  public var billingCycle: String?
  public var isAutoRenewed: Bool?
  /// Times as received, mostly ISO 8601 in UTC.
  public var createdAt: String?
  public var startsAt: String?
  public var endsAt: String?
  public var billingCycleEndsAt: String?
  public var cancellableUntil: String?

  /// Nothing is known.
  public init() {}
}
