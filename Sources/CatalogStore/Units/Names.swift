import CatalogModel
import GRDB

/// Finds the number of a name, giving it one where it has none: markets, products, SKUs, texts, offers.
struct Names {
  var db: Database

  func market(_ market: Market) throws -> Int64 {
    try id("market", key: "code = ?", [market.code]) {
      try insert("INSERT INTO market (code) VALUES (?)", [market.code])
    }
  }

  func segment(_ segment: Segment) throws -> Int64 {
    try id("segment", key: "code = ?", [segment.rawValue]) {
      try insert("INSERT INTO segment (code) VALUES (?)", [segment.rawValue])
    }
  }

  func place(_ place: Place) throws -> Int64 {
    let market = try market(place.market)
    return try id("place", key: "market_id = ? AND scope = ?", [market, place.scopeText]) {
      try insert("INSERT INTO place (market_id, scope) VALUES (?, ?)", [market, place.scopeText])
    }
  }

  func product(_ product: ProductID) throws -> Int64 {
    try id("product", key: "code = ?", [product.rawValue]) {
      try insert("INSERT INTO product (code) VALUES (?)", [product.rawValue])
    }
  }

  func sku(_ sku: SKUID, of product: Int64) throws -> Int64 {
    try id("sku", key: "product_id = ? AND code = ?", [product, sku.rawValue]) {
      try insert("INSERT INTO sku (product_id, code) VALUES (?, ?)", [product, sku.rawValue])
    }
  }

  func productText(_ content: ProductContent, of product: Int64) throws -> Int64 {
    let hash = content.hash
    return try id("product_text", key: "product_id = ? AND hash = ?", [product, hash]) {
      try insert(
        """
        INSERT INTO product_text (product_id, hash, title, description, product_type, product_subtype, is_microsoft,
          publisher)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          product, hash, content.title, content.description, content.type, content.subtype, content.isMicrosoft,
          content.publisher,
        ])
    }
  }

  /// Writes a text that is new into the search index as well.
  func skuText(
    _ content: SKUContent, of sku: Int64, reference: SKUReference, product: Int64, productText: Int64,
    index: SearchIndexWriter
  ) throws -> Int64 {
    let hash = content.hash
    return try id("sku_text", key: "sku_id = ? AND product_text_id = ? AND hash = ?", [sku, productText, hash]) {
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
      let head = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT * FROM product_text WHERE id = ?"), arguments: [productText])
      try index.add(
        SearchIndexWriter.Text(
          id: id, sku: sku, productText: productText, product: product, reference: reference, content: content,
          head: head.map(UnitReader.product) ?? ProductContent(title: "")))
      return id
    }
  }

  func offer(_ content: OfferContent) throws -> Int64 {
    let hash = content.hash
    return try id("offer", key: "hash = ?", [hash]) {
      try insert(
        """
        INSERT INTO offer (hash, currency, currency_symbol, is_purchasable, is_renewable, terms_id, details_id)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          hash, content.currency, content.currencySymbol, content.isPurchasable, content.isRenewable,
          try offerText(StoredJSON.text(content.terms)), try content.details.map(offerText),
        ])
    }
  }

  private func offerText(_ content: String) throws -> Int64 {
    try id("offer_text", key: "content = ?", [content]) {
      try insert("INSERT INTO offer_text (content) VALUES (?)", [content])
    }
  }

  private func id(
    _ table: String, key: String, _ arguments: StatementArguments, orInsert insert: () throws -> Int64
  ) throws -> Int64 {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT id FROM \(table) WHERE \(key)"), arguments: arguments)
      ?? insert()
  }

  private func insert(_ sql: String, _ arguments: StatementArguments) throws -> Int64 {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
    return db.lastInsertedRowID
  }
}
