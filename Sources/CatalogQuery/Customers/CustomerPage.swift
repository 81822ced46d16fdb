/// Some of the customers that match a text.
public struct CustomerPage: Sendable, Hashable {
  /// The number of all that match.
  public var total: Int
  /// Those of the page, ordered by name.
  public var customers: [CustomerRecord]
}
