import CatalogModel

/// Selects the item that represents a SKU in a market: the smallest.
///
/// The order is by purchasability; then by segment (commercial, education, government, nonprofit, others); then without
/// a reservation scope first; then the shortest term; then the order received.
struct Preference: Comparable, Hashable {
  private var rank: Int64

  private static let segments: [Segment] = [.commercial, .education, .government, .nonprofit]

  init(isPurchasable: Bool, segment: Segment, scope: ReservationScope?, months: Int, ordinal: Int32) {
    let segments = Self.segments
    rank = isPurchasable ? 0 : 1
    rank = rank << 3 | Int64(segments.firstIndex(of: segment) ?? segments.count)
    rank = rank << 1 | (scope == nil ? 0 : 1)
    rank = rank << 10 | Int64(min(max(months, 0), 999))
    rank = rank << 32 | Int64(UInt32(bitPattern: ordinal))
  }

  var isPurchasable: Bool { rank >> 46 == 0 }

  static func < (left: Preference, right: Preference) -> Bool { left.rank < right.rank }
}
