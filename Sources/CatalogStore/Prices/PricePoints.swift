import CatalogModel

/// The stored rows of one offer in one currency, and what a sheet makes of them. A value: nothing is read or written.
///
/// A row holds for the sheets of its markets from one month to another. A sheet that lists the same as before changes
/// nothing; a market that differs leaves the row that it shared.
struct PricePoints {
  /// A stored row.
  struct Point: Hashable {
    /// Its number among the rows of the offer; `nil` before it is written.
    var ordinal: Int64?
    var content: PriceContent
    var from: Int
    /// `nil` while the latest sheet of its markets lists it.
    var to: Int?
    var set: Int64

    func covers(_ month: Int) -> Bool { from <= month && month <= to ?? .max }
  }

  /// A sheet among those of the same market and view.
  struct Place {
    var market: Int64
    var month: Int
    /// The months of the sheets before and after it; `nil` where there is none.
    var before: Int?
    var after: Int?
  }

  private(set) var points: [Point]
  /// Whether ``points`` are no longer those that were stored.
  private(set) var isChanged = false

  init(_ points: [Point]) { self.points = points }

  /// What the sheet of a market and a month lists.
  func contents(of market: Int64, in month: Int, _ sets: MarketSets) -> Set<PriceContent> {
    Set(points.lazy.filter { $0.covers(month) && sets.has($0.set, market) }.map(\.content))
  }

  /// Makes the sheet of a place list exactly these contents; the sheets of other months and markets stay as they are.
  mutating func put(_ contents: Set<PriceContent>, _ place: Place, _ sets: inout MarketSets) {
    var missing = contents
    for index in points.indices where points[index].covers(place.month) && sets.has(points[index].set, place.market) {
      if missing.remove(points[index].content) == nil, !contents.contains(points[index].content) {
        exclude(index, place, &sets)
      }
    }
    for content in missing.sorted(by: Self.precedes) { include(content, place, &sets) }
  }

  /// Orders contents in any one way, so that equal sheets are stored alike.
  private static func precedes(_ left: PriceContent, _ right: PriceContent) -> Bool {
    (left.starts ?? .min, left.ends ?? .max, left.unit?.text ?? "", left.retail?.text ?? "")
      < (right.starts ?? .min, right.ends ?? .max, right.unit?.text ?? "", right.retail?.text ?? "")
  }

  private mutating func exclude(_ index: Int, _ place: Place, _ sets: inout MarketSets) {
    let point = points[index]
    leave(index, place.market, &sets)
    if let before = place.before, point.from <= before {
      join(point.content, from: point.from, to: before, place.market, &sets)
    }
    if let after = place.after, after <= point.to ?? .max {
      join(point.content, from: after, to: point.to, place.market, &sets)
    }
  }

  private mutating func include(_ content: PriceContent, _ place: Place, _ sets: inout MarketSets) {
    var (from, to) = (place.month, place.after == nil ? nil : Optional(place.month))
    func neighbour(_ isOne: (Point) -> Bool) -> Int? {
      points.firstIndex { $0.content == content && sets.has($0.set, place.market) && isOne($0) }
    }
    if let before = place.before, let index = neighbour({ $0.to == before }) {
      from = points[index].from
      leave(index, place.market, &sets)
    }
    if let after = place.after, let index = neighbour({ $0.from == after }) {
      to = points[index].to
      leave(index, place.market, &sets)
    }
    join(content, from: from, to: to, place.market, &sets)
  }

  /// Takes a market from a row. A row without markets stays until ``result``.
  private mutating func leave(_ index: Int, _ market: Int64, _ sets: inout MarketSets) {
    isChanged = true
    points[index].set = sets.without(points[index].set, market) ?? Self.none
  }

  private mutating func join(
    _ content: PriceContent, from: Int, to: Int?, _ market: Int64, _ sets: inout MarketSets
  ) {
    isChanged = true
    if let index = points.firstIndex(where: {
      $0.content == content && $0.from == from && $0.to == to && $0.set != Self.none
    }) {
      points[index].set = sets.with(points[index].set, market)
      return
    }
    let set = sets.with(nil, market)
    if let index = points.firstIndex(where: { $0.set == Self.none }) {
      points[index] = Point(ordinal: points[index].ordinal, content: content, from: from, to: to, set: set)
    } else {
      points.append(Point(ordinal: nil, content: content, from: from, to: to, set: set))
    }
  }

  /// The mark of a row that no market is left of.
  static let none: Int64 = 0
}
