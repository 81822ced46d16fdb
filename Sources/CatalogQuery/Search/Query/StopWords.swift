import CatalogSchema
import SearchFacts

/// Words that say nothing about a product, in the languages of the catalog's markets.
enum StopWords {
  private static let words = Set(SearchFacts.stopWords.map(SearchText.folded))

  /// Whether a folded word is one of them.
  static func contains(_ word: String) -> Bool { words.contains(word) }
}
