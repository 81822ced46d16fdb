import CatalogStore

/// What is known of each document of a chunk while its terms are added up: a table for each fact, indexed by the document's
/// place in the chunk.
final class Tables {
  static let span = PostingChunk.span

  let total: UnsafeMutablePointer<Float>
  /// The best alternative of the concept at hand.
  let best: UnsafeMutablePointer<Float>
  /// One bit for each concept: the document has it; in a title or code; as typed in the title; in the product's title;
  /// without a typing error.
  let matched: UnsafeMutablePointer<UInt16>
  let named: UnsafeMutablePointer<UInt16>
  let inTitle: UnsafeMutablePointer<UInt16>
  let inProduct: UnsafeMutablePointer<UInt16>
  let clean: UnsafeMutablePointer<UInt16>
  /// Where each concept begins in the title, from 1; 0 for not there. One table for each concept.
  let position: UnsafeMutablePointer<UInt8>
  /// Of an alternative of several terms: how many were found, what they weigh together, where all of them stand.
  let found: UnsafeMutablePointer<UInt8>
  let foundWeight: UnsafeMutablePointer<Float>
  let foundFields: UnsafeMutablePointer<UInt16>
  private let positions: Int

  init(concepts: Int) {
    func table<Value: BinaryInteger>(_ count: Int, of zero: Value) -> UnsafeMutablePointer<Value> {
      let table = UnsafeMutablePointer<Value>.allocate(capacity: count)
      table.initialize(repeating: zero, count: count)
      return table
    }
    func floats() -> UnsafeMutablePointer<Float> {
      let table = UnsafeMutablePointer<Float>.allocate(capacity: Self.span)
      table.initialize(repeating: 0, count: Self.span)
      return table
    }
    positions = Self.span * max(1, concepts)
    total = floats()
    best = floats()
    foundWeight = floats()
    matched = table(Self.span, of: UInt16(0))
    named = table(Self.span, of: UInt16(0))
    inTitle = table(Self.span, of: UInt16(0))
    inProduct = table(Self.span, of: UInt16(0))
    clean = table(Self.span, of: UInt16(0))
    foundFields = table(Self.span, of: UInt16(0))
    position = table(positions, of: UInt8(0))
    found = table(Self.span, of: UInt8(0))
  }

  deinit {
    total.deallocate()
    best.deallocate()
    foundWeight.deallocate()
    matched.deallocate()
    named.deallocate()
    inTitle.deallocate()
    inProduct.deallocate()
    clean.deallocate()
    foundFields.deallocate()
    position.deallocate()
    found.deallocate()
  }

  /// Forgets the chunk.
  func clear() {
    total.update(repeating: 0, count: Self.span)
    matched.update(repeating: 0, count: Self.span)
    named.update(repeating: 0, count: Self.span)
    inTitle.update(repeating: 0, count: Self.span)
    inProduct.update(repeating: 0, count: Self.span)
    clean.update(repeating: 0, count: Self.span)
    position.update(repeating: 0, count: positions)
  }

  /// Begins another concept.
  func beginConcept() { best.update(repeating: 0, count: Self.span) }

  /// Begins another alternative of several terms.
  func beginAlternative() { found.update(repeating: 0, count: Self.span) }
}
