import CatalogSchema

/// Tables of the documents of a chunk while their terms are added up: one for each fact, indexed by the position in the
/// chunk.
final class ScoreAccumulators {
  static let span = PostingChunk.span

  /// The places that have any concept, in the order found, and how many: of all others the tables say nothing.
  let touched: UnsafeMutablePointer<UInt16>
  let touchedCount: UnsafeMutablePointer<Int>
  let total: UnsafeMutablePointer<Float>
  /// The best alternative of the last concept that the document has.
  let best: UnsafeMutablePointer<Float>
  /// One bit for each concept: the document has it; in a title or code; as typed in the title; in the product's title;
  /// without a typing error; as an exact code.
  let matched: UnsafeMutablePointer<UInt16>
  let named: UnsafeMutablePointer<UInt16>
  let inTitle: UnsafeMutablePointer<UInt16>
  let inProduct: UnsafeMutablePointer<UInt16>
  let clean: UnsafeMutablePointer<UInt16>
  let coded: UnsafeMutablePointer<UInt16>
  /// How many terms of the title the concepts cover, in whatever spelling, and which concepts: one bit each.
  let covered: UnsafeMutablePointer<UInt8>
  let covering: UnsafeMutablePointer<UInt16>
  /// How many of them the last concept covers.
  let coveredLast: UnsafeMutablePointer<UInt8>
  /// Where each concept that is ``inTitle`` begins there, from 1; 0 for further back. One table for each concept.
  let position: UnsafeMutablePointer<UInt8>
  /// For an alternative of several terms: the number found, their total weight, and their common fields.
  let found: UnsafeMutablePointer<UInt8>
  let foundWeight: UnsafeMutablePointer<Float>
  let foundFields: UnsafeMutablePointer<UInt16>

  init(concepts: Int) {
    func table<Value>(_ count: Int = ScoreAccumulators.span, of zero: Value) -> UnsafeMutablePointer<Value> {
      let table = UnsafeMutablePointer<Value>.allocate(capacity: count)
      table.initialize(repeating: zero, count: count)
      return table
    }
    touched = table(of: 0)
    touchedCount = table(1, of: 0)
    total = table(of: 0)
    best = table(of: 0)
    foundWeight = table(of: 0)
    matched = table(of: 0)
    named = table(of: 0)
    inTitle = table(of: 0)
    inProduct = table(of: 0)
    clean = table(of: 0)
    coded = table(of: 0)
    covered = table(of: 0)
    covering = table(of: 0)
    coveredLast = table(of: 0)
    foundFields = table(of: 0)
    position = table(Self.span * max(1, concepts), of: 0)
    found = table(of: 0)
  }

  deinit {
    touched.deallocate()
    touchedCount.deallocate()
    total.deallocate()
    best.deallocate()
    foundWeight.deallocate()
    matched.deallocate()
    named.deallocate()
    inTitle.deallocate()
    inProduct.deallocate()
    clean.deallocate()
    coded.deallocate()
    covered.deallocate()
    covering.deallocate()
    coveredLast.deallocate()
    foundFields.deallocate()
    position.deallocate()
    found.deallocate()
  }

  /// Forgets the chunk.
  func clear() {
    for index in 0..<touchedCount.pointee { matched[Int(touched[index])] = 0 }
    touchedCount.pointee = 0
  }

  /// Adds a concept with its weight to a document: of several alternatives the heaviest counts.
  @inline(__always)
  func add(_ score: Float, at place: Int, bit: UInt16) {
    let seen = matched[place]
    if seen & bit != 0 {
      if score > best[place] {
        total[place] += score - best[place]
        best[place] = score
      }
      return
    }
    if seen == 0 {
      touched[touchedCount.pointee] = UInt16(truncatingIfNeeded: place)
      touchedCount.pointee += 1
      total[place] = score
      named[place] = 0
      inTitle[place] = 0
      inProduct[place] = 0
      clean[place] = 0
      coded[place] = 0
      covered[place] = 0
      covering[place] = 0
    } else {
      total[place] += score
    }
    best[place] = score
    matched[place] = seen | bit
  }

  /// Counts the terms of a title that a concept covers: of several alternatives the longest.
  @inline(__always)
  func cover(_ count: Int, at place: Int, bit: UInt16) {
    let count = UInt8(truncatingIfNeeded: count)
    let known = covering[place] & bit == 0 ? 0 : coveredLast[place]
    guard count > known else { return }
    covering[place] |= bit
    covered[place] &+= count - known
    coveredLast[place] = count
  }

  /// Begins another alternative of several terms.
  func beginAlternative() { found.update(repeating: 0, count: Self.span) }
}
