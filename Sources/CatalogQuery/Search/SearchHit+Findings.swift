import CatalogModel
import CatalogStore

extension SearchHit {
  /// A hit, with its reasons where they are asked for.
  ///
  /// - Parameter terms: what is to be marked.
  init(
    hit item: CatalogItem, document: Int, siblings: Int?, _ found: QueryFindings?, terms: Set<String>, explains: Bool,
    relevance: Float, scope: Scope, _ index: SearchIndex
  ) {
    self.init(item: item, missing: [], matchingSKUs: siblings, terms: terms)
    guard let found else {
      if explains { explanation = SearchExplanation(tiers: [], words: [], relevance: relevance) }
      return
    }
    guard explains || found.matches.isPartial else { return }
    let reasons = HitReasons(document: document, found)
    if found.matches.isPartial { missing = reasons.missing }
    if explains {
      explanation = reasons.explanation(
        relevance: relevance, record: index.memory.records.record(document), scope: scope)
    }
  }
}

/// What of a query stands where in one document.
struct HitReasons {
  private struct Part {
    var concept: ResolvedConcept
    var alternative: ResolvedConcept.Alternative?
    var fields: [SearchDocument.Field] = []
    var score: Float = 0
    var isListed = false
  }

  private let document: Int
  private var parts: [Part] = []
  private let isPartial: Bool

  init(document: Int, _ found: QueryFindings) {
    self.document = document
    isPartial = found.matches.isPartial
    parts = found.concepts.map { Self.part($0, document) }
  }

  private static func part(_ concept: ResolvedConcept, _ document: Int) -> Part {
    var part = Part(concept: concept)
    for alternative in concept.alternatives {
      let occurrences = alternative.leaves.compactMap { $0.list.occurrence(in: document) }
      guard occurrences.count == alternative.leaves.count else { continue }
      let score = zip(alternative.leaves, occurrences).reduce(Float(0)) { sum, pair in
        let frequency = pair.1.weightedFrequency
        return sum + pair.0.weight * 2.2 * frequency / (frequency + 1.2)
      }
      guard part.alternative == nil || score > part.score else { continue }
      part.alternative = alternative
      part.score = score
      part.fields = SearchDocument.Field.allCases.filter { field in occurrences.contains { $0.count(in: field) > 0 } }
    }
    if part.alternative == nil, let listed = concept.listed, document / 64 < listed.count {
      part.isListed = listed[document / 64] >> UInt64(document % 64) & 1 != 0
    }
    return part
  }

  var missing: [String] {
    parts.filter { $0.alternative == nil && !$0.isListed }.map(\.concept.concept.text)
  }

  func explanation(relevance: Float, record: DocumentRecord, scope: Scope) -> SearchExplanation {
    var tiers: [String] = []
    let literal = parts.allSatisfy { $0.alternative?.isLiteral ?? false }
    let length = parts.reduce(0) { $0 + $1.concept.concept.length }
    func all(in field: SearchDocument.Field) -> Bool { parts.allSatisfy { $0.fields.contains(field) } }
    if !isPartial, literal, all(in: .title), Int(record.titleLength) == length {
      tiers.append("exactTitle")
    } else if !isPartial, literal, all(in: .product), Int(record.productLength) == length {
      tiers.append("exactProductTitle")
    }
    if !isPartial { tiers.append("allWords") }
    if !parts.contains(where: { $0.alternative?.kind == .typo }) { tiers.append("noTypo") }
    let isNamed = parts.allSatisfy { part in
      part.isListed || part.fields.contains { $0 == .title || $0 == .product || $0 == .codes }
        || part.alternative == nil
    }
    if isNamed { tiers.append("inNames") }
    if document / 64 < scope.isPurchasable.count, scope.isPurchasable[document / 64] >> UInt64(document % 64) & 1 != 0 {
      tiers.append("purchasable")
    }
    if record.isMicrosoft { tiers.append("microsoft") }
    return SearchExplanation(
      tiers: tiers,
      words: parts.map { part in
        SearchExplanation.Word(
          asked: part.concept.concept.text,
          found: part.alternative.map { $0.leaves.map(\.term).joined(separator: " ") },
          kind: part.alternative?.kind.rawValue ?? (part.isListed ? "term" : nil),
          fields: part.fields.map { "\($0)" }, score: part.score)
      }, relevance: relevance)
  }
}
