package import CatalogModel
package import CatalogSchema

/// A document of the search index, one for each SKU text: the terms of each of its fields, folded.
package struct SearchDocument {
  package private(set) var terms: [[String]]

  /// Ends of ids, among the codes: found by three characters or more, else a letter would find every id that holds it.
  package private(set) var idEnds: Set<String>

  package init(reference: SKUReference, sku: SKUContent, product: ProductContent) {
    self.init(reference: reference, sku: sku, product: product, memory: TermMemory())
  }

  /// Makes a document; `memory` caches the terms of earlier documents.
  init(reference: SKUReference, sku: SKUContent, product content: ProductContent, memory: TermMemory) {
    let product = memory.terms(of: reference.product, content)
    let title = SearchText.terms(sku.title)
    let attributes = Self.attributeWords(sku.attributes).map(memory.terms(ofAttribute:))
    var codes = Self.ids(reference, product)
    for attribute in attributes { codes += attribute.terms + attribute.joined }
    codes += CodeTokenizer.joined(sku.title) + product.joinedTitle
    codes += TermMemory.meanings(title) + product.meanings
    for attribute in attributes { codes += attribute.meanings }
    idEnds = Set(product.idEnds).subtracting(codes)
    codes += product.idEnds
    var seen = Set<String>()
    terms = [
      title, product.title, codes.filter { seen.insert($0).inserted }, product.publisher,
      sku.description == content.description
        ? product.description : SearchText.terms(sku.description) + product.description,
    ]
  }

  package subscript(field: SearchField) -> [String] { terms[field.rawValue] }

  /// Puts the field down as the full-text table gets it: with blanks between the terms.
  func write(_ field: SearchField, into bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    for var term in terms[field.rawValue] {
      if !bytes.isEmpty { bytes.append(0x20) }
      term.withUTF8 { bytes.append(contentsOf: $0) }
    }
  }

  /// How many terms there are in all.
  package var length: Int { terms.reduce(0) { $0 + $1.count } }

  /// The ids whole and without leading zeros. Written together, they are taken apart by the query.
  private static func ids(_ reference: SKUReference, _ product: TermMemory.ProductTerms) -> [String] {
    let sku = SearchText.terms(reference.sku.rawValue)
    var words = product.id + sku
    let bare = String(reference.sku.rawValue.lowercased().drop { $0 == "0" })
    if !bare.isEmpty, sku.count == 1 { words.append(bare) }
    return words + product.joinedID + CodeTokenizer.joined(reference.sku.rawValue)
  }

  /// Short texts among the attributes: sizes, regions, durations. Not ids of other systems.
  private static func attributeWords(_ json: String) -> [String] {
    guard json.utf8.count > 2 else { return [] }
    return ShortTexts.members(of: json).filter { $0.name != "provisioningId" }.map(\.text)
  }
}
