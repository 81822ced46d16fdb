import CatalogSchema
import GRDB

/// The order of answers: relevance, purchasable items first, then ids. Without words: title, then ids.
///
/// Ids are compared as text, so that two stores with the same content answer in the same order.
struct Ordering {
  private var titleClasses: [Int32: Int32] = [:]
  private var skuRanks: [Int32: Int32] = [:]
  private var marketRanks: [Int32: Int32] = [:]

  /// Reads the sort keys of all candidates to compare.
  init(_ selection: Selection, _ candidates: some Sequence<Candidate>, _ lookups: Lookups, _ db: Database) throws {
    var skus = Set<Int32>()
    var texts = Set<Int32>()
    for candidate in candidates {
      skus.insert(candidate.sku)
      texts.insert(candidate.text)
    }
    skuRanks = Self.ranks(
      try Self.texts(
        db,
        """
        SELECT k.id, p.code || char(1) || k.code
        FROM json_each(?) j CROSS JOIN sku k ON k.id = j.value JOIN product p ON p.id = k.product_id
        """, skus))
    marketRanks = Self.ranks(lookups.markets.mapValues(\.code))
    switch selection {
    case .all, .named:
      titleClasses = Self.ranks(
        try Self.texts(
          db, "SELECT t.id, t.title FROM json_each(?) j CROSS JOIN sku_text t ON t.id = j.value", texts))
    case .words, .nothing: break
    }
  }

  /// Whether one comes before the other; `isLater` puts items back among those of equal rank.
  func isBefore(_ left: RankedCandidate, _ right: RankedCandidate) -> Bool {
    let (a, b) = (left.candidate, right.candidate)
    let classes = (titleClasses[a.text] ?? .max, titleClasses[b.text] ?? .max)
    if classes.0 != classes.1 { return classes.0 < classes.1 }
    if a.score != b.score { return a.score < b.score }
    if left.isLater != right.isLater { return right.isLater }
    let skus = (skuRanks[a.sku] ?? .max, skuRanks[b.sku] ?? .max)
    if skus.0 != skus.1 { return skus.0 < skus.1 }
    let markets = (marketRanks[a.market] ?? .max, marketRanks[b.market] ?? .max)
    if markets.0 != markets.1 { return markets.0 < markets.1 }
    return left.isBefore(right)
  }

  private static func texts(_ db: Database, _ sql: String, _ numbers: Set<Int32>) throws -> [Int32: String] {
    var texts: [Int32: String] = [:]
    texts.reserveCapacity(numbers.count)
    let list = "[" + numbers.map(String.init).joined(separator: ",") + "]"
    let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: [list])
    while let row = try rows.next() { texts[try row[0]] = try row[1] }
    return texts
  }

  /// Equal texts have equal ranks.
  private static func ranks(_ texts: [Int32: String]) -> [Int32: Int32] {
    let order = Dictionary(
      uniqueKeysWithValues: Set(texts.values).sorted().enumerated().map { ($0.element, Int32($0.offset)) })
    return texts.compactMapValues { order[$0] }
  }
}

/// A candidate with its sort key.
struct RankedCandidate {
  var candidate: Candidate
  var preference: Preference
  /// Comes after others of the same rank: it cannot be bought.
  var isLater: Bool

  /// Whether it comes before another item of its SKU: by preference; what was removed last comes first.
  func isBefore(_ other: RankedCandidate) -> Bool {
    if preference != other.preference { return preference < other.preference }
    let (a, b) = (candidate, other.candidate)
    if a.removed != b.removed { return a.removed > b.removed }
    return (a.place, a.segment, a.ordinal) < (b.place, b.segment, b.ordinal)
  }
}
