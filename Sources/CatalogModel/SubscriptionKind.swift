/// The kind of a subscription, as far as purchases depend on it.
public enum SubscriptionKind: String, Hashable, Codable, Sendable, CaseIterable {
  /// A legacy Azure subscription: reservations without scope are bought for it, once it is registered.
  case azure
  /// The Azure plan.
  case azurePlan
  /// An Azure subscription under the plan.
  case azureUnderPlan
  case other
}

extension SubscriptionKind {
  /// The canonical spelling of a registration status of a legacy Azure subscription; unknown words stay as they are.
  ///
  /// Source: "Get subscription registration status": the table writes `NotRegistered`, the sample `notregistered`.
  public static func registrationWord(_ text: String) -> String {
    ["NotRegistered", "Registering", "Registered"].first { $0.lowercased() == text.lowercased() } ?? text
  }
}
