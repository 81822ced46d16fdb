import CatalogModel
import CatalogSchema
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

/// The rows that an id names.
struct NamedItem: Hashable {
  /// The id as the store spells it.
  var reference: String
  var product: Int64
  var skus: [Int64]
  /// The possible spellings of the availability id; empty for all availabilities.
  var availability: [String] = []
}

extension Snapshot {
  /// Reads a text: an id that the store knows, else words.
  ///
  /// `markets` limits the search for an availability id alone, the last part of a CatalogItemId; empty for all.
  func selection(_ text: String, in markets: [Market] = []) throws -> Selection {
    if let item = ItemReference(parsing: text), let named = try namedItem(item, in: markets) { return .named(named) }
    let query = SearchQuery(text)
    if query.isBlank { return .all }
    return query.concepts.isEmpty ? .nothing : .words(query)
  }

  func selection(_ text: String, for customer: CustomerRecord) throws -> Selection {
    try selection(text, in: customer.market.map { [$0] } ?? [])
  }

  /// Finds the product, SKU or availability of an id, in any case and with or without the leading zeros of the SKU.
  ///
  /// `markets` limits the search for an availability id alone; empty for all.
  ///
  /// - Returns: `nil` where the product or the SKU was never seen; an availability id need not be known.
  /// - Throws: errors of the database.
  func namedItem(_ item: ItemReference, in markets: [Market] = []) throws -> NamedItem? {
    guard item.description.utf8.count <= 250 else { return nil }
    let spelled = Self.spellings(item.product.rawValue)
    let product = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT id, code FROM product WHERE code IN (?, ?, ?)"),
      arguments: StatementArguments(spelled))
    guard let product else {
      guard case .product(let lone) = item else { return nil }
      return try legacyOffer(lone.rawValue) ?? AvailabilityIDLookup(db: db, markets: markets).item(lone.rawValue)
    }
    let skus = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT id, code FROM sku WHERE product_id = ? ORDER BY code"),
      arguments: [try product["id"] as Int64])
    guard let named = item.sku?.sku.rawValue else {
      return NamedItem(reference: try product["code"], product: try product["id"], skus: try skus.map { try $0["id"] })
    }
    let wanted = Self.bare(named)
    func first(_ isMeant: (String) -> Bool) throws -> Row? { try skus.first { isMeant(try $0["code"]) } }
    let asWritten = try first { $0 == named } ?? first { $0.lowercased() == named.lowercased() }
    guard let sku = try asWritten ?? first({ Self.bare($0) == wanted }) else { return nil }
    var meant = NamedItem(
      reference: "\(try product["code"] as String):\(try sku["code"] as String)", product: try product["id"],
      skus: [try sku["id"]])
    if case .availability(_, let availability) = item {
      meant.reference += ":\(availability.rawValue.uppercased())"
      meant.availability = Self.spellings(availability.rawValue)
    }
    return meant
  }

  /// A legacy offer's CatalogItemId is its offer id alone, which is the id of its SKU as well.
  private func legacyOffer(_ text: String) throws -> NamedItem? {
    // Offer ids are GUIDs, or such as MS-AZR-0146P; codes of the SKUs' own are found by words.
    guard text.utf8.count >= 8, text.contains("-"), text.contains(where: \.isNumber) else { return nil }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT id, product_id, code FROM sku WHERE code IN (?, ?, ?) ORDER BY id"),
      arguments: StatementArguments(Self.spellings(text)))
    return try row.map { NamedItem(reference: try $0["code"], product: try $0["product_id"], skus: [try $0["id"]]) }
  }

  private static func spellings(_ text: String) -> [String] { [text, text.uppercased(), text.lowercased()] }

  private static func bare(_ sku: String) -> String { String(sku.lowercased().drop { $0 == "0" }) }
}
