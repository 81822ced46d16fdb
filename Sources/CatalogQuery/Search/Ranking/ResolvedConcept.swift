import CatalogSchema

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A concept with the documents of its terms.
struct ResolvedConcept {
  struct Alternative {
    struct Leaf {
      var term: String
      var list: PostingList
      /// The fields that count, as bits of an ``Occurrence``: all, or all but codes.
      var fields: UInt16 = .max
      /// The rarity of the term, times the weight of the alternative.
      var weight: Float = 0
    }

    var leaves: [Leaf]
    var kind: QueryAlternative.Kind
    var weight: Float
    /// As typed, or another way to say the same: counts for an exact title.
    var isLiteral: Bool { kind == .word || kind == .renamed || kind == .synonym && weight > 0.9 }
    /// A code as typed: no other comes between the documents that have it.
    var isCode: Bool {
      leaves.count == 1 && (kind == .code && weight > 1 || kind == .word && IDParts.isCertain(leaves[0].term))
    }
    /// The sum of the weights of its terms.
    var mass: Float { leaves.reduce(0) { $0 + $1.weight } }
  }

  var concept: QueryConcept
  var alternatives: [Alternative] = []
  /// The documents of the scope with the term that the concept names.
  var listed: [UInt64]?

  /// An upper bound of the documents that have it.
  var size: Int {
    alternatives.reduce(0) { $0 + ($1.leaves.map(\.list.count).min() ?? 0) }
      + (listed?.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0)
  }
  var isEmpty: Bool { alternatives.isEmpty && listed == nil }

  /// The weight of the rarest way to write it: how much it says that a document has the concept.
  var mass: Float { max(1, alternatives.map(\.mass).max() ?? 0) }

  /// Weighs the terms by how many documents hold them.
  static func weigh(_ concepts: inout [ResolvedConcept], _ statistics: SearchStatistics) {
    var counts = statistics.counts[...]
    for concept in concepts.indices {
      for alternative in concepts[concept].alternatives.indices {
        let weight = concepts[concept].alternatives[alternative].weight
        for leaf in concepts[concept].alternatives[alternative].leaves.indices {
          let rarity = Self.rarity(counts.popFirst() ?? 1, of: statistics.documents)
          concepts[concept].alternatives[alternative].leaves[leaf].weight = rarity * weight
        }
      }
      concepts[concept].holdSynonymsBack()
    }
  }

  /// A synonym says no more than what was typed, however rare it is: `plan 1` is not found first where it is called
  /// `P1`.
  private mutating func holdSynonymsBack() {
    guard let typed = alternatives.first(where: { $0.kind == .word })?.mass else { return }
    for number in alternatives.indices where alternatives[number].kind == .synonym {
      let most = typed * min(1, alternatives[number].weight)
      let mass = alternatives[number].mass
      guard mass > most else { continue }
      for leaf in alternatives[number].leaves.indices { alternatives[number].leaves[leaf].weight *= most / mass }
    }
  }

  static func counts(_ concepts: [ResolvedConcept]) -> [Int] {
    concepts.flatMap { $0.alternatives.flatMap { $0.leaves.map(\.list.count) } }
  }

  /// How rare a term is, as SQLite's full-text search counts it.
  private static func rarity(_ documents: Int, of all: Int) -> Float {
    let value = log((Float(all) - Float(documents) + 0.5) / (Float(documents) + 0.5))
    return value > 0 ? value : 1e-6
  }
}

extension SearchIndex {
  /// The most replacements of a misspelt word.
  private static let mostNeighbours = 6

  mutating func resolve(_ alternative: QueryAlternative) throws -> ResolvedConcept.Alternative? {
    var leaves: [ResolvedConcept.Alternative.Leaf] = []
    let areCodes = IDParts.areParts(alternative.terms)
    for term in alternative.terms {
      let list = term.isBeginning ? try postings(beginning: term.text) : try postings(term.text)
      if list.isEmpty { return nil }
      leaves.append(
        ResolvedConcept.Alternative.Leaf(
          term: term.isBeginning ? term.text + SearchTerms.mark : term.text, list: list,
          fields: areCodes || (term.isBeginning ? IDParts.isBeginning(term.text) : IDParts.isWord(term.text))
            ? .max : ~Occurrence.codes))
    }
    // The rarest first: the others skip documents that it lacks.
    if alternative.kind != .word, alternative.kind != .renamed { leaves.sort { $0.list.count < $1.list.count } }
    return leaves.isEmpty
      ? nil : ResolvedConcept.Alternative(leaves: leaves, kind: alternative.kind, weight: alternative.weight)
  }

  /// Resolves a concept to the documents of all its spellings; without any, to those of longer or similar words.
  ///
  /// `isLenient` looks for similar words even where the word itself is known.
  mutating func resolve(_ concept: QueryConcept, isLenient: Bool) throws -> ResolvedConcept {
    var resolved = ResolvedConcept(concept: concept)
    for alternative in concept.alternatives {
      if let found = try resolve(alternative) { resolved.alternatives.append(found) }
    }
    if resolved.alternatives.isEmpty, !concept.isUnfinished, concept.alternatives.count > 0,
      concept.alternatives[0].terms.count == 1, case let word = concept.alternatives[0].terms[0].text,
      word.utf8.count >= 3,
      let found = try resolve(QueryAlternative([word], .beginning, 0.6, isUnfinished: true))
    {
      resolved.alternatives.append(found)
    }
    if resolved.alternatives.isEmpty || isLenient, let word = concept.spellable {
      for neighbour in try neighbours(of: word, isBeginning: concept.isUnfinished) {
        let weight: Float = neighbour.distance <= 1 ? 0.6 : 0.4
        if let found = try resolve(QueryAlternative([neighbour.word], .typo, weight)) {
          resolved.alternatives.append(found)
        }
      }
    }
    return resolved
  }

  /// The words that a misspelt one may mean: whole ones, or else, while it is still being typed, their beginnings.
  mutating func neighbours(of word: String, isBeginning: Bool, within limit: Int? = nil) throws
    -> [Vocabulary.Neighbour]
  {
    let limit = limit ?? Vocabulary.tolerance(letters: word.unicodeScalars.count)
    guard limit > 0 else { return [] }
    if memory.vocabulary == nil {
      memory.vocabulary = try Vocabulary(db)
      memory.additions += 1
    }
    guard let vocabulary = memory.vocabulary else { return [] }
    let whole = vocabulary.neighbours(of: word, within: limit, isBeginning: false, most: Self.mostNeighbours)
    if !whole.isEmpty || !isBeginning { return whole }
    return vocabulary.neighbours(of: word, within: limit, isBeginning: true, most: Self.mostNeighbours)
  }
}
