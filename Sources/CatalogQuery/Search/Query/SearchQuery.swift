import CatalogSchema
import SearchFacts

/// A query as concepts that a SKU should have, each with alternative spellings.
///
/// `o365 e3 west us 2` has three: Office 365, E3, a region. Every input is valid: nothing is syntax. A text is cut
/// after ``longestText`` characters or ``mostConcepts`` concepts, to limit the time of a search.
struct SearchQuery: Hashable, Sendable {
  /// In the order typed.
  var concepts: [QueryConcept] = []
  /// Whether the text is blank: everything matches.
  var isBlank: Bool
  /// How many terms the whole text has, to compare titles with.
  var length = 0
  /// The words and runs that the concepts were read from.
  private(set) var atoms: [QueryAtom] = []
  /// Whether the last word may go on.
  private(set) var isUnfinished = false
  /// Whether the concepts are words of a reviewed name, which reading the text again would put together.
  var isApart = false

  static let longestText = 512
  static let mostConcepts = 15

  init(_ text: String) {
    let text = Self.cut(text)
    isBlank = text.allSatisfy(\.isWhitespace)
    atoms = Self.atoms(of: text)
    isUnfinished = text.last.map { !$0.isWhitespace } ?? false
    length = atoms.reduce(0) { $0 + $1.terms.count }
    read()
  }

  /// The query with other words.
  func with(_ atoms: [QueryAtom]) -> SearchQuery {
    var query = self
    query.atoms = atoms
    query.length = atoms.reduce(0) { $0 + $1.terms.count }
    query.read()
    return query
  }

  /// The query with the names of today in the place of old ones; `nil` where it has none.
  func renamed() -> SearchQuery? {
    let words = atoms.map(\.text)
    let findings = Renames.all(in: words).compactMap { finding -> Renames.Finding? in
      var finding = finding
      let oldName = words[finding.atoms]
      // Who types the name of today as well means that; but some old names are longer by a word, such as "Edition".
      finding.rename.newNames.removeAll {
        let newName = Renames.withoutCompany($0)
        return words.contains(newName) && !oldName.contains(newName)
      }
      return finding.rename.newNames.isEmpty ? nil : finding
    }
    guard !findings.isEmpty else { return nil }
    var query = self
    query.read(findings)
    query.length = query.concepts.reduce(0) { $0 + $1.length }
    return query
  }

  /// The title of the licence in the place of its id at Microsoft Graph; `nil` where the query is none.
  func licence() -> SearchQuery? {
    guard let licence = LicenceIDs.licence(of: atoms.map(\.text)) else { return nil }
    // The table keeps some old titles.
    let title = SearchText.terms(licence.title)
    var names = [title]
    for finding in Renames.all(in: title) where finding.atoms.count == title.count { names += finding.rename.newNames }
    var query = self
    query.concepts = [
      QueryConcept(
        text: atoms.map(\.text).joined(separator: " "),
        alternatives: names.map { QueryAlternative($0, .renamed, 0.9) }, length: title.count,
        otherName: .licenceID(licence.stringID))
    ]
    query.length = title.count
    return query
  }

  /// The query without the words that say nothing; `nil` where it has none, or nothing else.
  func withoutStopWords() -> SearchQuery? {
    let telling = atoms.filter { !$0.isWord || !StopWords.contains($0.text) }
    return telling.isEmpty || telling.count == atoms.count ? nil : with(telling)
  }

  private mutating func read(_ renames: [Renames.Finding] = []) {
    concepts = []
    var reading = QueryReading(atoms: atoms, isUnfinished: isUnfinished, renames: renames)
    while let concept = reading.next(), concepts.count < Self.mostConcepts {
      if !concepts.contains(where: { $0.alternatives == concept.alternatives }) { concepts.append(concept) }
    }
  }

  /// A text's beginning, cut between characters as Unicode counts them.
  static func cut(_ text: String) -> String {
    guard text.utf8.count > longestText else { return text }
    return text.unicodeScalars.prefix(longestText).reduce(into: "") { $0.unicodeScalars.append($1) }
  }

  private static func atoms(of text: String) -> [QueryAtom] {
    var atoms: [QueryAtom] = []
    for (index, word) in text.split(whereSeparator: \.isWhitespace).enumerated() {
      for piece in SearchText.pieces(String(word)) { atoms.append(QueryAtom(piece: piece, word: index)) }
    }
    return atoms
  }
}

/// A word or run, and which of the written words it belongs to.
struct QueryAtom: Hashable, Sendable {
  var piece: SearchText.Piece
  var word: Int

  /// As titles are counted.
  var terms: [String] {
    switch piece {
    case .word(let word): [word]
    case .run(let run): SearchText.pairs(run) + [String(run.suffix(1))]
    }
  }

  var text: String {
    switch piece {
    case .word(let word): word
    case .run(let run): run
    }
  }

  var isWord: Bool { if case .word = piece { true } else { false } }
}

/// One thing that a SKU should have, and the ways in which it may be written.
struct QueryConcept: Hashable, Sendable {
  /// As typed, folded.
  var text: String
  var alternatives: [QueryAlternative]
  /// The term that the concept can mean instead of text: `3 year`, `monthly`.
  var term: ClassTerm?
  /// How many terms a title has for it.
  var length: Int
  /// A single word of letters that may be misspelt.
  var spellable: String?
  /// Whether more of it may still be typed.
  var isUnfinished = false
  /// What was typed, where the concept is the title that stands for it.
  var otherName: OtherName?

  /// The words of a reviewed name, each for itself; the concept where it is none.
  var words: [QueryConcept] {
    guard alternatives.contains(where: { $0.kind == .synonym }) else { return [self] }
    let words = text.split(separator: " ")
    return words.enumerated().flatMap { number, word in
      // A blank after a word says that it is finished.
      SearchQuery(isUnfinished && number == words.count - 1 ? String(word) : "\(word) ").concepts
    }
  }

  /// The concept without any other way to write it: for comparison with other rankings.
  var asTyped: QueryConcept {
    var concept = self
    let kind: QueryAlternative.Kind = isUnfinished ? .beginning : .word
    concept.alternatives = alternatives.filter { $0.kind == kind }.map { alternative in
      var alternative = alternative
      alternative.weight = 1
      return alternative
    }
    if concept.alternatives.isEmpty { concept.alternatives = alternatives.filter { $0.kind == .word } }
    concept.term = nil
    concept.spellable = nil
    return concept
  }
}

/// A name of a product that is not its title.
enum OtherName: Hashable, Sendable {
  /// A title of before, as it was written.
  case oldName(String)
  /// As Microsoft Graph calls a licence: `SPE_E5`.
  case licenceID(String)
}

/// One spelling of a concept: a document must have all its terms.
struct QueryAlternative: Hashable, Sendable {
  enum Kind: String, Sendable {
    /// As typed.
    case word
    /// The beginning of a word.
    case beginning
    /// Several words written as one, or one as several.
    case code
    case synonym
    /// The title for an old name or an id: in names alone.
    case renamed
    case region
    /// A number with its unit.
    case measure
    /// One or several of the same.
    case plural
    case typo
  }

  struct Term: Hashable, Sendable {
    var text: String
    var isBeginning = false
  }

  var terms: [Term]
  var kind: Kind
  /// The weight: 1 for typed words, less for guesses.
  var weight: Float

  init(_ terms: [String], _ kind: Kind, _ weight: Float, isUnfinished: Bool = false) {
    self.terms = terms.map { Term(text: $0) }
    if isUnfinished, !terms.isEmpty { self.terms[terms.count - 1].isBeginning = true }
    self.kind = kind
    self.weight = weight
  }
}
