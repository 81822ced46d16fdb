/// The position at which a page ends, with the statistics of relevance, as one word.
///
/// Relevance depends on the number of documents and on the number that hold each term. These numbers are part of the
/// position, so that unchanged documents keep their exact relevance while a sync adds others.
///
/// A page of all items can end within a hit; the next page continues with the rest of its items.
enum SearchPosition: Hashable, Sendable {
  case ranked(HitKey, SearchStatistics, shown: Int)
  /// By title, without a query.
  case listed(document: UInt32, market: String, shown: Int)

  init?(_ text: String) {
    guard text.utf8.count <= 4_096 else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    func number<Value: FixedWidthInteger>(_ index: Int, as type: Value.Type = Value.self) -> Value? {
      index < parts.count ? Value(parts[index], radix: 36) : nil
    }
    switch parts.first {
    case "r":
      guard parts.count == 9 || parts.count == 10, let bits: UInt32 = number(1), let product: UInt64 = number(2),
        let sku: UInt32 = number(3),
        let document: UInt32 = number(4), let documents: Int = number(6), let terms: Int64 = number(7),
        documents >= 0, terms >= 0, let shown = Self.shown(parts.dropFirst(9))
      else { return nil }
      let counts = parts[8].split(separator: ".").compactMap { Int($0, radix: 36) }
      self = .ranked(
        HitKey(relevance: Float(bitPattern: bits), product: product, sku: sku, document: document, market: parts[5]),
        SearchStatistics(documents: documents, terms: terms, counts: counts), shown: shown)
    case "t":
      guard parts.count == 3 || parts.count == 4, let document: UInt32 = number(1),
        let shown = Self.shown(parts.dropFirst(3))
      else { return nil }
      self = .listed(document: document, market: parts[2], shown: shown)
    default: return nil
    }
  }

  /// Reads the number of shown items after a position: nothing means all of the hit.
  private static func shown(_ rest: ArraySlice<String>) -> Int? {
    guard let word = rest.first else { return 0 }
    return Int(word, radix: 36).flatMap { (0...1_000_000).contains($0) ? $0 : nil }
  }

  var text: String {
    func word(_ number: some BinaryInteger) -> String { String(number, radix: 36) }
    switch self {
    case .ranked(let key, let statistics, let shown):
      return
        ([
          "r", word(key.relevance.bitPattern), word(key.product), word(key.sku), word(key.document), key.market,
          word(statistics.documents), word(statistics.terms), statistics.counts.map(word).joined(separator: "."),
        ] + (shown > 0 ? [word(shown)] : [])).joined(separator: "-")
    case .listed(let document, let market, let shown):
      return "t-\(word(document))-\(market)" + (shown > 0 ? "-\(word(shown))" : "")
    }
  }
}

/// The statistics of relevance besides the document itself.
struct SearchStatistics: Hashable, Sendable {
  var documents: Int
  /// Of all documents.
  var terms: Int64
  /// How many documents hold each term of the query, in the order in which the query was read.
  var counts: [Int]

  var averageLength: Float { documents == 0 ? 1 : max(1, Float(terms) / Float(documents)) }
}
