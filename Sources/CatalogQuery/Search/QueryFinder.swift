import CatalogModel
import CatalogSchema
import GRDB

/// The result of a query, and its reading.
struct QueryFindings {
  var matches: Matches
  var concepts: [ResolvedConcept]
  var statistics: SearchStatistics
  /// A corrected query, if words are unknown.
  var suggestion: String?
  /// Everything that may be marked in a title.
  var terms: Set<String> { Set(concepts.flatMap { $0.alternatives.flatMap { $0.leaves.map(\.term) } }) }
  /// The terms of the query.
  var wantedTerms: [ClassTerm] { concepts.compactMap(\.concept.term) }
}

/// Answers a query: all words, else words spelt nearly so, else the most of the words.
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

  init(query: SearchQuery, scope: Scope?, conditions: ListingConditions, lookups: Lookups) {
    self.query = query
    self.scope = scope
    self.conditions = conditions
    self.lookups = lookups
  }

  /// Finds the documents of the query; `filter` removes those that their texts exclude.
  func find(
    _ index: inout SearchIndex, filter: (inout [Match], SearchIndex) throws -> Void
  ) throws -> QueryFindings {
    var findings = try attempt(&index, isLenient: false, wantsAll: true, filter)
    if !wantsPartialMatches, !findings.matches.all.isEmpty {
      if findings.concepts.contains(where: \.isTypo) { findings.suggestion = suggestion(findings.concepts) }
      return findings
    }
    if !wantsPartialMatches,
      query.concepts.contains(where: {
        $0.spellable.map { Vocabulary.tolerance(letters: $0.unicodeScalars.count) > 0 } ?? false
      })
    {
      var lenient = try attempt(&index, isLenient: true, wantsAll: true, filter)
      if !lenient.matches.all.isEmpty {
        lenient.suggestion = suggestion(lenient.concepts)
        return lenient
      }
    }
    if let apart = try takenApart(&index) {
      var finder = self
      finder.query = apart
      return try finder.find(&index, filter: filter)
    }
    let spelling = try spelling(findings.concepts, &index)
    if query.concepts.count > 1 { findings = try attempt(&index, isLenient: false, wantsAll: false, filter) }
    findings.suggestion = spelling
    return findings
  }

  private func attempt(
    _ index: inout SearchIndex, isLenient: Bool, wantsAll: Bool, _ filter: (inout [Match], SearchIndex) throws -> Void
  ) throws -> QueryFindings {
    let asked = isTextOnly ? query.concepts.map(\.asTyped) : query.concepts
    var concepts = try asked.map { try index.resolve($0, isLenient: isLenient) }
    for number in concepts.indices {
      if let term = concepts[number].concept.term, let scope {
        concepts[number].listed = try index.listed(term, scope, conditions, lookups)
      }
    }
    let counts = ResolvedConcept.counts(concepts)
    var statistics = SearchStatistics(documents: index.memory.documents, terms: index.memory.terms, counts: counts)
    if let pinned, pinned.counts.count == counts.count { statistics = pinned }
    ResolvedConcept.weigh(&concepts, statistics)
    let matcher = Matcher(
      concepts: concepts, marketCounts: scope?.marketCounts, isPurchasable: scope?.isPurchasable ?? [],
      averageLength: statistics.averageLength, queryLength: query.terms.count, isTextOnly: isTextOnly)
    var matches = wantsAll ? try matcher.all(&index) : try matcher.some(&index)
    try filter(&matches.all, index)
    return QueryFindings(matches: matches, concepts: concepts, statistics: statistics)
  }

  /// The query with unmatched multi-word synonyms split into words; `nil` where there is none.
  private func takenApart(_ index: inout SearchIndex) throws -> SearchQuery? {
    var apart = query
    apart.concepts = []
    for concept in query.concepts {
      let words = concept.words
      var alone = self
      alone.query.concepts = [concept]
      alone.pinned = nil
      let isBarren =
        try words.count > 1
        && alone.attempt(&index, isLenient: false, wantsAll: true) { _, _ in }.matches.all.isEmpty
      apart.concepts += isBarren ? words : [concept]
    }
    apart.concepts = Array(apart.concepts.prefix(SearchQuery.mostConcepts))
    return apart.concepts.count > query.concepts.count ? apart : nil
  }

  // MARK: - Did you mean

  /// The query with the nearest words in the place of those that are unknown.
  private func suggestion(_ concepts: [ResolvedConcept]) -> String? {
    let words = concepts.map { concept in
      concept.isTypo ? concept.alternatives[0].leaves[0].term : concept.concept.text
    }
    return words.joined(separator: " ")
  }

  /// A wider guess than a search makes on its own: one more mistake.
  private func spelling(_ concepts: [ResolvedConcept], _ index: inout SearchIndex) throws -> String? {
    var isChanged = false
    let words = try concepts.map { concept -> String in
      guard concept.isEmpty, let word = concept.concept.spellable else { return concept.concept.text }
      let limit = Vocabulary.tolerance(letters: word.unicodeScalars.count) + 1
      guard
        let nearest = try index.neighbours(of: word, isBeginning: concept.concept.isUnfinished, within: limit).first
      else { return word }
      isChanged = true
      return nearest.word
    }
    return isChanged ? words.joined(separator: " ") : nil
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
