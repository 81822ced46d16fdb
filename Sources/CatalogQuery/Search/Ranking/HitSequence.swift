import CatalogStore

/// The order in which matches are shown, found a hit at a time: as much is put in order as is looked at.
///
/// Matches are gathered by product; a heap of products gives the next hit. Where pages are to be diverse, a product's
/// fourth hit and those that follow weigh a little less, three by three, but never leave their tier. The place of a hit
/// depends on its own relevance and on the better hits of its product alone, so that pages of any size agree.
struct HitSequence {
  /// A document in one market.
  struct Hit {
    var document: Int
    /// Of ``Scope/markets``.
    var market: Int
    var key: HitKey
    /// How many matching documents the product has.
    var siblings: Int
  }

  private struct Product {
    /// Indexes of ``matches``, linked: the last one seen first.
    var first: Int32
    var count: Int32
    /// In order, once the product's turn came.
    var sorted: [Int32]?
    var position = 0
    /// The markets of the document at the position.
    var markets: ArraySlice<Int>?
    var emitted = 0
  }

  private let matches: [Match]
  private let records: RecordTable
  private let scope: Scope
  private let isDiverse: Bool
  private let oneEach: Bool
  private var links: [Int32]
  private var products: [Product] = []
  /// The relevance of each product's next hit, and its id, by which equals are ordered.
  private var weights: [Float] = []
  private var keys: [UInt64] = []
  private var heap: [Int] = []

  /// How many products there are.
  var productCount: Int { products.count }

  init(_ matches: [Match], records: RecordTable, scope: Scope, isDiverse: Bool, groupsByProduct: Bool) {
    self.matches = matches
    self.records = records
    self.scope = scope
    self.isDiverse = isDiverse
    oneEach = groupsByProduct
    links = Array(repeating: -1, count: matches.count)
    gather()
    heap = Array(products.indices)
    for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(index) }
  }

  private mutating func gather() {
    // Once over all matches: their products' numbers are read through pointers.
    let numbers =
      records.withPointers { _, bytes in
        matches.map { match in
          (bytes + Int(match.document) * DocumentRecord.size + DocumentRecord.Field.product).loadUnaligned(
            as: UInt32.self)
        }
      } ?? []
    var slots = [Int32](repeating: -1, count: Int(numbers.max() ?? 0) + 1)
    for index in matches.indices {
      let number = Int(numbers[index])
      let relevance = matches[index].relevance
      let slot = Int(slots[number])
      if slot < 0 {
        slots[number] = Int32(products.count)
        products.append(Product(first: Int32(index), count: 1))
        weights.append(relevance)
        keys.append(
          records.number(Int(matches[index].document), DocumentRecord.Field.productKey, as: UInt64.self))
      } else {
        links[index] = products[slot].first
        products[slot].first = Int32(index)
        products[slot].count += 1
        if relevance > weights[slot] { weights[slot] = relevance }
      }
    }
  }

  /// The next hit; `nil` at the end.
  mutating func next() -> Hit? {
    while let slot = heap.first {
      if products[slot].sorted == nil { products[slot].sorted = sorted(products[slot]) }
      guard let order = products[slot].sorted, products[slot].position < order.count else {
        removeFirst()
        continue
      }
      let match = matches[Int(order[products[slot].position])]
      let document = Int(match.document)
      if products[slot].markets == nil { products[slot].markets = markets(of: document)[...] }
      guard let market = products[slot].markets?.popFirst() else {
        products[slot].position += 1
        products[slot].markets = nil
        advance(slot)
        continue
      }
      let hit = Hit(
        document: document, market: market,
        key: HitKey(
          relevance: weights[slot], product: keys[slot],
          sku: records.number(document, DocumentRecord.Field.skuKey, as: UInt32.self), document: match.document,
          market: scope.markets[market].code),
        siblings: order.count)
      products[slot].emitted += 1
      if oneEach { removeFirst() } else { advance(slot) }
      return hit
    }
    return nil
  }

  /// The markets where a document stands.
  private func markets(of document: Int) -> [Int] {
    scope.markets.indices.filter {
      let documents = scope.markets[$0].documents
      return document / 64 < documents.count && documents[document / 64] >> UInt64(document % 64) & 1 != 0
    }
  }

  private func sorted(_ product: Product) -> [Int32] {
    var order: [Int32] = []
    order.reserveCapacity(Int(product.count))
    var index = product.first
    while index >= 0 {
      order.append(index)
      index = links[Int(index)]
    }
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
    guard let order = products[slot].sorted, products[slot].position < order.count else { return removeFirst() }
    let relevance = matches[Int(order[products[slot].position])].relevance
    weights[slot] = isDiverse ? Self.weighed(relevance, after: products[slot].emitted) : relevance
    sink(0)
  }

  /// A relevance after so many better hits of the same product.
  static func weighed(_ relevance: Float, after hits: Int) -> Float {
    let steps = min(hits / 3, 12)
    guard steps > 0 else { return relevance }
    let tier = (relevance / Relevance.purchasable).rounded(.down) * Relevance.purchasable
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

/// A hit's place in the order: what a page's end is remembered by.
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
