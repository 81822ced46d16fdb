public import CatalogStore

/// How much a schedule misses: the share of units that had changed among those it did not hold to be due, as a sample
/// drawn by lot tells.
public struct MissedChanges: Sendable, Hashable, Encodable {
  public var sampled: Int
  public var changed: Int

  public init(_ audit: AuditCount) {
    sampled = audit.sampled
    changed = audit.changed
  }

  /// From 0 to 1; `nil` where nothing was sampled.
  public var rate: Double? { sampled > 0 ? Double(changed) / Double(sampled) : nil }

  /// Between these two the rate lies with a probability of 95 %; `nil` where nothing was sampled.
  ///
  /// The score interval of Wilson (1927): it is right for small samples and for rates near 0. 0 of 10 gives 0 to 0.28.
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
