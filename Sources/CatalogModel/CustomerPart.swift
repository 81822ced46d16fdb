/// A part of a customer that is asked for by itself.
public enum CustomerPart: String, Sendable, Hashable, Codable, CaseIterable {
  /// Name, domains and billing country.
  case profile
  case qualifications, agreements
  /// Whether it signed the Microsoft Customer Agreement with Microsoft itself.
  case directSigned
  case subscriptions
  /// How far its legacy Azure subscriptions are registered for reservations.
  case registrations
  /// The Azure subscriptions under its Azure plans.
  case entitlements
}
