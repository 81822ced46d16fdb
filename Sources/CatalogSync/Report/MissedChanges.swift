public import CatalogStore

/// Measure of the changes that a schedule misses: the changed share of a random sample of the products that were not
/// due.
///
/// Encodes as `sampled`, `changed`, `missedChangeRate`, `low` and `high`; rates to four decimal places, `null` if
/// nothing was sampled.
public struct MissedChanges: Sendable, Hashable, Encodable {
  /// Products in the sample.
  public var sampled: Int
  /// Products of the sample that had changed.
  public var changed: Int

  /// Creates the measure from the counts of a run.
  ///
  /// - Parameter audit: the sample of the run.
  public init(_ audit: AuditCount) {
    sampled = audit.sampled
    changed = audit.changed
  }

  /// The changed share, from 0 to 1; `nil` if nothing was sampled.
  public var rate: Double? { sampled > 0 ? Double(changed) / Double(sampled) : nil }

  /// The 95 % confidence interval of ``rate``, within 0 to 1; `nil` if nothing was sampled.
  ///
  /// The score interval of Wilson (1927), which holds for small samples and for rates near 0: 0 of 10 gives 0 to 0.28.
  public var interval: ClosedRange<Double>? {
    guard sampled > 0 else { return nil }
    let (z, n) = (1.959964, Double(sampled))
    let share = Double(changed) / n
    let centre = share + z * z / (2 * n)
    let reach = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return max(0, (centre - reach) / scale)...min(1, (centre + reach) / scale)
  }

  enum CodingKeys: String, CodingKey { case sampled, changed, missedChangeRate, low, high }

  /// Encodes absent rates as `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(sampled, forKey: .sampled)
    try container.encode(changed, forKey: .changed)
    try container.encode(rate.map(Self.rounded), forKey: .missedChangeRate)
    try container.encode((interval?.lowerBound).map(Self.rounded), forKey: .low)
    try container.encode((interval?.upperBound).map(Self.rounded), forKey: .high)
  }

  private static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }
}
