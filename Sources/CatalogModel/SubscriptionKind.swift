/// What of a subscription bears on purchases.
public enum SubscriptionKind: String, Hashable, Codable, Sendable, CaseIterable {
  /// A legacy Azure subscription: reservations without scope are bought for it, once it is registered.
  case azure
  /// The Azure plan.
  case azurePlan
  /// An Azure subscription under the plan.
  case azureUnderPlan
  case other
}
