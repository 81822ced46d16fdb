/// The kind of customer that an availability is meant for, in lower case.
///
/// An open set: a word that is not listed here is kept as it is.
public struct Segment: StringIdentifier {
  /// The word in lower case.
  public let rawValue: String

  /// Wraps a word, folding it to lower case: the service's tables write `Commercial`, its answers `commercial`.
  public init(_ word: String) { rawValue = word.lowercased() }

  /// Companies: the segment that is open to every customer.
  public static let commercial: Segment = "commercial"
  /// Customers with the approved qualification `Education`.
  public static let education: Segment = "education"
  /// Customers with the approved qualification `GovernmentCommunityCloud`.
  public static let government: Segment = "government"
  /// Left out of availability lists unless it is asked for by name.
  public static let nonprofit: Segment = "nonprofit"

  /// The four documented segments.
  public static let documented: [Segment] = [.commercial, .education, .government, .nonprofit]
}
