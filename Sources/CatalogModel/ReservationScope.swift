/// Which of two readings of a reservation product: absent for legacy Azure subscriptions, ``azurePlan`` for the plan.
///
/// Source: "Get a list of products", parameter `reservationScope`.
public struct ReservationScope: StringIdentifier {
  /// The word, exactly as received.
  public let rawValue: String
  /// Wraps a word; unknown ones are kept.
  public init(_ text: String) { rawValue = text }

  /// Reservations that can be bought under an Azure plan.
  public static let azurePlan: ReservationScope = "AzurePlan"
}
