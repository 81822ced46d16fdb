import CatalogSchema

/// Adds the entries of one chunk of documents up in the tables: the inner loop of search.
struct ChunkScorer {
  let chunk: Int
  let tables: ScoreAccumulators
  /// Of all documents.
  let lengths: UnsafePointer<UInt16>
  let records: UnsafeRawPointer
  /// In how many markets each document counts; `nil` for all.
  let counts: UnsafeBufferPointer<UInt16>?
  let averageLength: Float

  /// The number of the chunk's first document.
  var base: Int { chunk * PostingChunk.span }

  // The constants of SQLite's bm25().
  private static let k1: Float = 1.2
  private static let b: Float = 0.75

  /// The weighted frequency of each possible ``Occurrence``.
  private static let frequencies: [Float] = (0...Occurrence.frequencies).map {
    Occurrence(rawValue: $0).weightedFrequency
  }

  private func admits(_ document: Int) -> Bool {
    guard let counts else { return true }
    return document < counts.count && counts[document] != 0
  }

  /// Adds a concept, only to documents with the concepts in `required`.
  func add(_ concept: ResolvedConcept, number: Int, required: UInt16) {
    for alternative in concept.alternatives {
      if alternative.leaves.count == 1 {
        addOne(alternative, number: number, required: required)
      } else {
        addSeveral(alternative, number: number, required: required)
      }
    }
    if let listed = concept.listed { add(listed, number: number, required: required) }
  }

  /// An alternative of one term: the loop that most time goes into.
  private func addOne(_ alternative: ResolvedConcept.Alternative, number: Int, required: UInt16) {
    let leaf = alternative.leaves[0]
    let range = leaf.list.range(of: chunk)
    guard !range.isEmpty else { return }
    let bit: UInt16 = 1 << UInt16(number)
    let cleanBit: UInt16 = alternative.kind == .typo ? 0 : bit
    let literalBit: UInt16 = alternative.isLiteral ? bit : 0
    let codeBit: UInt16 = alternative.isCode ? bit : 0
    let fields = leaf.fields
    let weight = leaf.weight * (Self.k1 + 1)
    let slope = Self.k1 * Self.b / averageLength
    let offset = Self.k1 * (1 - Self.b)
    let position = tables.position + number * ScoreAccumulators.span
    let lengths = lengths + base
    let tables = tables
    let (often, names, title) = (Occurrence.frequencies, Occurrence.names, Occurrence.title)
    leaf.list.entries.withUnsafeBufferPointer { entries in
      Self.frequencies.withUnsafeBufferPointer { frequencies in
        for index in range {
          let entry = entries[index]
          let place = Int(entry >> 16)
          guard tables.matched[place] & required == required, admits(base + place) else { continue }
          let occurrence = UInt16(truncatingIfNeeded: entry) & fields
          guard occurrence & often != 0 else { continue }
          let frequency = frequencies[Int(occurrence & often)]
          tables.add(
            weight * frequency / (frequency + offset + slope * Float(lengths[place])), at: place, bit: bit)
          tables.clean[place] |= cleanBit
          if occurrence & names != 0 {
            tables.named[place] |= bit
            if codeBit != 0 { tables.coded[place] |= codeBit }
            if occurrence & title != 0 { tables.cover(1, at: place, bit: bit) }
          }
          if literalBit != 0 {
            if occurrence & 0x3 != 0 { tables.inTitle[place] |= bit }
            if occurrence & 0xC != 0 { tables.inProduct[place] |= bit }
            position[place] = UInt8(truncatingIfNeeded: occurrence >> 10 & 31)
          }
        }
      }
    }
  }

  /// An alternative of several terms: a document must have all of them.
  private func addSeveral(_ alternative: ResolvedConcept.Alternative, number: Int, required: UInt16) {
    let ranges = alternative.leaves.map { $0.list.range(of: chunk) }
    guard ranges.allSatisfy({ !$0.isEmpty }) else { return }
    let bit: UInt16 = 1 << UInt16(number)
    tables.beginAlternative()
    let slope = Self.k1 * Self.b / averageLength
    let offset = Self.k1 * (1 - Self.b)
    let tables = tables
    let lengths = lengths + base
    let base = base
    let often = Occurrence.frequencies
    let all = Self.frequencies
    for (step, leaf) in alternative.leaves.enumerated() {
      let isLast = step == alternative.leaves.count - 1
      let weight = leaf.weight * (Self.k1 + 1)
      leaf.list.entries.withUnsafeBufferPointer { entries in
        for index in ranges[step] {
          let entry = entries[index]
          let place = Int(entry >> 16)
          guard tables.found[place] == UInt8(step), tables.matched[place] & required == required, admits(base + place)
          else { continue }
          let occurrence = UInt16(truncatingIfNeeded: entry) & leaf.fields
          guard occurrence & often != 0 else { continue }
          let frequency = all[Int(occurrence & often)]
          let score = weight * frequency / (frequency + offset + slope * Float(lengths[place]))
          tables.foundWeight[place] = step == 0 ? score : tables.foundWeight[place] + score
          tables.foundFields[place] = step == 0 ? occurrence : Self.common(tables.foundFields[place], occurrence)
          tables.found[place] = UInt8(step + 1)
          if isLast { finish(place, alternative, bit: bit, number: number) }
        }
      }
    }
  }

  private func finish(_ place: Int, _ alternative: ResolvedConcept.Alternative, bit: UInt16, number: Int) {
    let fields = tables.foundFields[place]
    // A description that names the parts of a new name is not what got it.
    if alternative.kind == .renamed, fields & Occurrence.names == 0 { return }
    tables.add(tables.foundWeight[place], at: place, bit: bit)
    if fields & Occurrence.names != 0 { tables.named[place] |= bit }
    if alternative.kind != .typo { tables.clean[place] |= bit }
    if fields & Occurrence.title != 0 { tables.cover(alternative.leaves.count, at: place, bit: bit) }
    guard alternative.isLiteral else { return }
    if fields & 0x3 != 0 { tables.inTitle[place] |= bit }
    if fields & 0xC != 0 { tables.inProduct[place] |= bit }
    tables.position[number * ScoreAccumulators.span + place] = UInt8(fields >> 10 & 31)
  }

  /// The common fields, and the position of the first of them.
  private static func common(_ left: UInt16, _ right: UInt16) -> UInt16 {
    var common = left & 0x7C00
    if left & 0x3 != 0, right & 0x3 != 0 { common |= 0x1 }
    if left & 0xC != 0, right & 0xC != 0 { common |= 0x4 }
    if left & 0x30 != 0, right & 0x30 != 0 { common |= 0x10 }
    // One in the title and the other in a code is called so all the same.
    if common & Occurrence.names == 0, left & Occurrence.names != 0, right & Occurrence.names != 0 { common |= 0x10 }
    return common
  }

  /// The documents with an availability that matches the concept.
  private func add(_ listed: [UInt64], number: Int, required: UInt16) {
    let bit: UInt16 = 1 << UInt16(number)
    let words = PostingChunk.span / 64
    for word in chunk * words..<(chunk + 1) * words where word < listed.count {
      var rest = listed[word]
      while rest != 0 {
        let place = word * 64 + rest.trailingZeroBitCount - base
        rest &= rest - 1
        guard tables.matched[place] & required == required, admits(base + place) else { continue }
        tables.add(1, at: place, bit: bit)
        tables.named[place] |= bit
        tables.clean[place] |= bit
      }
    }
  }
}
