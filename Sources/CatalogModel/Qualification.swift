/// A qualification of a customer, which opens the offers of one segment.
///
/// Source: "Get a customer's qualifications asynchronously".
public struct Qualification: Hashable, Codable, Sendable {
  /// `Education`, `Nonprofit`, `GovernmentCommunityCloud`, `StateOwnedEntity`, `None`, or an unknown word.
  public var name: String
  /// `InReview`, `Approved`, `Denied`, or an unknown word; `nil` where the service gives none.
  public var vettingStatus: String?

  /// A qualification; neither word is checked.
  public init(name: String, vettingStatus: String?) {
    self.name = name
    self.vettingStatus = vettingStatus
  }

  /// Whether the qualification counts: approved, or of a kind that is not vetted at all.
  public var isApproved: Bool { vettingStatus.map { $0.lowercased() == "approved" } ?? true }

  /// The segment whose offers the qualification opens, or `nil` where it opens none.
  public var opens: Segment? {
    switch name.lowercased() {
    case "education": .education
    case "nonprofit": .nonprofit
    case "governmentcommunitycloud": .government
    default: nil
    }
  }

  enum CodingKeys: String, CodingKey {
    case name = "qualification"
    case vettingStatus
  }

  /// Writes `vettingStatus` as null where there is none: readers find the key always.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(vettingStatus, forKey: .vettingStatus)
  }
}
