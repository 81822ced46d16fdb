import CatalogModel

/// What a text may be an id of, in any spelling of the trade.
struct CrosswalkText {
  /// The text without blanks around it.
  var text: String
  /// A GUID in lower case, also from braces, brackets, or with a blank inside.
  var guid: String?
  /// A product, and where the text continues, its SKU and a third id: an availability, or a promotion's.
  var product: ProductID?
  var sku: SKUID?
  var third: String?
  /// Whether it has the form of a volume-licensing part number.
  var isPartNumber = false

  init(_ query: String) {
    text = query.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let bare = query.filter { !$0.isWhitespace && !"{}()\"'".contains($0) }
    if GUID.isGUID(bare) { guid = GUID.canonical(bare) }
    let upper = text.uppercased()
    isPartNumber = upper.wholeMatch(of: /[A-Z0-9]{3}-[0-9]{5}/) != nil
    if guid == nil { readIDs(upper) }
  }

  /// Finds the product id of twelve characters; the next token of one to four characters of the id alphabet is the SKU. The
  /// rest are hints: a term or a market before it, a segment or a billing code behind.
  private mutating func readIDs(_ text: String) {
    let tokens = text.split { ":/- ".contains($0) }.map(String.init)
    guard let place = tokens.firstIndex(where: Self.isProductID) else { return }
    product = ProductID(tokens[place])
    guard place + 1 < tokens.count, Self.isSKUID(tokens[place + 1]) else { return }
    sku = PriceOffer.paddedSKU(tokens[place + 1])
    if place + 2 < tokens.count, Self.isProductID(tokens[place + 2]) { third = tokens[place + 2] }
  }

  private static func isProductID(_ token: String) -> Bool {
    token.utf8.count == 12 && token.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
      && token.contains(where: \.isNumber) && token.contains(where: \.isLetter)
  }

  private static func isSKUID(_ token: String) -> Bool {
    (1...4).contains(token.utf8.count) && token.utf8.allSatisfy { ServiceDigits.all.contains($0) }
  }

  // MARK: - Comparison

  /// A string id as it is compared: blanks, no-break blanks and case do not count.
  static func foldedID(_ text: String) -> String {
    pieces(text) { !isBlank($0) }?.joined() ?? text.filter { !$0.isWhitespace }.lowercased()
  }

  /// A name as it is compared.
  static func foldedName(_ text: String) -> String {
    (pieces(text) { !isBlank($0) } ?? text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init))
      .joined(separator: " ")
  }

  /// The words of a name.
  static func words(_ name: String) -> [String] {
    pieces(name) { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    } ?? name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// The runs of wanted bytes of a text, in lower case; `nil` for a text that is not ASCII. Nearly all are, and a look-up by a
  /// name compares thousands of them.
  private static func pieces(_ text: String, where isWanted: (UInt8) -> Bool) -> [String]? {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    return text.utf8.split { !isWanted($0) }.map { piece in
      String(decoding: piece.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
