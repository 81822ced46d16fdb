import CatalogModel
import CatalogSchema

extension DocumentRecord {
  /// Makes the record of a text; `number` gives the number of a publisher or type, by its kind.
  init(
    of text: SearchIndexWriter.Text, _ document: SearchDocument, numbering number: (String, String?) throws -> UInt32
  ) rethrows {
    self.init()
    productKey = DocumentRecord.key(text.reference.product.rawValue, characters: 12)
    skuKey = UInt32(DocumentRecord.key(text.reference.sku.rawValue, characters: 6))
    sku = UInt32(clamping: text.sku)
    product = UInt32(clamping: text.product)
    publisher = try number("publisher", text.head.publisher)
    type = UInt16(clamping: try number("type", text.head.type))
    subtype = UInt16(clamping: try number("subtype", text.head.subtype))
    length = UInt16(clamping: document.length)
    titleLength = UInt8(clamping: document[.title].count)
    productLength = UInt8(clamping: document[.product].count)
    isMicrosoft = text.head.isMicrosoft ?? (text.head.publisher?.lowercased().hasPrefix("microsoft") ?? false)
    isTrial = text.content.isTrial
  }
}
