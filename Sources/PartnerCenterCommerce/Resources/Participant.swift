public import PartnerCenter

/// A partner that takes part in a line, such as the indirect reseller of record.
///
/// Source: "Cart resources", `participants`.
public struct Participant: WireResource, Hashable {
  /// `transaction_reseller`, `additional_transaction_reseller`, `consumption_reseller`: an open set.
  public var key: String
  /// The partner's id.
  public var value: String

  /// Creates a participant. Nothing is checked.
  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  /// Reads a participant.
  ///
  /// - Throws: where the key or the value is missing.
  public init(_ object: WireObject) throws {
    key = try object.requiredText("key")
    value = try object.requiredText("value")
  }
}
