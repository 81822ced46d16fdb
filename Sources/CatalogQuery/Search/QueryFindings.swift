import CatalogSchema

/// One way to read a query, with the documents of its terms.
struct ResolvedReading {
  var concepts: [ResolvedConcept]
  /// The name of a product that was read as its title.
  var otherName: OtherName? { concepts.lazy.compactMap(\.concept.otherName).first }
}

/// The result of a query, and its readings.
struct QueryFindings {
  var matches: Matches
  /// As typed, then others.
  private(set) var readings: [ResolvedReading]
  /// The reading of documents that another than the first found better.
  private var origins: [UInt32: Int] = [:]
  var statistics: SearchStatistics
  /// A corrected query, if words are unknown.
  var suggestion: String?

  init(matches: Matches, reading: ResolvedReading, statistics: SearchStatistics) {
    self.matches = matches
    readings = [reading]
    self.statistics = statistics
  }

  /// Everything that may be marked in a title.
  var terms: Set<String> {
    Set(readings.flatMap { $0.concepts.flatMap { $0.alternatives.flatMap { $0.leaves.map(\.term) } } })
  }
  /// The terms of the query.
  var wantedTerms: [ClassTerm] { readings[0].concepts.compactMap(\.concept.term) }

  /// How a document was found.
  func reading(of document: Int) -> ResolvedReading { readings[origins[UInt32(document)] ?? 0] }

  /// Whether any document has all words in its names, be they misspelt: nothing wider needs to be looked for.
  var isNamed: Bool { matches.all.contains { Relevance.isNamed($0.relevance) } }
  /// Whether in any document nothing was taken for a typing error.
  var isSpelt: Bool { matches.all.contains { Relevance.isSpelt($0.relevance) } }

  /// Adds what another reading found: of two relevances of a document the higher one counts.
  mutating func merge(_ others: [Match], reading: ResolvedReading) {
    guard !others.isEmpty else { return }
    let number = readings.count
    readings.append(reading)
    var places: [UInt32: Int] = [:]
    places.reserveCapacity(matches.all.count)
    for (place, match) in matches.all.enumerated() { places[match.document] = place }
    for match in others {
      if let place = places[match.document] {
        guard matches.all[place].relevance < match.relevance else { continue }
        matches.all[place] = match
      } else {
        matches.all.append(match)
      }
      origins[match.document] = number
    }
  }
}
