import CatalogModel
import CatalogStore

extension SearchHit {
  /// A hit with its marks, and its reasons where they are asked for.
  init(
    hit item: CatalogItem, document: Int, siblings: Int?, _ found: QueryFindings?, explains: Bool, relevance: Float,
    scope: Scope, _ index: inout SearchIndex
  ) throws {
    guard let found else {
      self.init(
        item: item,
        highlights: Highlights(
          productTitle: Highlighting.escaped(item.productTitle), skuTitle: Highlighting.escaped(item.skuTitle)),
        missing: [], matchingSKUs: siblings,
        explanation: explains ? SearchExplanation(tiers: [], words: [], relevance: relevance) : nil)
      return
    }
    let reasons = HitReasons(document: document, found)
    let terms = reasons.terms
    self.init(
      item: item,
      highlights: Highlights(
        productTitle: Highlighting.marked(item.productTitle, terms), skuTitle: Highlighting.marked(item.skuTitle, terms)
      ),
      missing: found.matches.isPartial ? reasons.missing : [], matchingSKUs: siblings,
      explanation: explains
        ? reasons.explanation(relevance: relevance, record: index.memory.records.record(document), scope: scope) : nil,
      terms: terms)
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

  /// Everything that may be marked: what was found, and as it was typed.
  var terms: Set<String> {
    Set(parts.flatMap { part in part.concept.alternatives.flatMap { $0.leaves.map(\.term) } })
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
