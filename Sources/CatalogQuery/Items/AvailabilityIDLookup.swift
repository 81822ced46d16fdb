import CatalogModel
import CatalogSchema
import GRDB

/// Finds the items of an availability id alone, such as `DZH318Z0BPQN`.
///
/// There is no index by availability id: for fourteen million of them it would be larger than their texts. The rows of
/// one market are scanned in milliseconds, up to ``most`` rows.
struct AvailabilityIDLookup {
  let db: Database
  /// The markets looked through; empty for all.
  var markets: [Market] = []

  /// The most rows to look through, in complete market scopes.
  private static let most = 200_000

  /// - Returns: the product and the SKUs that have an availability of that id, or had one; `nil` where none is found.
  func item(_ text: String) throws -> NamedItem? {
    guard try Self.isLike(text) && !beginsProduct(text) else { return nil }
    let wanted = [text.uppercased(), text]
    var found = try current(wanted)
    if found == nil { found = try removed(wanted) }
    return found
  }

  /// Letters and digits, some of each, twelve as Microsoft's ids are, or in capitals: few words are that.
  private static func isLike(_ text: String) -> Bool {
    let bytes = text.utf8
    let isCapitals = (8...32).contains(bytes.count) && bytes.allSatisfy { $0 < 0x61 }
    return (bytes.count == 12 || isCapitals)
      && bytes.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) }
      && bytes.contains { (0x30...0x39).contains($0) } && bytes.contains { $0 >= 0x41 }
  }

  /// Whether it may be a product's id that is still being typed.
  private func beginsProduct(_ text: String) throws -> Bool {
    let rows = try PreparedStatement(db, "SELECT 1 FROM product WHERE code >= ?1 AND code < ?2 LIMIT 1")
    rows.bind(1, text.uppercased())
    rows.bind(2, text.uppercased() + "\u{10FFFF}")
    defer { rows.reset() }
    return try rows.next()
  }

  private func current(_ wanted: [String]) throws -> NamedItem? {
    let rows = try PreparedStatement(
      db,
      """
      SELECT p.id, p.code, k.id, k.code, \(AvailabilityCode.whole()) AS whole
      FROM availability a CROSS JOIN sku k ON k.id = a.sku_id CROSS JOIN product p ON p.id = k.product_id
      WHERE a.place_id = ?1 AND a.code IN (?2, ?3, ?4) AND whole IN (?2, ?3)
      ORDER BY k.id
      """)
    let number = AvailabilityCode.number(of: wanted[0])
    var left = Self.most
    for place in try places() {
      var size = 0
      try SearchIndex.listing(of: place, db) { _, _, documents in size += DocumentSet.count(of: documents) }
      if size > left { continue }
      left -= size
      rows.bind(1, place)
      rows.bind(2, wanted[0])
      rows.bind(3, wanted[1])
      if let number { rows.bind(4, number) } else { rows.bind(4, wanted[0]) }
      if let item = try named(rows) { return item }
    }
    return nil
  }

  private func removed(_ wanted: [String]) throws -> NamedItem? {
    let rows = try PreparedStatement(
      db,
      """
      SELECT p.id, p.code, k.id, k.code, r.code
      FROM (SELECT sku_id, code FROM removed_availability ORDER BY id DESC LIMIT \(Self.most)) r
      JOIN sku k ON k.id = r.sku_id JOIN product p ON p.id = k.product_id
      WHERE r.code IN (?, ?) ORDER BY k.id
      """)
    for (index, id) in wanted.enumerated() { rows.bind(Int32(index + 1), id) }
    return try named(rows)
  }

  /// The item that the rows name: the product of the first, and all its SKUs among them.
  private func named(_ rows: PreparedStatement) throws -> NamedItem? {
    var item: NamedItem?
    while try rows.next() {
      if item == nil {
        item = NamedItem(
          reference: "\(try rows.text(1)):\(try rows.text(3)):\(try rows.text(4))", product: try rows.integer(0),
          skus: [], availability: [try rows.text(4)])
      }
      let sku = try rows.integer(2)
      if item?.product == (try rows.integer(0)), item?.skus.contains(sku) == false { item?.skus.append(sku) }
    }
    return item
  }

  private func places() throws -> [Int64] {
    let rows = try PreparedStatement(
      db, "SELECT l.id, m.code FROM place l JOIN market m ON m.id = l.market_id ORDER BY l.id")
    var places: [Int64] = []
    while try rows.next() {
      if try markets.isEmpty || markets.contains(Market(rows.text(1))) { places.append(try rows.integer(0)) }
    }
    return places
  }
}
