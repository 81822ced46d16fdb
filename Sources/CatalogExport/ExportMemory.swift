import CatalogSchema
import GRDB

/// The parts of rows that many share, written once: texts, offers, ids. As large as the texts, however many items there
/// are.
struct ExportMemory {
  private let db: Database
  private let writing: FieldWriting
  private var arena: [UInt8] = []
  private var texts: [Int64: Text] = [:]
  private var offers: [Int64: Offer] = [:]
  private var skus: [Int64: SKU] = [:]

  /// A piece of the arena.
  struct Piece {
    var start: Int
    var count: Int
  }

  struct Text {
    /// Titles, types, publisher.
    var names: Piece
    /// Trial and quantities.
    var quantities: Piece
    /// Prerequisites, variables, and whether there is an inventory check.
    var conditions: Piece
    /// What it provisions.
    var provisioning: Piece
  }

  struct Offer {
    /// Currency and flags.
    var head: Piece
    var terms: Piece
    var renewal: Piece
  }

  struct SKU {
    var product: Int64
    var productID: String
    /// `product:sku:`, the beginning of its ids.
    var reference: String
    /// Both ids.
    var ids: Piece
  }

  init(db: Database, writing: FieldWriting) {
    self.db = db
    self.writing = writing
  }

  /// Appends the columns that later versions added, which are the last.
  func appendLater(_ text: Text, _ offer: Offer, to row: inout [UInt8]) {
    append(offer.renewal, to: &row)
    append(text.provisioning, to: &row)
  }

  /// Appends a piece to a row.
  func append(_ piece: Piece, to row: inout [UInt8]) {
    arena.withUnsafeBufferPointer { row.append(contentsOf: $0[piece.start..<piece.start + piece.count]) }
  }

  private mutating func piece(_ body: (FieldWriting, inout [UInt8]) throws -> Void) rethrows -> Piece {
    let start = arena.count
    try body(writing, &arena)
    return Piece(start: start, count: arena.count - start)
  }

  mutating func text(_ number: Int64) throws -> Text {
    if let text = texts[number] { return text }
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT pt.title, t.title, pt.product_type, pt.product_subtype, pt.publisher, t.is_trial, t.minimum_quantity,
              t.maximum_quantity, t.purchase_prerequisites, t.inventory_variables, t.requires_inventory_check,
              \(Views.provisioningID)
            FROM sku_text t JOIN product_text pt ON pt.id = t.product_text_id WHERE t.id = ?
            """), arguments: [number])
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an item has a missing text") }
    let text = Text(
      names: try piece { fields, bytes in
        for (position, name) in ["product_title", "sku_title", "product_type", "product_subtype", "publisher"]
          .enumerated()
        {
          fields.text(name, try row[position], to: &bytes)
        }
      },
      quantities: try piece { fields, bytes in
        for (position, name) in ["is_trial", "minimum_quantity", "maximum_quantity"].enumerated() {
          fields.integer(name, try row[5 + position], to: &bytes)
        }
      },
      conditions: try piece { fields, bytes in
        fields.json("purchase_prerequisites", try row[8], to: &bytes)
        fields.json("inventory_variables", try row[9], to: &bytes)
        fields.integer("requires_inventory_check", try row[10], to: &bytes)
      },
      provisioning: try piece { fields, bytes in fields.text("provisioning_id", try row[11], to: &bytes) })
    texts[number] = text
    return text
  }

  mutating func offer(_ number: Int64) throws -> Offer {
    if let offer = offers[number] { return offer }
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT o.currency, \(AvailabilityColumns.isPurchasable), o.is_renewable, ot.content,
              coalesce(json_extract(od.content, '$.renewalInstructions'), '[]')
            FROM offer o JOIN offer_text ot ON ot.id = o.terms_id LEFT JOIN offer_text od ON od.id = o.details_id
            WHERE o.id = ?
            """), arguments: [number])
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an item has a missing offer") }
    let offer = Offer(
      head: head(try row[0], isPurchasable: try row[1] as Int64?, isRenewable: try row[2]),
      terms: list("terms", try row[3]), renewal: list("renewal_instructions", try row[4]))
    offers[number] = offer
    return offer
  }

  private var heads: [String: Piece] = [:]
  private var lists: [String: Piece] = [:]

  private mutating func head(_ currency: String, isPurchasable: Int64?, isRenewable: Int64) -> Piece {
    let key = "\(currency) \(isPurchasable.map(String.init) ?? "-") \(isRenewable)"
    if let piece = heads[key] { return piece }
    let piece = piece { fields, bytes in
      fields.text("currency", currency, to: &bytes)
      fields.integer("is_purchasable", isPurchasable, to: &bytes)
      fields.integer("is_renewable", isRenewable, to: &bytes)
    }
    heads[key] = piece
    return piece
  }

  private mutating func list(_ name: String, _ content: String) -> Piece {
    let key = name + content
    if let piece = lists[key] { return piece }
    let piece = piece { fields, bytes in fields.json(name, content, to: &bytes) }
    lists[key] = piece
    return piece
  }

  mutating func sku(_ number: Int64) throws -> SKU {
    if let sku = skus[number] { return sku }
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: "SELECT p.id, p.code, k.code FROM sku k JOIN product p ON p.id = k.product_id WHERE k.id = ?"),
        arguments: [number])
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an item has a missing SKU") }
    let (product, code): (String, String) = (try row[1], try row[2])
    let sku = SKU(
      product: try row[0], productID: product, reference: "\(product):\(code):",
      ids: piece { fields, bytes in
        fields.text("product_id", product, to: &bytes)
        fields.text("sku_id", code, to: &bytes)
      })
    skus[number] = sku
    return sku
  }
}
