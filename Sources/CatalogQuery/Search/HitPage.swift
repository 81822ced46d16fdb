/// A page, while it is filled: what is passed over, what is taken, where it ends.
struct HitPage {
  private(set) var hits: [SearchHit] = []
  private(set) var last: SearchPosition?
  private var toSkip: Int
  private let limit: Int
  private let after: SearchPosition?

  init(options: SearchOptions, after: SearchPosition?) {
    toSkip = max(0, options.offset)
    limit = max(0, options.limit)
    self.after = after
  }

  var isFull: Bool { hits.count >= limit }

  /// The document after which a list by title goes on.
  var titlePosition: UInt32? { if case .listed(let document, _) = after { document } else { nil } }

  /// Whether a hit is before the page.
  ///
  /// - Parameter weight: how many items it counts for; `nil` where that is not known before they are read.
  mutating func skips(_ key: HitKey, weight: Int?) -> Bool {
    if case .ranked(let end, _) = after, !key.isAfter(end) { return true }
    return skips(weight)
  }

  mutating func skips(document: Int, market: String, weight: Int?) -> Bool {
    if case .listed(let end, let endMarket) = after, Int(end) == document, market <= endMarket { return true }
    return skips(weight)
  }

  private mutating func skips(_ weight: Int?) -> Bool {
    guard let weight, toSkip >= weight else { return false }
    toSkip -= weight
    return true
  }

  /// Whether the next item of a hit is on the page.
  mutating func takes() -> Bool {
    if toSkip > 0 {
      toSkip -= 1
      return false
    }
    return !isFull
  }

  mutating func add(_ hit: SearchHit) { hits.append(hit) }

  mutating func end(_ position: SearchPosition) { last = position }
}
