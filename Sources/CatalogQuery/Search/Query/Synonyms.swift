import CatalogSchema
import SearchFacts

/// The reviewed synonyms, folded as texts are.
enum Synonyms {
  struct Meaning: Sendable, Hashable {
    var terms: [String]
    /// Said as well or instead; `false` for what is merely also looked for.
    var isSame: Bool

    /// The weight of a synonym beside what was typed.
    var weight: Float { isSame ? 0.95 : 0.5 }
  }

  /// The words of the longest entry.
  static let longest = 4

  /// How many steps from one synonym to the next are taken.
  private static let longestChain = 3
  /// No word has more meanings.
  private static let mostMeanings = 12

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

  /// The short forms with what they stand for: `aad` → `azure active directory`.
  static let longForms: [String: [String]] = {
    var forms: [String: [String]] = [:]
    for synonym in SearchFacts.synonyms where synonym.isMutual {
      let (long, short) = (SearchText.terms(synonym.said), SearchText.terms(synonym.meant))
      guard short.count <= longest, long != short else { continue }
      let key = short.joined(separator: " ")
      if forms[key] == nil { forms[key] = long }
    }
    return forms
  }()

  /// By first word: how many words the longest short form has that begins with it.
  static let longestForms: [String: Int] = longForms.keys.reduce(into: [:]) { longest, form in
    let words = form.split(separator: " ")
    guard let first = words.first.map(String.init) else { return }
    longest[first] = max(longest[first] ?? 0, words.count)
  }

  /// What a sequence of words means, also by way of other synonyms: `mdatp` → `defender advanced threat protection` →
  /// `defender for endpoint`. The nearest first; a step weighs less than the one before. `nil` for no entry.
  static func alternatives(of words: String) -> [QueryAlternative]? {
    guard meanings[words] != nil else { return nil }
    var found: [QueryAlternative] = []
    var seen: Set<String> = [words]
    var steps: [(words: String, weight: Float)] = [(words, 1)]
    for _ in 0..<longestChain {
      var next: [(words: String, weight: Float)] = []
      for step in steps {
        for meaning in meanings[step.words] ?? [] where found.count < mostMeanings {
          let key = meaning.terms.joined(separator: " ")
          guard seen.insert(key).inserted else { continue }
          let weight = step.weight * meaning.weight
          found.append(QueryAlternative(meaning.terms, .synonym, weight))
          next.append((key, weight))
        }
      }
      steps = next
    }
    return found
  }
}
