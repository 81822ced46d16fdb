/// A length of commitment and how it is paid for, as one availability offers it.
///
/// Inside an availability the key of a term is its duration and billing cycle: two terms may share a duration.
/// Source: Partner Center REST reference, "Products resources", table Term.
public struct Term: Hashable, Codable, Sendable {
  /// ISO 8601: `P1M`, `P1Y`, `P3Y`.
  public var duration: String
  /// `monthly`, `annual`, `triennial`, `one_time`, `none`, or an unknown word as received; `nil` where none is given.
  public var billingCycle: String?
  /// The service's own sentence about the term; may be empty.
  public var description: String

  public init(duration: String, billingCycle: String?, description: String) {
    self.duration = duration
    self.billingCycle = billingCycle
    self.description = description
  }

  enum CodingKeys: String, CodingKey { case duration, billingCycle, description }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    duration = try container.decode(String.self, forKey: .duration)
    billingCycle = try container.decodeIfPresent(String.self, forKey: .billingCycle)
    description = try container.decodeIfPresent(String.self, forKey: .description) ?? ""
  }

  /// Writes `billingCycle` as null where there is none: readers find the key always.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(duration, forKey: .duration)
    try container.encode(billingCycle, forKey: .billingCycle)
    try container.encode(description, forKey: .description)
  }
}
