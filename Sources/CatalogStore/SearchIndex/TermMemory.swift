import CatalogModel
import CatalogSchema

/// Remembers terms of texts that many documents share: of the product, for all its SKUs, and of values that attributes
/// take over and over.
final class TermMemory {
  /// The terms that a document shares with its product.
  struct ProductTerms {
    var title: [String]
    var joinedTitle: [String]
    /// Numbers with units, and regions, in the title.
    var meanings: [String]
    var publisher: [String]
    var description: [String]
    var id: [String]
    var joinedID: [String]
    /// The ends of the id of four characters and more: any part of it that long is the beginning of one of them.
    var idEnds: [String]
  }

  /// The terms that a document shares with others of the same attribute value.
  struct AttributeTerms {
    var terms: [String]
    var joined: [String]
    var meanings: [String]
  }

  /// So many values of attributes are remembered at most.
  private static let most = 4096

  private var product: (id: ProductID, content: ProductContent, terms: ProductTerms)?
  private var attributes: [String: AttributeTerms] = [:]

  func terms(of id: ProductID, _ content: ProductContent) -> ProductTerms {
    if let product, product.id == id, product.content == content { return product.terms }
    let title = SearchText.terms(content.title)
    let idTerms = SearchText.terms(id.rawValue)
    let terms = ProductTerms(
      title: title, joinedTitle: CodeTokenizer.joined(content.title), meanings: Self.meanings(title),
      publisher: SearchText.terms(content.publisher ?? ""), description: SearchText.terms(content.description),
      id: idTerms, joinedID: CodeTokenizer.joined(id.rawValue), idEnds: Self.ends(idTerms))
    product = (id, content, terms)
    return terms
  }

  func terms(ofAttribute text: String) -> AttributeTerms {
    if let known = attributes[text] { return known }
    let words = SearchText.terms(text)
    let terms = AttributeTerms(terms: words, joined: CodeTokenizer.joined(text), meanings: Self.meanings(words))
    if attributes.count >= Self.most { attributes = [:] }
    attributes[text] = terms
    return terms
  }

  static func meanings(_ words: [String]) -> [String] { MeasureTokenizer.all(words) + RegionTokenizer.all(words) }

  private static func ends(_ id: [String]) -> [String] {
    guard id.count == 1, (5...16).contains(id[0].utf8.count) else { return [] }
    return (1...id[0].utf8.count - 4).map { String(id[0].dropFirst($0)) }
  }
}
