import CrosswalkFacts
import SearchFacts

/// Finds licences by string ids, titles of today and of before, and short forms of the trade.
extension CrosswalkBuilder {
  /// The licences with a string id.
  ///
  /// - Returns: whether there are any.
  mutating func stringID(_ text: String) -> Bool {
    let folded = CrosswalkText.foldedID(text)
    guard !folded.isEmpty else { return false }
    let found =
      SearchFacts.licences.filter { CrosswalkText.foldedID($0.stringID) == folded }.map(\.id)
      + CrosswalkFacts.furtherNames.filter { CrosswalkText.foldedID($0.stringID) == folded }.map(\.id)
    for id in found { graphSKU(id, withPlans: found.count == 1) }
    return !found.isEmpty
  }

  /// The licences with a title, of today or of before.
  ///
  /// - Returns: whether there are any.
  mutating func title(_ text: String) -> Bool {
    let folded = CrosswalkText.foldedName(text)
    var isFound = titled(folded, as: nil)
    for rename in SearchFacts.renames {
      guard let present = Self.renamed(folded, rename) else { continue }
      isFound = titled(CrosswalkText.foldedName(present), as: text) || isFound
    }
    return isFound
  }

  private mutating func titled(_ folded: String, as oldName: String?) -> Bool {
    var found = SearchFacts.licences.filter { CrosswalkText.foldedName($0.title) == folded }.map { ($0.id, $0.title) }
    found += CrosswalkFacts.furtherNames.filter { CrosswalkText.foldedName($0.name) == folded }.map { ($0.id, $0.name) }
    for (id, title) in found {
      graphSKU(id, withPlans: false)
      join((.name, title), (.graphSku, id), Self.table, CrosswalkFacts.edition, .published)
      if let oldName { join((.name, oldName), (.name, title), Self.table, CrosswalkFacts.edition, .published) }
    }
    return !found.isEmpty
  }

  /// A title under its present name: what stands for a family stands for its editions as well.
  private static func renamed(_ folded: String, _ rename: SearchFacts.Rename) -> String? {
    let old = CrosswalkText.foldedName(rename.oldName)
    if folded == old { return rename.newName }
    guard folded.hasPrefix(old + " ") else { return nil }
    return rename.newName + String(folded.dropFirst(old.utf8.count > folded.utf8.count ? 0 : old.count))
  }

  /// The licences whose titles have all words of a short form, such as `E3`, or of what it stands for.
  ///
  /// - Returns: whether there are any.
  mutating func shortForm(_ text: String) -> Bool {
    let words = CrosswalkText.words(text)
    guard !words.isEmpty, words.count <= 6 else { return false }
    var wanted = [words]
    let said = words.joined(separator: " ")
    for synonym in SearchFacts.synonyms {
      if synonym.said.lowercased() == said { wanted.append(CrosswalkText.words(synonym.meant)) }
      if synonym.isMutual, synonym.meant.lowercased() == said { wanted.append(CrosswalkText.words(synonym.said)) }
    }
    var found: [SearchFacts.Licence] = []
    for words in wanted {
      found += SearchFacts.licences.filter { licence in
        let title = CrosswalkText.words(licence.title)
        return words.allSatisfy(title.contains)
      }
    }
    // The shortest titles are the plain editions.
    for licence in found.sorted(by: { ($0.title.utf8.count, $0.id) < ($1.title.utf8.count, $1.id) }) {
      graphSKU(licence.id, withPlans: false)
      join((.name, licence.title), (.graphSku, licence.id), Self.table, CrosswalkFacts.edition, .published)
    }
    return !found.isEmpty
  }
}
