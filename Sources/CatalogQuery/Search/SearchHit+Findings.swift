import CatalogModel
import CatalogSchema

extension SearchHit {
  /// A hit, with an explanation on request; `terms` are highlighted.
  init(
    hit item: CatalogItem, document: Int, siblings: Int?, _ found: QueryFindings?, terms: Set<String>, explains: Bool,
    relevance: Float, _ index: SearchIndex
  ) {
    self.init(item: item, missing: [], matchingSKUs: siblings, terms: terms)
    guard let found else {
      if explains { explanation = SearchExplanation(tiers: [], words: [], relevance: relevance) }
      return
    }
    let remarks = MatchRemarks(on: document, relevance: relevance, found)
    missing = remarks.missing
    describedOnly = remarks.describedOnly
    oldName = remarks.oldName
    licenceID = remarks.licenceID
    if explains {
      explanation = HitReasons(
        document: document, found.reading(of: document), isPartial: found.matches.isPartial
      ).explanation(relevance: relevance, record: index.memory.records.record(document))
    }
  }
}

/// The matches of a query in one document, by field.
struct HitReasons {
  private struct Part {
    var concept: ResolvedConcept
    var alternative: ResolvedConcept.Alternative?
    var fields: [SearchField] = []
    var score: Float = 0
    var isListed = false
  }

  private var parts: [Part] = []
  private let isPartial: Bool

  init(document: Int, _ reading: ResolvedReading, isPartial: Bool) {
    self.isPartial = isPartial
    parts = reading.concepts.map { Self.part($0, document) }
  }

  private static func part(_ concept: ResolvedConcept, _ document: Int) -> Part {
    var part = Part(concept: concept)
    for alternative in concept.alternatives {
      let occurrences = alternative.leaves.compactMap { $0.occurrence(in: document) }
      guard occurrences.count == alternative.leaves.count else { continue }
      let score = zip(alternative.leaves, occurrences).reduce(Float(0)) { sum, pair in
        let frequency = pair.1.weightedFrequency
        return sum + pair.0.weight * 2.2 * frequency / (frequency + 1.2)
      }
      guard part.alternative == nil || score > part.score else { continue }
      part.alternative = alternative
      part.score = score
      part.fields = SearchField.allCases.filter { field in occurrences.contains { $0.count(in: field) > 0 } }
    }
    if part.alternative == nil, let listed = concept.listed, document / 64 < listed.count {
      part.isListed = listed[document / 64] >> UInt64(document % 64) & 1 != 0
    }
    return part
  }

  var missing: [String] {
    parts.filter { $0.alternative == nil && !$0.isListed }.map(\.concept.concept.text)
  }

  /// The words that the description alone has.
  var describedOnly: [String] {
    parts.filter { $0.fields == [.description] && !$0.isListed }.map(\.concept.concept.text)
  }

  func explanation(relevance: Float, record: DocumentRecord) -> SearchExplanation {
    var tiers = Relevance.tiers(of: relevance, isPartial: isPartial)
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

extension ResolvedConcept.Alternative.Leaf {
  /// The occurrence in the fields that count; `nil` for none.
  fileprivate func occurrence(in document: Int) -> Occurrence? {
    guard let occurrence = list.occurrence(in: document) else { return nil }
    let counted = Occurrence(rawValue: occurrence.rawValue & fields)
    return counted.rawValue & Occurrence.frequencies != 0 ? counted : nil
  }
}
