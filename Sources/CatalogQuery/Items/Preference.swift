import CatalogModel

/// Selects the item that represents a SKU in a market: the smallest.
///
/// The order is by purchasability; then by segment (commercial, education, government, nonprofit, others); then without
/// a reservation scope first; then the shortest term; then the order received.
struct Preference: Comparable, Hashable {
  private var rank: Int64

  private static let segments: [Segment] = [.commercial, .education, .government, .nonprofit]

  /// The preference of an item by its offer and its place.
  ///
  /// `isPurchasable` is the verdict for a customer; without one, the offer decides.
  init(_ offer: OfferFacts, segment: Segment, scope: ReservationScope?, ordinal: Int32, isPurchasable: Bool? = nil) {
    let segments = Self.segments
    rank = isPurchasable ?? !offer.isClosed ? 0 : 1
    rank = rank << 3 | Int64(segments.firstIndex(of: segment) ?? segments.count)
    rank = rank << 1 | (scope == nil ? 0 : 1)
    rank = rank << 10 | Int64(min(max(offer.shortestMonths, 0), 999))
    rank = rank << 32 | Int64(UInt32(bitPattern: ordinal))
  }

  /// A preference that was written as a number; see ``number``.
  init(number: Int64) { rank = number }

  /// The preference as a number: the smaller comes first.
  var number: Int64 { rank }

  static func < (left: Preference, right: Preference) -> Bool { left.rank < right.rank }
}

extension Lookups {
  /// The preference of a candidate; `isPurchasable` is the verdict for a customer, `nil` where there is none.
  func preference(of candidate: Candidate, isPurchasable: Bool? = nil) throws -> Preference {
    Preference(
      try offer(candidate.offer), segment: segment(candidate.segment), scope: scope(ofPlace: candidate.place),
      ordinal: candidate.ordinal, isPurchasable: isPurchasable)
  }
}
