import CatalogModel

/// What the search index knows of one SKU text, folded.
struct SearchDocument {
  var title: String
  var product: String
  var codes: String
  var publisher: String
  var description: String

  init(reference: SKUReference, sku: SKUContent, product content: ProductContent) {
    title = SearchText.indexed(sku.title)
    product = SearchText.indexed(content.title)
    publisher = SearchText.indexed(content.publisher ?? "")
    description = SearchText.indexed(
      sku.description == content.description ? sku.description : "\(sku.description) \(content.description)")
    var words = [reference.product.rawValue, reference.sku.rawValue]
    let bare = String(reference.sku.rawValue.drop { $0 == "0" })
    if !bare.isEmpty { words.append(bare) }
    words += Self.attributeWords(sku.attributes)
    let joined = [sku.title, content.title].flatMap(CodeWords.joined) + words.flatMap(CodeWords.joined)
    codes = SearchText.indexed((words + Array(Set(joined)).sorted()).joined(separator: " "))
  }

  /// Short texts among the attributes: sizes, regions, durations. Not ids of other systems.
  private static func attributeWords(_ json: String) -> [String] {
    guard let attributes = StoredJSON.value(json, as: [String: ShortText].self) else { return [] }
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
