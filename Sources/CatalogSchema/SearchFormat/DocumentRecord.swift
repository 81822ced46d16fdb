import CatalogModel

/// The properties of a document for ranking, filters and facets, in forty bytes; ``Field`` has the layout.
///
/// A document is a `sku_text`, with its row id. `search_document` holds ``span`` records in each row.
package struct DocumentRecord: Hashable, Sendable {
  /// The ids of product and SKU as numbers in the order of their texts, for ties: letters and digits of the first
  /// characters, case folded.
  package var productKey: UInt64 = 0
  package var skuKey: UInt32 = 0
  package var sku: UInt32 = 0
  package var product: UInt32 = 0
  /// Numbers of `search_value`; 0 for none.
  package var publisher: UInt32 = 0
  package var type: UInt16 = 0
  package var subtype: UInt16 = 0
  /// How many terms the document has, and its title and its product's title.
  package var length: UInt16 = 0
  package var titleLength: UInt8 = 0
  package var productLength: UInt8 = 0
  package var isMicrosoft = false
  package var isTrial = false

  /// How many documents a row spans.
  package static let span = 256
  /// Bytes of a record.
  package static let size = 40

  /// The offset of a field in a record, in bytes.
  package enum Field {
    package static let productKey = 0, skuKey = 8, sku = 12, product = 16, publisher = 20, type = 24, subtype = 26
    package static let length = 28, titleLength = 30, productLength = 31, flags = 32
  }

  package init() {}

  package init(reading bytes: UnsafeRawPointer) {
    func read<Value: FixedWidthInteger>(_ offset: Int, as type: Value.Type) -> Value {
      Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }
    productKey = read(Field.productKey, as: UInt64.self)
    skuKey = read(Field.skuKey, as: UInt32.self)
    sku = read(Field.sku, as: UInt32.self)
    product = read(Field.product, as: UInt32.self)
    publisher = read(Field.publisher, as: UInt32.self)
    type = read(Field.type, as: UInt16.self)
    subtype = read(Field.subtype, as: UInt16.self)
    length = read(Field.length, as: UInt16.self)
    titleLength = read(Field.titleLength, as: UInt8.self)
    productLength = read(Field.productLength, as: UInt8.self)
    let flags = read(Field.flags, as: UInt8.self)
    isMicrosoft = flags & 1 != 0
    isTrial = flags & 2 != 0
  }

  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    func append(_ value: some FixedWidthInteger) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
    append(productKey)
    append(skuKey)
    append(sku)
    append(product)
    append(publisher)
    append(type)
    append(subtype)
    append(length)
    append(titleLength)
    append(productLength)
    append(UInt8((isMicrosoft ? 1 : 0) | (isTrial ? 2 : 0)))
    bytes += Array(repeating: 0, count: Self.size - bytes.count)
    return bytes
  }

  /// The beginning of an id as a number: ids compare as their numbers do, as far as these reach.
  package static func key(_ id: String, characters: Int) -> UInt64 {
    var key: UInt64 = 0
    var count = 0
    for byte in id.utf8 where count < characters {
      let digit: UInt64
      switch byte {
      case 0x30...0x39: digit = UInt64(byte - 0x30) + 1
      case 0x41...0x5A: digit = UInt64(byte - 0x41) + 11
      case 0x61...0x7A: digit = UInt64(byte - 0x61) + 11
      default: digit = 0
      }
      key = key * 37 + digit
      count += 1
    }
    while count < characters {
      key *= 37
      count += 1
    }
    return key
  }
}
