import CatalogSchema
import SearchFacts

/// The reviewed synonyms, folded as texts are.
enum Synonyms {
  struct Meaning: Sendable, Hashable {
    var terms: [String]
    /// Said as well or instead; `false` for what is merely also looked for.
    var isSame: Bool
  }

  /// The words of the longest entry.
  static let longest = 4

  /// The meanings of a sequence of words, which are separated by blanks.
  static let meanings: [String: [Meaning]] = {
    var meanings: [String: [Meaning]] = [:]
    func add(_ said: [String], _ meant: [String], isSame: Bool) {
      guard said.count <= longest, said != meant, !meant.isEmpty else { return }
      let said = said.joined(separator: " ")
      if meanings[said]?.contains(where: { $0.terms == meant }) != true {
        meanings[said, default: []].append(Meaning(terms: meant, isSame: isSame))
      }
    }
    for synonym in SearchFacts.synonyms {
      let (said, meant) = (SearchText.terms(synonym.said), SearchText.terms(synonym.meant))
      add(said, meant, isSame: synonym.isMutual)
      if synonym.isMutual { add(meant, said, isSame: true) }
    }
    return meanings
  }()
}
