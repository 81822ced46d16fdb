import CatalogStore

/// Finds and weighs the documents that have the concepts of a query.
///
/// Chunk after chunk of documents: each term's entries are gone through once and added up in ``Tables`` of 2,048 documents
/// that stay in the processor's nearest memory. An entry costs a nanosecond or two, so that all matches are weighed, also
/// of the commonest word: nothing is left out to be fast, and totals and facets are exact.
struct Matcher {
  var concepts: [ResolvedConcept]
  /// How many of the markets asked for a document stands in; `nil` admits all.
  var marketCounts: [UInt16]?
  /// The documents that can be bought, one bit each.
  var isPurchasable: [UInt64]
  var averageLength: Float
  /// How many terms the whole query has, to tell an exact title.
  var queryLength: Int
  /// Only the text counts: for comparison with other rankings.
  var isTextOnly = false

  /// All documents that have all concepts.
  func all(_ index: inout SearchIndex) throws -> Matches {
    guard !concepts.isEmpty, concepts.allSatisfy({ !$0.isEmpty }) else { return Matches() }
    return try matches(&index, wantsAll: true)
  }

  /// The documents that have the most of them, by how much the concepts they have say.
  func some(_ index: inout SearchIndex) throws -> Matches {
    var matches = try matches(&index, wantsAll: false)
    matches.isPartial = true
    return matches
  }

  private func matches(_ index: inout SearchIndex, wantsAll: Bool) throws -> Matches {
    // The rarest first: what it does not admit is passed over by the others.
    let order = concepts.indices.sorted { concepts[$0].size < concepts[$1].size }
    let tables = Tables(concepts: concepts.count)
    var matches = Matches()
    let counts = marketCounts ?? []
    for chunk in chunks(wantsAll: wantsAll) {
      try index.loadRecords(chunk: chunk)
      tables.clear()
      counts.withUnsafeBufferPointer { counts in
        _ = index.memory.records.withPointers { lengths, records in
          let pass = ChunkPass(
            chunk: chunk, tables: tables, lengths: lengths, records: records,
            counts: marketCounts == nil ? nil : counts, averageLength: averageLength)
          var required: UInt16 = 0
          for number in order {
            pass.add(concepts[number], number: number, required: wantsAll ? required : 0)
            required |= 1 << UInt16(number)
          }
          collect(pass, wantsAll: wantsAll, into: &matches.all)
        }
      }
    }
    if !wantsAll, let best = matches.all.map({ Relevance.share($0.relevance) }).max() {
      matches.all.removeAll { Relevance.share($0.relevance) < best * 0.75 }
    }
    return matches
  }

  /// The chunks where there may be matches.
  private func chunks(wantsAll: Bool) -> [Int] {
    var chunks: Set<Int>?
    for concept in concepts {
      var here = Set<Int>()
      for alternative in concept.alternatives { here.formUnion(alternative.leaves[0].list.chunks.map(\.number)) }
      if let listed = concept.listed { here.formUnion(0..<(listed.count * 64 / PostingChunk.span)) }
      chunks = chunks.map { wantsAll ? $0.intersection(here) : $0.union(here) } ?? here
    }
    return chunks?.sorted() ?? []
  }

  // MARK: - The whole

  /// Weighs what the tables of a chunk hold.
  private func collect(_ pass: ChunkPass, wantsAll: Bool, into matches: inout [Match]) {
    let tables = pass.tables
    let full = UInt16(truncatingIfNeeded: (1 << concepts.count) - 1)
    let masses = concepts.map(\.mass)
    let whole = masses.reduce(0, +)
    for place in 0..<Tables.span {
      let matched = tables.matched[place]
      guard wantsAll ? matched == full : matched != 0 else { continue }
      let document = pass.base + place
      let text = tables.total[place]
      if isTextOnly {
        matches.append(Match(document: UInt32(document), relevance: text))
        continue
      }
      let record = pass.records + document * DocumentRecord.size
      let titleLength = Int(record.load(fromByteOffset: DocumentRecord.Field.titleLength, as: UInt8.self))
      let isMicrosoft = record.load(fromByteOffset: DocumentRecord.Field.flags, as: UInt8.self) & 1 != 0
      var relevance = min(
        Relevance.mostOfText,
        text + bonus(place, tables, titleLength: titleLength) + (isMicrosoft ? Relevance.microsoft : 0))
      if document / 64 < isPurchasable.count, isPurchasable[document / 64] >> UInt64(document % 64) & 1 != 0 {
        relevance += Relevance.purchasable
      }
      if tables.named[place] & matched == matched { relevance += Relevance.inNames }
      if tables.clean[place] & matched == matched { relevance += Relevance.noTypo }
      if !wantsAll {
        var mass: Float = 0
        for (concept, value) in masses.enumerated() where matched >> UInt16(concept) & 1 != 0 { mass += value }
        relevance += Relevance.share(of: mass, in: whole)
      } else if tables.inTitle[place] == full, titleLength == queryLength {
        relevance += Relevance.exactTitle
      } else if tables.inProduct[place] == full,
        Int(record.load(fromByteOffset: DocumentRecord.Field.productLength, as: UInt8.self)) == queryLength
      {
        relevance += Relevance.exactProduct
      }
      matches.append(Match(document: UInt32(document), relevance: relevance))
    }
  }

  /// How much of the title was asked for, and what stands side by side there.
  private func bonus(_ place: Int, _ tables: Tables, titleLength: Int) -> Float {
    let inTitle = tables.inTitle[place]
    guard inTitle != 0, titleLength > 0 else { return 0 }
    var bonus: Float = 0
    var covered = 0
    var end = 0
    for number in concepts.indices {
      guard inTitle >> UInt16(number) & 1 != 0 else {
        end = 0
        continue
      }
      let length = concepts[number].concept.length
      covered += length
      let position = Int(tables.position[number * Tables.span + place])
      if position > 0, position == end { bonus += Relevance.sideBySide }
      end = position > 0 ? position + length : 0
    }
    return bonus + Relevance.coverage * Float(min(covered, titleLength)) / Float(titleLength)
  }
}
