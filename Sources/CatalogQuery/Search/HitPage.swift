/// A page while it is filled.
struct HitPage {
  private(set) var hits: [SearchHit] = []
  private(set) var last: SearchPosition?
  /// Whether the page ends before the last item of its last hit.
  private(set) var isWithinHit = false
  private var toSkip: Int
  private let limit: Int
  private let after: SearchPosition?

  init(_ page: Page, after: SearchPosition?) {
    toSkip = max(0, page.offset)
    limit = max(0, page.limit)
    self.after = after
  }

  var isFull: Bool { hits.count >= limit }

  /// The document after which a list by title continues.
  var titlePosition: UInt32? { if case .listed(let document, _, _) = after { document } else { nil } }

  /// Whether a hit is before the page; `weight` is its number of items, `nil` where it is unknown before they are read.
  mutating func skips(_ key: HitKey, weight: Int?) -> Bool {
    if case .ranked(let end, _, let shown) = after {
      if key == end { return skips(shown: shown) }
      if !key.isAfter(end) { return true }
    }
    return skips(weight)
  }

  mutating func skips(document: Int, market: String, weight: Int?) -> Bool {
    if case .listed(let end, let endMarket, let shown) = after, Int(end) == document {
      if market == endMarket { return skips(shown: shown) }
      if market < endMarket { return true }
    }
    return skips(weight)
  }

  /// Whether nothing is left of the hit at which the page before ended.
  private mutating func skips(shown: Int) -> Bool {
    toSkip = toSkip > .max - shown ? .max : toSkip + shown
    return shown == 0
  }

  private mutating func skips(_ weight: Int?) -> Bool {
    guard let weight, toSkip >= weight else { return false }
    toSkip -= weight
    return true
  }

  /// Adds the items of a hit that are on the page, which then ends here.
  ///
  /// `position` gives the hit's position for a number of its items shown so far, 0 for all of them.
  mutating func take(
    _ items: [CatalogItem], as hit: (CatalogItem) -> SearchHit, position: (_ shown: Int) -> SearchPosition
  ) {
    var passed = 0
    for item in items where !isFull {
      passed += 1
      if toSkip > 0 { toSkip -= 1 } else { hits.append(hit(item)) }
    }
    isWithinHit = passed < items.count
    last = position(isWithinHit ? passed : 0)
  }
}
