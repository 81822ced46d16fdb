import GRDB

/// The place of an item in the order of an answer about purchases, as one word.
///
/// It holds the item's own sort key, so that the next page continues after it even where the item itself is gone.
struct PurchasePosition: Sendable {
  /// The order that it is a place in.
  enum Order: String, Sendable {
    /// As a search lists the matches.
    case matches = "m"
    /// The same of matches that lack words.
    case partialMatches = "p"
    /// By title.
    case titles = "t"
    /// By relevance, blocked items included.
    case allMatches = "a"
    /// The items of an id.
    case named = "n"
  }

  var order: Order
  var last: RankedCandidate
  /// The hit of the item; only of matches.
  var hit: HitKey?
  /// The statistics of the ranks; `nil` without words.
  var statistics: SearchStatistics?

  /// The place of an item that a cursor passed.
  init(of item: ListedCandidate, in cursor: some PurchaseCursor) {
    order = cursor.order
    last = item.ranked
    hit = item.hit
    statistics = cursor.statistics
  }

  // MARK: - As a word

  private static let mark = "b"

  init?(_ text: String) {
    guard text.utf8.count <= 4_096 else { return nil }
    var words = text.split(separator: "-", omittingEmptySubsequences: false)[...]
    func number<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) -> Value? {
      words.popFirst().flatMap { Value($0, radix: 36) }
    }
    guard let head = words.popFirst(), head.hasPrefix(Self.mark), let order = Order(rawValue: String(head.dropFirst())),
      let place: Int32 = number(), let market: Int32 = number(), let sku: Int32 = number(),
      let segment: Int32 = number(), let ordinal: Int32 = number(), let text: Int32 = number(),
      let removed: Int32 = number(), let preference: Int64 = number(), let isLater: UInt8 = number(),
      let score: UInt32 = number()
    else { return nil }
    self.order = order
    last = RankedCandidate(
      candidate: Candidate(
        place: place, market: market, sku: sku, segment: segment, ordinal: ordinal, text: text, productText: 0,
        offer: 0,
        score: Float(bitPattern: score), removed: removed), preference: Preference(number: preference),
      isLater: isLater != 0)
    switch order {
    case .titles, .named: break
    case .matches, .partialMatches, .allMatches:
      guard let documents: Int = number(), let terms: Int64 = number(), documents >= 0, terms >= 0,
        let counts = words.popFirst()
      else { return nil }
      statistics = SearchStatistics(
        documents: documents, terms: terms, counts: counts.split(separator: ".").compactMap { Int($0, radix: 36) })
    }
    if order == .matches || order == .partialMatches {
      guard let relevance: UInt32 = number(), let product: UInt64 = number(), let key: UInt32 = number(),
        let document: UInt32 = number(), let code = words.popFirst()
      else { return nil }
      hit = HitKey(
        relevance: Float(bitPattern: relevance), product: product, sku: key, document: document, market: String(code))
    }
    guard words.isEmpty else { return nil }
  }

  var text: String {
    func word(_ number: some BinaryInteger) -> String { String(number, radix: 36) }
    let candidate = last.candidate
    var words = [
      Self.mark + order.rawValue, word(candidate.place), word(candidate.market), word(candidate.sku),
      word(candidate.segment), word(candidate.ordinal), word(candidate.text), word(candidate.removed),
      word(last.preference.number), last.isLater ? "1" : "0", word(candidate.score.bitPattern),
    ]
    if let statistics {
      words += [
        word(statistics.documents), word(statistics.terms), statistics.counts.map(word).joined(separator: "."),
      ]
    }
    if let hit {
      words += [word(hit.relevance.bitPattern), word(hit.product), word(hit.sku), word(hit.document), hit.market]
    }
    return words.joined(separator: "-")
  }
}

extension PurchaseQuestion {
  /// The place after which the page begins; `nil` for the first page.
  ///
  /// - Throws: ``CatalogError`` where the text is no place in an answer to this question.
  func position() throws -> PurchasePosition? {
    guard let text = options.page.after else { return nil }
    guard let position = PurchasePosition(text), try isOwn(position) else {
      throw CatalogError.positionUnreadable(text)
    }
    return position
  }

  private func isOwn(_ position: PurchasePosition) throws -> Bool {
    let orders: [PurchasePosition.Order] =
      switch selection {
      case .all: [.titles]
      case .named: [.named]
      case .words:
        [showsBlocked ? .allMatches : .matches] + (options.includesPartialMatches ? [.partialMatches] : [])
      case .nothing: []
      }
    let candidate = position.last.candidate
    guard orders.contains(position.order),
      position.order == .named || lookups.market(candidate.market) == situation.market
    else { return false }
    // Rows of SKUs and texts are never deleted.
    return try Bool.fetchOne(
      snapshot.db,
      sql: "SELECT EXISTS (SELECT 1 FROM sku WHERE id = ?) AND EXISTS (SELECT 1 FROM sku_text WHERE id = ?)",
      arguments: [candidate.sku, candidate.text]) ?? false
  }
}
