/// Whether a customer can buy an item.
public enum Verdict: String, Sendable, Codable, CaseIterable {
  /// It can be ordered as it is.
  case purchasable
  /// It can be ordered after the steps named.
  case stepsRequired
  /// It cannot be ordered, for the reasons named.
  case blocked
}
