import CatalogModel
import CatalogSchema
import GRDB

/// Whether a SKU extends another, as its dynamic attributes say.
struct AddOn: Hashable {
  var isAddOn = false
  var prerequisites: [SKUReference] = []

  /// Reads the attributes of a row of `sku_text`, by its row id.
  init(text: Int64, _ db: Database) throws {
    let attributes = try String.fetchOne(
      db.cachedStatement(sql: "SELECT attributes FROM sku_text WHERE id = ?"), arguments: [text])
    self.init(attributes: attributes ?? "{}")
  }

  /// - Parameter attributes: a JSON object. `isAddon` may be a flag or a word, `prerequisiteSkus` is a list of
  ///   `product:sku`.
  init(attributes: String) {
    let text = AttributeText(json: attributes)
    guard text.mentions("isAddon") || text.mentions("prerequisiteSkus"),
      let read = StoredJSON.value(attributes, as: Attributes.self)
    else { return }
    prerequisites = read.prerequisites.compactMap { ItemReference(parsing: $0)?.sku }
    isAddOn = read.isAddOn || !read.prerequisites.isEmpty
  }

  private struct Attributes: Decodable {
    var isAddOn = false
    var prerequisites: [String] = []

    enum CodingKeys: String, CodingKey {
      case isAddOn = "isAddon"
      case prerequisites = "prerequisiteSkus"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      if let flag = try? container.decode(Bool.self, forKey: .isAddOn) {
        isAddOn = flag
      } else if let word = try? container.decode(String.self, forKey: .isAddOn) {
        isAddOn = word.lowercased() == "true"
      }
      prerequisites = (try? container.decode([String].self, forKey: .prerequisites)) ?? []
    }
  }
}
