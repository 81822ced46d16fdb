import CatalogSchema

/// The order in which matches are shown, found a hit at a time: as much is put in order as is looked at.
///
/// Matches are gathered by product; a heap of products gives the next hit. Where pages are to be diverse, a product's
/// fourth hit and those that follow weigh a little less, three by three, but never leave their tier. The place of a hit
/// depends on its own relevance and on the better hits of its product alone, so that pages of any size agree.
struct HitIterator {
  /// A document in one market.
  struct Hit {
    var document: Int
    /// Of ``Scope/markets``.
    var market: Int
    var key: HitKey
    /// How many matching documents the product has.
    var siblings: Int
  }

  /// How far a product has come whose turn came.
  private struct Turn {
    /// Its matches in order.
    var order: [Int32]
    var position = 0
    /// The markets of the document at the position.
    var markets: ArraySlice<Int>?
    var emitted = 0
  }

  private let matches: [Match]
  private let records: RecordTable
  private let scope: Scope
  private let deduplicates: Bool
  private let oneEach: Bool
  /// Of each match the one of its product that was seen before; -1 for none.
  private var links: [Int32]
  /// Of each product the match seen last.
  private var firsts: [Int32] = []
  /// Of each product its place in ``turns``; -1 before its turn.
  private var turnNumbers: [Int32] = []
  private var turns: [Turn] = []
  /// The relevance of each product's next hit, and its id, by which equals are ordered.
  private var weights: [Float] = []
  private var keys: [UInt64] = []
  private var heap: [Int] = []

  /// How many products there are.
  var productCount: Int { firsts.count }

  init(_ matches: [Match], records: RecordTable, scope: Scope, deduplicates: Bool, groupsByProduct: Bool) {
    self.matches = matches
    self.records = records
    self.scope = scope
    self.deduplicates = deduplicates
    oneEach = groupsByProduct
    links = Array(repeating: -1, count: matches.count)
    gather()
    turnNumbers = Array(repeating: -1, count: firsts.count)
    heap = Array(firsts.indices)
    for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(index) }
  }

  private mutating func gather() {
    // Once over all matches: their records are read through a pointer.
    records.withPointers { _, bytes in
      let (size, product, key) = (
        DocumentRecord.size, DocumentRecord.Field.product, DocumentRecord.Field.productKey
      )
      var slots: [Int32] = []
      for index in matches.indices {
        let match = matches[index]
        let record = bytes + Int(match.document) * size
        let number = Int(UInt32(littleEndian: record.loadUnaligned(fromByteOffset: product, as: UInt32.self)))
        if number >= slots.count {
          slots += repeatElement(-1, count: max(number + 1, slots.count * 2) - slots.count)
        }
        let slot = Int(slots[number])
        if slot < 0 {
          slots[number] = Int32(firsts.count)
          firsts.append(Int32(index))
          weights.append(match.relevance)
          keys.append(UInt64(littleEndian: record.loadUnaligned(fromByteOffset: key, as: UInt64.self)))
        } else {
          links[index] = firsts[slot]
          firsts[slot] = Int32(index)
          if match.relevance > weights[slot] { weights[slot] = match.relevance }
        }
      }
    }
  }

  /// The next hit; `nil` at the end.
  mutating func next() -> Hit? {
    while let slot = heap.first {
      if turnNumbers[slot] < 0 {
        turnNumbers[slot] = Int32(turns.count)
        turns.append(Turn(order: order(of: slot)))
      }
      let turn = Int(turnNumbers[slot])
      guard turns[turn].position < turns[turn].order.count else {
        removeFirst()
        continue
      }
      let match = matches[Int(turns[turn].order[turns[turn].position])]
      let document = Int(match.document)
      if turns[turn].markets == nil { turns[turn].markets = markets(of: document)[...] }
      guard let market = turns[turn].markets?.popFirst() else {
        turns[turn].position += 1
        turns[turn].markets = nil
        advance(slot)
        continue
      }
      let hit = Hit(
        document: document, market: market,
        key: HitKey(
          relevance: weights[slot], product: keys[slot],
          sku: records.number(document, DocumentRecord.Field.skuKey, as: UInt32.self), document: match.document,
          market: scope.markets[market].code),
        siblings: turns[turn].order.count)
      turns[turn].emitted += 1
      if oneEach { removeFirst() } else { advance(slot) }
      return hit
    }
    return nil
  }

  /// The markets of a document.
  private func markets(of document: Int) -> [Int] {
    scope.markets.indices.filter {
      let documents = scope.markets[$0].documents
      return document / 64 < documents.count && documents[document / 64] >> UInt64(document % 64) & 1 != 0
    }
  }

  /// The matches of a product, best first.
  private func order(of slot: Int) -> [Int32] {
    var order: [Int32] = []
    var index = firsts[slot]
    while index >= 0 {
      order.append(index)
      index = links[Int(index)]
    }
    guard order.count > 1 else { return order }
    func key(_ index: Int32) -> (Float, UInt32, UInt32) {
      let match = matches[Int(index)]
      return (
        -match.relevance, records.number(Int(match.document), DocumentRecord.Field.skuKey, as: UInt32.self),
        match.document
      )
    }
    return order.sorted { key($0) < key($1) }
  }

  /// Weighs a product by its next hit and puts it back into order.
  private mutating func advance(_ slot: Int) {
    let turn = turns[Int(turnNumbers[slot])]
    guard turn.position < turn.order.count else { return removeFirst() }
    let relevance = matches[Int(turn.order[turn.position])].relevance
    weights[slot] = deduplicates ? Self.weighed(relevance, after: turn.emitted) : relevance
    sink(0)
  }

  /// The relevance of a hit after a number of better hits of its product.
  static func weighed(_ relevance: Float, after hits: Int) -> Float {
    let steps = min(hits / 3, 12)
    guard steps > 0 else { return relevance }
    let tier = (relevance / Relevance.weakest).rounded(.down) * Relevance.weakest
    return tier + (relevance - tier) * factors[steps]
  }

  private static let factors: [Float] = (0...12).map { step in (0..<step).reduce(1) { value, _ in value * 0.92 } }

  // MARK: - The heap

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    weights[left] != weights[right] ? weights[left] > weights[right] : keys[left] < keys[right]
  }

  private mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    if !heap.isEmpty { sink(0) }
  }

  private mutating func sink(_ start: Int) {
    var index = start
    while true {
      var best = index
      for child in [index * 2 + 1, index * 2 + 2] where child < heap.count && isBefore(heap[child], heap[best]) {
        best = child
      }
      if best == index { return }
      heap.swapAt(best, index)
      index = best
    }
  }
}

/// The sort key of a hit, which identifies the end of a page.
struct HitKey: Hashable, Sendable {
  var relevance: Float
  var product: UInt64
  var sku: UInt32
  var document: UInt32
  var market: String

  /// Whether it comes after another in the order.
  func isAfter(_ other: HitKey) -> Bool {
    if relevance != other.relevance { return relevance < other.relevance }
    return (product, sku, document, market) > (other.product, other.sku, other.document, other.market)
  }
}
