import CatalogSchema

/// Finds and weighs the documents that have the concepts of a query.
///
/// Chunk after chunk of documents: each term's entries are gone through once and added up in ``ScoreAccumulators`` of
/// 2,048 documents that stay in the processor's nearest memory. An entry costs a nanosecond or two, so that all matches
/// are weighed, also of the commonest word: nothing is left out to be fast, and totals and facets are exact.
struct Matcher {
  var concepts: [ResolvedConcept]
  /// The number of requested markets of each document; `nil` admits all.
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
    matches.isPartial = !matches.all.isEmpty
    return matches
  }

  private func matches(_ index: inout SearchIndex, wantsAll: Bool) throws -> Matches {
    // The rarest first: the others skip documents that it excludes.
    let sizes = concepts.map(\.size)
    let order = concepts.indices.sorted { sizes[$0] < sizes[$1] }
    let tables = ScoreAccumulators(concepts: concepts.count)
    let weighing = Weighing(concepts)
    var matches = Matches()
    var held: [UInt16] = []
    let counts = marketCounts ?? []
    for (chunk, isNeeded) in chunks(wantsAll: wantsAll).prefix(index.memory.records.chunks).enumerated()
    where isNeeded {
      try index.loadRecords(chunk: chunk)
      tables.clear()
      counts.withUnsafeBufferPointer { counts in
        index.memory.records.withPointers { lengths, records in
          let pass = ChunkScorer(
            chunk: chunk, tables: tables, lengths: lengths, records: records,
            counts: marketCounts == nil ? nil : counts, averageLength: averageLength)
          var required: UInt16 = 0
          for number in order {
            pass.add(concepts[number], number: number, required: wantsAll ? required : 0)
            required |= 1 << UInt16(number)
          }
          collect(pass, weighing, wantsAll: wantsAll, into: &matches.all, held: &held)
        }
      }
    }
    if !wantsAll { keepTelling(&matches.all, held, weighing) }
    if !wantsAll, let best = matches.all.map({ Relevance.share($0.relevance) }).max() {
      matches.all.removeAll { Relevance.share($0.relevance) < best * 0.75 }
    }
    return matches
  }

  /// Keeps the partial matches that have at least half of the concepts, and of those that such matches have, the rarest.
  private func keepTelling(_ matches: inout [Match], _ held: [UInt16], _ weighing: Weighing) {
    let least = (concepts.count + 1) / 2
    let common = held.reduce(UInt16(0)) { $1.nonzeroBitCount >= least ? $0 | $1 : $0 }
    guard
      let rarest = concepts.indices.filter({ common >> UInt16($0) & 1 != 0 }).max(by: {
        weighing.masses[$0] < weighing.masses[$1]
      })
    else {
      matches = []
      return
    }
    matches = zip(matches, held).compactMap { match, held in
      held.nonzeroBitCount >= least && held >> UInt16(rarest) & 1 != 0 ? match : nil
    }
  }

  /// In which chunks there may be matches.
  private func chunks(wantsAll: Bool) -> [Bool] {
    var chunks: [Bool] = []
    for (number, concept) in concepts.enumerated() {
      var here: [Bool] = []
      func add(_ chunk: Int) {
        while here.count <= chunk { here.append(false) }
        here[chunk] = true
      }
      for alternative in concept.alternatives {
        for chunk in alternative.leaves[0].list.chunks { add(chunk.number) }
      }
      if let listed = concept.listed {
        for chunk in 0..<(listed.count * 64 / PostingChunk.span) { add(chunk) }
      }
      if number == 0 {
        chunks = here
      } else if wantsAll {
        chunks = zip(chunks, here).map { $0 && $1 }
      } else {
        for chunk in here.indices where here[chunk] {
          while chunks.count <= chunk { chunks.append(false) }
          chunks[chunk] = true
        }
      }
    }
    return chunks
  }

  // MARK: - All chunks

  /// Weights that all documents share.
  private struct Weighing {
    /// How many terms of a title each concept is, and how much it says that a document has it.
    var lengths: [Int]
    var masses: [Float]
    /// One bit for each concept.
    var full: UInt16
    /// Whether trials were asked for.
    var wantsTrials: Bool
    /// What an exact title weighs: less where the query is a title for what was typed.
    var exactTitle: Float

    init(_ concepts: [ResolvedConcept]) {
      wantsTrials = concepts.contains { $0.concept.text.contains("trial") }
      exactTitle = concepts.contains { $0.concept.otherName != nil } ? Relevance.exactProduct : Relevance.exactTitle
      lengths = concepts.map(\.concept.length)
      masses = concepts.map(\.mass)
      full = UInt16(truncatingIfNeeded: (1 << concepts.count) - 1)
    }
  }

  /// Scores the tables of a chunk.
  ///
  /// `held` gets the concepts of each partial match.
  private func collect(
    _ pass: ChunkScorer, _ weighing: Weighing, wantsAll: Bool, into matches: inout [Match], held: inout [UInt16]
  ) {
    let tables = pass.tables
    let full = weighing.full
    let wantsTrials = weighing.wantsTrials
    let exactTitle = weighing.exactTitle
    let size = DocumentRecord.size
    let (titleField, productField) = (DocumentRecord.Field.titleLength, DocumentRecord.Field.productLength)
    let flagsField = DocumentRecord.Field.flags
    let base = pass.base
    for index in 0..<tables.touchedCount.pointee {
      let place = Int(tables.touched[index])
      let matched = tables.matched[place]
      if wantsAll, matched != full { continue }
      let document = base + place
      let text = tables.total[place]
      if !wantsAll { held.append(matched) }
      if isTextOnly {
        matches.append(Match(document: UInt32(document), relevance: text))
        continue
      }
      let record = pass.records + document * size
      let titleLength = Int(record.load(fromByteOffset: titleField, as: UInt8.self))
      let flags = record.load(fromByteOffset: flagsField, as: UInt8.self)
      var relevance = min(
        Relevance.mostOfText,
        text + bonus(place, tables, weighing, titleLength: titleLength) + (flags & 1 != 0 ? Relevance.microsoft : 0)
          + (flags & 2 == 0 || wantsTrials ? Relevance.lasting : 0))
      if document / 64 < isPurchasable.count, isPurchasable[document / 64] >> UInt64(document % 64) & 1 != 0 {
        relevance += Relevance.purchasable
      }
      if tables.coded[place] != 0 { relevance += Relevance.exactCode }
      if tables.named[place] & matched == matched { relevance += Relevance.inNames }
      if tables.clean[place] & matched == matched { relevance += Relevance.noTypo }
      if !wantsAll {
        var (mass, whole): (Float, Float) = (0, 0)
        for (concept, value) in weighing.masses.enumerated() {
          whole += value
          if matched >> UInt16(concept) & 1 != 0 { mass += value }
        }
        relevance += Relevance.share(of: mass, in: whole)
      } else if tables.inTitle[place] == full,
        titleLength == queryLength || titleLength == Int(tables.covered[place])
      {
        relevance += exactTitle
      } else if tables.inProduct[place] == full,
        Int(record.load(fromByteOffset: productField, as: UInt8.self)) == queryLength
      {
        relevance += Relevance.exactProduct
      }
      matches.append(Match(document: UInt32(document), relevance: relevance))
    }
  }

  /// A bonus for the share of the title that the query covers, and for neighbours.
  private func bonus(_ place: Int, _ tables: ScoreAccumulators, _ weighing: Weighing, titleLength: Int) -> Float {
    let covered = Int(tables.covered[place])
    guard covered > 0, titleLength > 0 else { return 0 }
    let inTitle = tables.inTitle[place]
    var bonus: Float = 0
    var end = 0
    for (number, length) in weighing.lengths.enumerated() {
      guard inTitle >> UInt16(number) & 1 != 0 else {
        end = 0
        continue
      }
      let position = Int(tables.position[number * ScoreAccumulators.span + place])
      if position > 0, position == end { bonus += Relevance.sideBySide }
      end = position > 0 ? position + length : 0
    }
    if end == titleLength + 1 { bonus += Relevance.ending }
    if covered == titleLength, tables.covering[place] == weighing.full { bonus += Relevance.wholeTitle }
    return bonus + Relevance.coverage * Float(min(covered, titleLength)) / Float(titleLength)
  }
}
