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

  static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }
}

/// The share of catalog changes that price sheets show: of the changed products of random samples, those that a sheet had
/// shown before they were read.
///
/// Encodes as `shown`, `changed`, `visibleShare`, `low` and `high`; rates to four decimal places, `null` before the first
/// changed product. What a sheet cannot show: reissued ids, whether an item can be bought, attestations.
public struct VisibleChanges: Sendable, Hashable, Encodable {
  /// Changed products of samples, of the last months.
  public var changed: Int
  /// Those of them that a sheet had shown.
  public var shown: Int

  /// Creates the measure from the counts of a run.
  public init(_ visible: AuditCount) {
    changed = visible.sampled
    shown = visible.changed
  }

  private var measure: MissedChanges { MissedChanges(AuditCount(sampled: changed, changed: shown)) }

  /// The share, from 0 to 1; `nil` before the first changed product.
  public var share: Double? { measure.rate }

  /// The 95 % confidence interval of ``share``, by Wilson; `nil` before the first changed product.
  public var interval: ClosedRange<Double>? { measure.interval }

  enum CodingKeys: String, CodingKey { case shown, changed, visibleShare, low, high }

  /// Encodes absent rates as `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(shown, forKey: .shown)
    try container.encode(changed, forKey: .changed)
    try container.encode(share.map(MissedChanges.rounded), forKey: .visibleShare)
    try container.encode((interval?.lowerBound).map(MissedChanges.rounded), forKey: .low)
    try container.encode((interval?.upperBound).map(MissedChanges.rounded), forKey: .high)
  }
}
