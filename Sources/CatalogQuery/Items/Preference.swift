import CatalogModel

/// Which of the items of a SKU in a market stands for it: the smallest.
///
/// What can be bought comes first; then commercial, education, government, nonprofit, any other segment; then what
/// is read without a reservation scope; then the shortest term; then the order received.
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
