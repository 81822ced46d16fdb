import CatalogSchema
import SearchFacts

/// The old names of products, in whatever short form they are typed.
///
/// A name and a query are compared by their long forms (`aad` is `azure active directory`, `p1` is `plan 1`) without
/// words that say nothing and without blanks, so that `o365 pro plus` is `Office 365 ProPlus`.
enum Renames {
  /// An old name with the names of today.
  struct Rename: Sendable, Hashable {
    /// As titles wrote it.
    var oldName: String
    /// The folded terms of each name of today.
    var newNames: [[String]]
  }

  /// A part of a query that is an old name.
  struct Finding: Hashable {
    var atoms: Range<Int>
    var rename: Rename
  }

  /// A word of a query in its long form, with the atoms that it was read from.
  private struct Word {
    var text: String
    var atoms: Range<Int>
  }

  private struct Index {
    var renames: [String: Rename] = [:]
    /// By first word: how many words the longest name has that begins with it.
    var mostWords: [String: Int] = [:]
  }

  private static let index: Index = {
    var index = Index()
    for rename in SearchFacts.renames {
      let words = long(SearchText.terms(rename.oldName)).map(\.text)
      let newName = SearchText.terms(rename.newName)
      guard let first = words.first else { continue }
      let key = words.joined()
      if key == long(newName).map(\.text).joined() { continue }
      index.renames[key, default: Rename(oldName: rename.oldName, newNames: [])].newNames.append(newName)
      // Its first words may be written together.
      for start in [first, words.prefix(2).joined()] {
        index.mostWords[start] = max(index.mostWords[start] ?? 1, words.count)
      }
    }
    return index
  }()

  /// The old names in the folded words of a query, the longest first at each place; a run of characters without blanks
  /// is one word.
  static func all(in words: [String]) -> [Finding] {
    let long = long(words)
    var found: [Finding] = []
    var start = 0
    while start < long.count {
      guard let finding = finding(in: long, at: start) else {
        start += 1
        continue
      }
      found.append(finding)
      start = long.firstIndex { $0.atoms.lowerBound >= finding.atoms.upperBound } ?? long.count
    }
    return found
  }

  /// A name without the company's, which titles write or leave out; but `Microsoft 365` is a name.
  static func withoutCompany(_ name: [String]) -> [String] {
    name.first == "microsoft" && name.count > 1 && name[1] != "365" ? Array(name.dropFirst()) : name
  }

  private static func finding(in words: [Word], at start: Int) -> Finding? {
    guard let most = index.mostWords[words[start].text] else { return nil }
    // One word more, for a name's word that is typed as two.
    for length in stride(from: min(most + 1, words.count - start), through: 1, by: -1) {
      let window = words[start..<start + length]
      if let rename = index.renames[window.map(\.text).joined()] {
        let atoms = words[start].atoms.lowerBound..<words[start + length - 1].atoms.upperBound
        return Finding(atoms: atoms, rename: rename)
      }
    }
    return nil
  }

  /// The words in their long forms, the longest entry first, without those that say nothing.
  private static func long(_ words: [String]) -> [Word] {
    var long: [Word] = []
    var index = 0
    next: while index < words.count {
      let longest = min(Synonyms.longestForms[words[index]] ?? 0, words.count - index)
      for length in stride(from: longest, through: 1, by: -1) {
        let window = length == 1 ? words[index] : words[index..<index + length].joined(separator: " ")
        guard let form = Synonyms.longForms[window] else { continue }
        for word in form where !StopWords.contains(word) {
          long.append(Word(text: word, atoms: index..<index + length))
        }
        index += length
        continue next
      }
      let word = words[index]
      let isCompany = word == "microsoft" && !(index + 1 < words.count && words[index + 1] == "365")
      if !isCompany, !StopWords.contains(word) { long.append(Word(text: word, atoms: index..<index + 1)) }
      index += 1
    }
    return long
  }
}
