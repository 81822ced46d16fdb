import SearchFacts

/// Names of regions as the ids of the regions they mean: `West US 2` and `us west 2` are both `westus2`.
package enum RegionTokenizer {
  private static let longest = 4

  private static let names: (ids: [String: String], mostWords: [String: Int]) = {
    var ids: [String: String] = [:]
    // By first word: how many words the longest name has that begins with it.
    var mostWords: [String: Int] = [:]
    for region in SearchFacts.regions {
      ids[region.id] = region.id
      mostWords[region.id, default: 1] += 0
      for name in region.names {
        let words = SearchText.terms(name)
        guard let first = words.first, words.count <= longest else { continue }
        let folded = words.joined(separator: " ")
        if ids[folded] == nil { ids[folded] = region.id }
        mostWords[first] = max(mostWords[first] ?? 1, words.count)
      }
    }
    return (ids, mostWords)
  }()

  /// The region that the words from a position on name, the longest name there is.
  package static func region(in words: [String], at start: Int) -> (id: String, words: Int)? {
    guard start < words.count, let most = names.mostWords[words[start]] else { return nil }
    for length in stride(from: min(most, words.count - start), through: 1, by: -1) {
      let name = length == 1 ? words[start] : words[start..<start + length].joined(separator: " ")
      if let id = names.ids[name] { return (id, length) }
    }
    return nil
  }

  /// The ids of all regions named in a row of words.
  package static func all(_ words: [String]) -> [String] {
    var found: [String] = []
    var index = 0
    while index < words.count {
      if let region = region(in: words, at: index) {
        found.append(region.id)
        index += region.words
      } else {
        index += 1
      }
    }
    return found
  }
}
