import CatalogSchema

extension SearchIndex {
  /// A query with everything that may be meant by its words: no stop words, words taken apart or put together, and the
  /// beginnings of words. `nil` where that is nothing else.
  mutating func widened(_ query: SearchQuery) throws -> SearchQuery? {
    let telling = (query.withoutStopWords() ?? query).atoms
    var atoms: [QueryAtom] = []
    for atom in telling {
      let pieces = try atom.isWord && !isKnown(atom.text) ? pieces(of: atom.text) : nil
      // Words without digits are no code, also where a hyphen joins them: each is a written word of its own.
      let isCode = pieces == nil && telling.contains { $0.word == atom.word && CodeTokenizer.hasDigit($0.text) }
      for piece in pieces?.map({ SearchText.Piece.word($0) }) ?? [atom.piece] {
        atoms.append(QueryAtom(piece: piece, word: isCode ? atom.word : -1 - atoms.count))
      }
    }
    var wider = query.isApart ? query : query.with(atoms)
    wider.compare(atoms: query.atoms)
    let words = wider.concepts.map(\.singleWord)
    for index in wider.concepts.indices {
      guard let word = words[index] else { continue }
      wider.concepts[index].alternatives += try others(
        for: word, before: index > 0 ? words[index - 1] : nil, after: index + 1 < words.count ? words[index + 1] : nil)
    }
    return wider.concepts == query.concepts ? nil : wider
  }

  private mutating func others(for word: String, before: String?, after: String?) throws -> [QueryAlternative] {
    var others: [QueryAlternative] = []
    let isOfLetters = word.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    // `bus` begins `business`; `E series` are the machines whose names begin so.
    if isOfLetters && word.utf8.count > 2 || after == "series" {
      others.append(QueryAlternative([word], .beginning, 0.5, isUnfinished: true))
    }
    if isOfLetters, word.utf8.count > 5, try !isNamed(word), let pieces = try pieces(of: word) {
      others.append(QueryAlternative(pieces, .code, 0.8))
    }
    // `pro plus` is `ProPlus` in some titles: that is both words.
    for (first, second) in [(before, word), (word, after)] {
      if let first, let second, first.utf8.count > 1, second.utf8.count > 1, first != second {
        others.append(QueryAlternative([first + second], .code, 0.9))
      }
    }
    return others
  }

  /// The query with codes separated that begin with a short form: `exop1` is `ExO P1` in one title, and Exchange Online
  /// Plan 1 in others. `nil` where it has none.
  mutating func separated(_ query: SearchQuery) throws -> SearchQuery? {
    var atoms: [QueryAtom] = []
    for atom in query.atoms {
      guard atom.isWord, let pieces = try shortFormPieces(of: atom.text) else {
        atoms.append(atom)
        continue
      }
      for piece in pieces { atoms.append(QueryAtom(piece: .word(piece), word: -1 - atoms.count)) }
    }
    return atoms.count > query.atoms.count ? query.with(atoms) : nil
  }

  /// The pieces of a code that begins with a short form of words.
  private mutating func shortFormPieces(of word: String) throws -> [String]? {
    guard CodeTokenizer.hasDigit(word), Synonyms.meanings[word] == nil,
      word.indices.dropFirst(2).contains(where: { Synonyms.longForms[String(word[..<$0])] != nil }),
      let pieces = try pieces(of: word), Synonyms.longForms[pieces[0]] != nil
    else { return nil }
    return pieces
  }

  /// Whether a word stands in some text, or has a synonym.
  private mutating func isKnown(_ word: String) throws -> Bool {
    if Synonyms.meanings[word] != nil || MeasureTokenizer.joined(word) != nil { return true }
    return try !postings(word).isEmpty
  }

  /// Whether a word is in the names of some document.
  private mutating func isNamed(_ word: String) throws -> Bool {
    try postings(word).entries.contains { UInt16(truncatingIfNeeded: $0) & Occurrence.names != 0 }
  }

  private mutating func pieces(of word: String) throws -> [String]? {
    try WordSplit.pieces(of: word) { try isKnown($0) }
  }
}

extension SearchQuery {
  private static let comparisons: Set = ["vs", "versus"]

  /// Makes one concept of the words on either side of a `vs`: who compares two editions wants either.
  fileprivate mutating func compare(atoms: [QueryAtom]) {
    for place in atoms.indices.dropFirst().dropLast() where Self.comparisons.contains(atoms[place].text) {
      guard let one = concepts.firstIndex(where: { $0.text == atoms[place - 1].text }),
        let other = concepts.firstIndex(where: { $0.text == atoms[place + 1].text }), one != other
      else { continue }
      concepts[one].alternatives += concepts[other].alternatives
      concepts[one].text += " \(atoms[place].text) \(concepts[other].text)"
      concepts.remove(at: other)
    }
  }
}

extension QueryConcept {
  /// The word, where the concept is one.
  fileprivate var singleWord: String? {
    otherName == nil && !text.isEmpty && text.utf8.allSatisfy { $0 != 0x20 && $0 < 0x80 } ? text : nil
  }
}
