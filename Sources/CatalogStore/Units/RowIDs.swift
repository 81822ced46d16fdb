import CatalogModel
import CatalogSchema
import GRDB

/// Row ids of identifiers (markets, products, SKUs, texts, offers), inserted if new.
///
/// Frequent ones are cached, which is valid only within the transaction.
final class RowIDs {
  private let db: Database
  private let statement: PreparedStatements
  private var markets: [Market: Int64] = [:]
  private var segments: [Segment: Int64] = [:]
  private var places: [MarketScope: Int64] = [:]
  private var offers: [OfferContent: Int64] = [:]
  /// The product last asked for, and its text.
  private var lastProduct: (id: ProductID, number: Int64)?
  private var lastText: (product: Int64, content: ProductContent, number: Int64)?
  /// The offer last asked for: neighbours offer the same.
  private var lastOffer: (content: OfferContent, number: Int64)?

  init(db: Database) {
    self.db = db
    statement = PreparedStatements(db)
  }

  func market(_ market: Market) throws -> Int64 {
    if let known = markets[market] { return known }
    let number = try code(
      market.code, in: statement("SELECT id FROM market WHERE code = ?"),
      or: statement("INSERT INTO market (code) VALUES (?)"))
    markets[market] = number
    return number
  }

  func segment(_ segment: Segment) throws -> Int64 {
    if let known = segments[segment] { return known }
    let number = try code(
      segment.rawValue, in: statement("SELECT id FROM segment WHERE code = ?"),
      or: statement("INSERT INTO segment (code) VALUES (?)"))
    segments[segment] = number
    return number
  }

  func marketScope(_ marketScope: MarketScope) throws -> Int64 {
    if let known = places[marketScope] { return known }
    let market = try market(marketScope.market)
    let number = try code(
      marketScope.scopeText, below: market, in: statement("SELECT id FROM place WHERE market_id = ? AND scope = ?"),
      or: statement("INSERT INTO place (market_id, scope) VALUES (?, ?)"))
    places[marketScope] = number
    return number
  }

  func product(_ product: ProductID) throws -> Int64 {
    if let lastProduct, lastProduct.id == product { return lastProduct.number }
    let number = try code(
      product.rawValue, in: statement("SELECT id FROM product WHERE code = ?"),
      or: statement("INSERT INTO product (code) VALUES (?)"))
    lastProduct = (product, number)
    return number
  }

  func sku(_ sku: SKUID, of product: Int64) throws -> Int64 {
    try code(
      sku.rawValue, below: product, in: statement("SELECT id FROM sku WHERE product_id = ? AND code = ?"),
      or: statement("INSERT INTO sku (product_id, code) VALUES (?, ?)"))
  }

  private func code(
    _ code: String, below parent: Int64? = nil, in find: PreparedStatement, or insert: PreparedStatement
  ) throws -> Int64 {
    func bind(_ statement: PreparedStatement) {
      if let parent { statement.bind(parent) }
      statement.bind(code)
    }
    bind(find)
    if let number = try find.rowNumber() { return number }
    bind(insert)
    try insert.execute()
    return try DamagedValue.checked(db.lastInsertedRowID, "id")
  }

  func productText(_ content: ProductContent, of product: Int64) throws -> Int64 {
    if let lastText, lastText.product == product, lastText.content == content { return lastText.number }
    let hash = content.hash
    let find = try statement("SELECT id FROM product_text WHERE product_id = ? AND hash = ?")
    find.bind(product)
    find.bind(hash)
    let number =
      try find.rowNumber()
      ?? insert(
        """
        INSERT INTO product_text (product_id, hash, title, description, product_type, product_subtype, is_microsoft,
          publisher)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          product, hash, content.title, content.description, content.type, content.subtype, content.isMicrosoft,
          content.publisher,
        ])
    lastText = (product, content, number)
    return number
  }

  /// Writes a text that is new into the search index as well.
  func skuText(
    _ content: SKUContent, of sku: Int64, reference: SKUReference, product: Int64, productText: Int64,
    index: SearchIndexWriter
  ) throws -> Int64 {
    let hash = content.hash
    let find = try statement("SELECT id FROM sku_text WHERE sku_id = ? AND product_text_id = ? AND hash = ?")
    for value in [sku, productText, hash] { find.bind(value) }
    if let known = try find.rowNumber() { return known }
    let id = try insert(
      """
      INSERT INTO sku_text (sku_id, product_text_id, hash, title, description, minimum_quantity, maximum_quantity,
        is_trial, requires_inventory_check, purchase_prerequisites, inventory_variables, provisioning_variables,
        billing_cycles, attributes, attestation)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        sku, productText, hash, content.title, content.description, content.minimumQuantity,
        content.maximumQuantity, content.isTrial, content.requiresInventoryCheck,
        StoredJSON.text(content.purchasePrerequisites), StoredJSON.text(content.inventoryVariables),
        StoredJSON.text(content.provisioningVariables), StoredJSON.text(content.billingCycles), content.attributes,
        content.attestation,
      ])
    try statement.execute("UPDATE sku SET text_id = ? WHERE id = ? AND text_id IS NULL", id, sku)
    try index.add(
      SearchIndexWriter.Text(
        id: id, sku: sku, productText: productText, product: product, reference: reference, content: content,
        head: try head(productText)))
    return id
  }

  /// The text that rows of a SKU's availabilities need not tell.
  func usualText(of sku: Int64) throws -> Int64? {
    let find = try statement("SELECT text_id FROM sku WHERE id = ?")
    find.bind(sku)
    return try find.rowNumber()
  }

  /// The content of a product's text.
  private func head(_ text: Int64) throws -> ProductContent {
    if let lastText, lastText.number == text { return lastText.content }
    return try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM product_text WHERE id = ?"), arguments: [text]
    ).map(ProductReader.product) ?? ProductContent(title: "")
  }

  func offer(_ content: OfferContent) throws -> Int64 {
    if let lastOffer, lastOffer.content == content { return lastOffer.number }
    if let known = offers[content] {
      lastOffer = (content, known)
      return known
    }
    let hash = content.hash
    let find = try statement("SELECT id FROM offer WHERE hash = ?")
    find.bind(hash)
    let number =
      try find.rowNumber()
      ?? insert(
        """
        INSERT INTO offer
          (hash, currency, currency_symbol, is_purchasable, is_purchasable_unsaid, is_renewable, terms_id, details_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          hash, content.currency, content.currencySymbol, content.isPurchasable ?? true,
          content.isPurchasable == nil, content.isRenewable,
          try offerText(StoredJSON.text(content.terms)), try content.details.map(offerText),
        ])
    offers[content] = number
    lastOffer = (content, number)
    return number
  }

  private func offerText(_ content: String) throws -> Int64 {
    try code(
      content, in: statement("SELECT id FROM offer_text WHERE content = ?"),
      or: statement("INSERT INTO offer_text (content) VALUES (?)"))
  }

  private func insert(_ sql: String, _ arguments: StatementArguments) throws -> Int64 {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
    return try DamagedValue.checked(db.lastInsertedRowID, "id")
  }
}
