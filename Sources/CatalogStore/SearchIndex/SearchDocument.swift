package import CatalogModel

/// What the search index knows of one SKU text: the terms of each of its fields, folded.
package struct SearchDocument {
  /// The fields, in the order of the full-text table's columns.
  package enum Field: Int, CaseIterable, Sendable {
    case title, product, codes, publisher, description

    /// What a term in this field weighs; the full-text table ranks by the same weights.
    package var weight: Float {
      switch self {
      case .title: 8
      case .product, .codes: 6
      case .publisher: 2
      case .description: 1
      }
    }
  }

  package private(set) var terms: [[String]]

  /// Ends of ids, among the codes: found by three characters or more, else a letter would find every id that holds it.
  package private(set) var idEnds: Set<String>

  package init(reference: SKUReference, sku: SKUContent, product content: ProductContent) {
    let title = SearchText.terms(sku.title)
    let product = SearchText.terms(content.title)
    let attributes = Self.attributeWords(sku.attributes)
    let described =
      sku.description == content.description ? sku.description : "\(sku.description) \(content.description)"
    let ends = Self.ends(reference.product)
    var codes = Self.ids(reference)
    for text in attributes { codes += SearchText.terms(text) + CodeWords.joined(text) }
    for text in [sku.title, content.title] { codes += CodeWords.joined(text) }
    for words in [title, product] + attributes.map(SearchText.terms) {
      codes += MeasureWords.all(words) + RegionWords.all(words)
    }
    idEnds = Set(ends).subtracting(codes)
    codes += ends
    var seen = Set<String>()
    terms = [
      title, product, codes.filter { seen.insert($0).inserted }, SearchText.terms(content.publisher ?? ""),
      SearchText.terms(described),
    ]
  }

  package subscript(field: Field) -> [String] { terms[field.rawValue] }

  /// The field as the full-text table gets it.
  package func text(_ field: Field) -> String { terms[field.rawValue].joined(separator: " ") }

  /// How many terms there are in all.
  package var length: Int { terms.reduce(0) { $0 + $1.count } }

  /// The ids whole and without leading zeros. Written together, they are taken apart by the query.
  private static func ids(_ reference: SKUReference) -> [String] {
    let product = SearchText.terms(reference.product.rawValue)
    let sku = SearchText.terms(reference.sku.rawValue)
    var words = product + sku
    let bare = String(reference.sku.rawValue.lowercased().drop { $0 == "0" })
    if !bare.isEmpty, sku.count == 1 { words.append(bare) }
    words += CodeWords.joined(reference.product.rawValue) + CodeWords.joined(reference.sku.rawValue)
    return words
  }

  /// The ends of a product's id of four characters and more: any part of it that long is the beginning of one of them.
  private static func ends(_ product: ProductID) -> [String] {
    let terms = SearchText.terms(product.rawValue)
    guard terms.count == 1, (5...16).contains(terms[0].utf8.count) else { return [] }
    return (1...terms[0].utf8.count - 4).map { String(terms[0].dropFirst($0)) }
  }

  /// Short texts among the attributes: sizes, regions, durations. Not ids of other systems.
  private static func attributeWords(_ json: String) -> [String] {
    guard json.utf8.count > 2, let attributes = StoredJSON.value(json, as: [String: ShortText].self) else { return [] }
    return attributes.sorted { $0.key < $1.key }.compactMap { key, value in
      key == "provisioningId" ? nil : value.text
    }
  }

  private struct ShortText: Decodable {
    var text: String?
    init(from decoder: any Decoder) throws {
      let text = try? decoder.singleValueContainer().decode(String.self)
      self.text = text.flatMap { $0.utf8.count <= 60 ? $0 : nil }
    }
  }
}
