import CatalogModel
import CatalogSchema
import GRDB

/// Answers a query: all words; else words taken further or spelt nearly so; else the most of the words.
struct QueryFinder {
  var query: SearchQuery
  /// `nil` to search all texts, also those that nothing shows any more.
  let scope: Scope?
  let conditions: ListingConditions
  let lookups: Lookups
  var isTextOnly = false
  /// The statistics of the page before.
  var pinned: SearchStatistics?
  /// Whether only documents with some of the words are wanted.
  var wantsPartialMatches = false

  typealias Filter = (inout [Match], SearchIndex) throws -> Void

  init(query: SearchQuery, scope: Scope?, conditions: ListingConditions, lookups: Lookups) {
    self.query = query
    self.scope = scope
    self.conditions = conditions
    self.lookups = lookups
  }

  /// Finds the documents of the query; `filter` removes those that their texts exclude.
  func find(_ index: inout SearchIndex, filter: Filter) throws -> QueryFindings {
    var counts = TermCounts(pinned: pinned)
    var findings = try attempt(query, &index, &counts, filter)
    if isTextOnly {
      if findings.matches.all.isEmpty { try widen(&findings, &index, &counts, filter) }
    } else {
      if let renamed = query.renamed() { try merge(renamed, into: &findings, &index, &counts, filter) }
      if !findings.isNamed || wantsPartialMatches {
        try widen(&findings, &index, &counts, filter)
      } else {
        if let separated = try index.separated(query) { try merge(separated, into: &findings, &index, &counts, filter) }
        if let telling = query.withoutStopWords() {
          // `Dynamics 365 for Sales` is a title without the "for".
          try merge(telling, into: &findings, &index, &counts) { matches, index in
            matches.removeAll { $0.relevance < Relevance.exactProduct }
            try filter(&matches, index)
          }
        }
      }
    }
    if !findings.matches.all.isEmpty, !findings.matches.isPartial, findings.suggestion == nil, !findings.isSpelt {
      findings.suggestion = suggestion(findings.readings[0].concepts)
    }
    findings.statistics.counts = counts.all
    return findings
  }

  /// Looks further, where no document has all words in its names.
  private func widen(
    _ findings: inout QueryFindings, _ index: inout SearchIndex, _ counts: inout TermCounts, _ filter: Filter
  ) throws {
    if !isTextOnly, let licence = query.licence() { try merge(licence, into: &findings, &index, &counts, filter) }
    let wider = isTextOnly ? nil : try index.widened(query)
    if let wider {
      try merge(wider, into: &findings, &index, &counts, filter)
      if let renamed = wider.renamed() { try merge(renamed, into: &findings, &index, &counts, filter) }
    }
    if !wantsPartialMatches, !findings.matches.all.isEmpty { return }
    if query.concepts.contains(where: {
      $0.spellable.map { Vocabulary.tolerance(letters: $0.unicodeScalars.count) > 0 } ?? false
    }) {
      let lenient = try attempt(wider ?? query, &index, &counts, isLenient: true, filter)
      if !wantsPartialMatches, !lenient.matches.all.isEmpty {
        findings = lenient
        findings.suggestion = suggestion(lenient.readings[0].concepts)
        return
      }
    }
    if let apart = try takenApart(&index) {
      var finder = self
      finder.query = apart
      findings = try finder.find(&index, filter: filter)
      counts = TermCounts(all: findings.statistics.counts)
      return
    }
    let spelling = try spelling(findings.readings[0].concepts, &index, filter)
    if query.concepts.count > 1 {
      findings = try attempt(wider ?? query, &index, &counts, wantsAll: false, filter)
    }
    findings.suggestion = spelling
  }

  private func merge(
    _ query: SearchQuery, into findings: inout QueryFindings, _ index: inout SearchIndex, _ counts: inout TermCounts,
    _ filter: Filter
  ) throws {
    let other = try attempt(query, &index, &counts, filter)
    findings.merge(other.matches.all, reading: other.readings[0])
  }

  private func attempt(
    _ query: SearchQuery, _ index: inout SearchIndex, _ counts: inout TermCounts, isLenient: Bool = false,
    wantsAll: Bool = true, _ filter: Filter
  ) throws -> QueryFindings {
    let asked = isTextOnly ? query.concepts.map(\.asTyped) : query.concepts
    var concepts = try asked.map { try index.resolve($0, isLenient: isLenient) }
    for number in concepts.indices {
      if let term = concepts[number].concept.term, let scope {
        concepts[number].listed = try index.listed(term, scope, conditions, lookups)
      }
    }
    var statistics = SearchStatistics(documents: index.memory.documents, terms: index.memory.terms, counts: [])
    if let pinned {
      statistics.documents = pinned.documents
      statistics.terms = pinned.terms
    }
    statistics.counts = counts.take(ResolvedConcept.counts(concepts))
    ResolvedConcept.weigh(&concepts, statistics)
    let matcher = Matcher(
      concepts: concepts, marketCounts: scope?.marketCounts, isPurchasable: scope?.isPurchasable ?? [],
      averageLength: statistics.averageLength, queryLength: query.length, isTextOnly: isTextOnly)
    var matches = wantsAll ? try matcher.all(&index) : try matcher.some(&index)
    try filter(&matches.all, index)
    return QueryFindings(matches: matches, reading: ResolvedReading(concepts: concepts), statistics: statistics)
  }

  /// The query with unmatched multi-word synonyms split into words; `nil` where there is none.
  private func takenApart(_ index: inout SearchIndex) throws -> SearchQuery? {
    var apart = query
    apart.isApart = true
    apart.concepts = []
    var counts = TermCounts()
    for concept in query.concepts {
      let words = concept.words
      var alone = self
      alone.pinned = nil
      var one = query
      one.concepts = [concept]
      let isBarren = try words.count > 1 && alone.attempt(one, &index, &counts) { _, _ in }.matches.all.isEmpty
      apart.concepts += isBarren ? words : [concept]
    }
    apart.concepts = Array(apart.concepts.prefix(SearchQuery.mostConcepts))
    return apart.concepts.count > query.concepts.count ? apart : nil
  }

  // MARK: - Did you mean

  /// The query with the nearest words in the place of those that are unknown; `nil` where all are known.
  private func suggestion(_ concepts: [ResolvedConcept]) -> String? {
    guard concepts.contains(where: \.isTypo) else { return nil }
    let words = concepts.map { concept in
      concept.isTypo ? concept.alternatives[0].leaves[0].term : concept.concept.text
    }
    return words.joined(separator: " ")
  }

  /// A wider guess than a search makes on its own: one more mistake. `nil` unless all of its words are then found
  /// together.
  private func spelling(_ concepts: [ResolvedConcept], _ index: inout SearchIndex, _ filter: Filter) throws -> String? {
    var isChanged = false
    let words = try concepts.map { concept -> String in
      guard concept.isEmpty, let word = concept.concept.spellable, !StopWords.contains(word) else {
        return concept.concept.text
      }
      let limit = Vocabulary.tolerance(letters: word.unicodeScalars.count) + 1
      guard
        let nearest = try index.neighbours(of: word, isBeginning: concept.concept.isUnfinished, within: limit).first
      else { return word }
      isChanged = true
      return nearest.word
    }
    guard isChanged else { return nil }
    let text = words.joined(separator: " ")
    var counts = TermCounts()
    // A blank after the last word says that it is finished.
    let found = try attempt(SearchQuery(text + " "), &index, &counts, filter)
    return found.matches.all.isEmpty ? nil : text
  }
}

/// How many documents hold each term of all attempts at a query, or held when its first page was made.
private struct TermCounts {
  private let pinned: [Int]
  private(set) var all: [Int] = []

  /// So many go into the position of a page.
  private static let most = 600

  init(pinned: SearchStatistics? = nil) { self.pinned = pinned?.counts ?? [] }

  init(all: [Int]) {
    pinned = []
    self.all = all
  }

  /// The counts of the next attempt as they were for the page before.
  mutating func take(_ counts: [Int]) -> [Int] {
    let range = all.count..<all.count + counts.count
    let taken = range.upperBound <= pinned.count ? Array(pinned[range]) : counts
    if range.upperBound <= Self.most { all += taken }
    return taken
  }
}

extension ResolvedConcept {
  /// Whether only words spelt nearly so were found for it.
  var isTypo: Bool { !alternatives.isEmpty && alternatives.allSatisfy { $0.kind == .typo } && listed == nil }
}

extension SearchIndex {
  /// The documents of the scope with an availability of a term.
  func listed(_ term: ClassTerm, _ scope: Scope, _ conditions: ListingConditions, _ lookups: Lookups) throws
    -> [UInt64]?
  {
    var copy = self
    let words = (memory.records.capacity + DocumentSet.span - 1) / DocumentSet.span * DocumentSet.words
    var documents = [UInt64](repeating: 0, count: words)
    var isEmpty = true
    for place in scope.places {
      try listing(of: place) { number, chunk, blob in
        guard let listingClass = try copy.listingClass(number), term.isHeld(by: listingClass.terms),
          conditions.admits(listingClass, segment: lookups.segment(listingClass.segment)),
          (chunk + 1) * DocumentSet.words <= words
        else { return }
        isEmpty = false
        documents.withUnsafeMutableBufferPointer {
          DocumentSet.add(
            blob,
            to: UnsafeMutableBufferPointer(rebasing: $0[chunk * DocumentSet.words..<(chunk + 1) * DocumentSet.words]))
        }
      }
    }
    return isEmpty ? nil : documents
  }
}
