import CatalogModel
import CatalogStore
import GRDB

/// Which items are meant by a text.
enum Selection: Hashable {
  case all
  /// The SKUs whose text matches.
  case words(SearchQuery)
  /// Named by their ids: SKUs, and where given only their availabilities of one id.
  case named(NamedItem)
  case nothing

  var isNamed: Bool { if case .named = self { true } else { false } }
}

/// What an id means in the store.
struct NamedItem: Hashable {
  /// The id as the store spells it.
  var reference: String
  var product: Int64
  var skus: [Int64]
  /// The spellings under which the availability's id may stand; empty for all availabilities.
  var availability: [String] = []
}

extension Snapshot {
  /// Reads a text: an id that the store knows, else words.
  ///
  /// - Parameter markets: where the last part of a CatalogItemId is looked for by itself; empty for all.
  func selection(_ text: String, in markets: [Market] = []) throws -> Selection {
    if let named = try namedItem(text, in: markets) { return .named(named) }
    let query = SearchQuery(text)
    if query.isBlank { return .all }
    return query.concepts.isEmpty ? .nothing : .words(query)
  }

  func selection(_ text: String, for customer: CustomerRecord) throws -> Selection {
    try selection(text, in: customer.market.map { [$0] } ?? [])
  }

  /// The product, SKU or availability that a text names, in any case and with leading zeros of the SKU missing.
  ///
  /// - Parameter markets: where an availability's id is looked for by itself; empty for all.
  /// - Returns: `nil` where the product or the SKU was never seen; an availability id need not be known.
  func namedItem(_ text: String, in markets: [Market] = []) throws -> NamedItem? {
    guard text.utf8.count <= 400 else { return nil }
    let parts = text.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(Self.trimmed)
    guard (1...3).contains(parts.count), parts.allSatisfy({ Self.isLikeID($0) }) else { return nil }
    let spelled = Self.spellings(parts[0])
    let product = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT id, code FROM product WHERE code IN (?, ?, ?)"),
      arguments: StatementArguments(spelled))
    guard let product else {
      guard parts.count == 1 else { return nil }
      return try legacyOffer(parts[0]) ?? LoneAvailability(db: db, markets: markets).item(parts[0])
    }
    let skus = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT id, code FROM sku WHERE product_id = ? ORDER BY code"),
      arguments: [product["id"] as Int64])
    guard parts.count > 1 else {
      return NamedItem(reference: product["code"], product: product["id"], skus: skus.map { $0["id"] })
    }
    let wanted = Self.bare(parts[1])
    func first(_ isMeant: (String) -> Bool) -> Row? { skus.first { isMeant($0["code"]) } }
    let asWritten = first { $0 == parts[1] } ?? first { $0.lowercased() == parts[1].lowercased() }
    guard let sku = asWritten ?? first({ Self.bare($0) == wanted }) else { return nil }
    var reference = "\(product["code"] as String):\(sku["code"] as String)"
    if parts.count == 3 { reference += ":\(parts[2].uppercased())" }
    return NamedItem(
      reference: reference, product: product["id"], skus: [sku["id"]],
      availability: parts.count == 3 ? Self.spellings(parts[2]) : [])
  }

  /// A legacy offer's CatalogItemId is its offer id alone, which is the id of its SKU as well.
  private func legacyOffer(_ text: String) throws -> NamedItem? {
    // Offer ids are GUIDs, or such as MS-AZR-0146P; codes of the SKUs' own are found by words.
    guard text.utf8.count >= 8, text.contains("-"), text.contains(where: \.isNumber) else { return nil }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT id, product_id, code FROM sku WHERE code IN (?, ?, ?) ORDER BY id"),
      arguments: StatementArguments(Self.spellings(text)))
    return row.map { NamedItem(reference: $0["code"], product: $0["product_id"], skus: [$0["id"]]) }
  }

  private static func isLikeID(_ text: String) -> Bool {
    (1...80).contains(text.utf8.count) && text.allSatisfy { !$0.isWhitespace }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private static func spellings(_ text: String) -> [String] { [text, text.uppercased(), text.lowercased()] }

  private static func bare(_ sku: String) -> String { String(sku.lowercased().drop { $0 == "0" }) }
}
