import CatalogModel
import CatalogSchema
import CrosswalkFacts
import GRDB

extension Snapshot {
  /// What the tables and the catalog know of a text.
  func crosswalk(_ query: String) throws -> CrosswalkAnswer {
    let text = CrosswalkText(query)
    var builder = CrosswalkBuilder(query: query)
    Crosswalk.tables(text, &builder)
    try imported(text, &builder)
    if let guid = text.guid {
      try meter(guid, &builder)
    }
    if let product = text.product { try ids(product, text, &builder) }
    try offerMatrix(text, &builder)
    try skus(provisioning: [text.guid].compactMap(\.self) + graphSKUs(builder), &builder)
    if text.guid == nil, text.product == nil, !builder.answer.isEmpty { try sameNames(&builder) }
    return builder.answer
  }

  private func graphSKUs(_ builder: CrosswalkBuilder) -> [String] {
    builder.answer.nodes.filter { $0.kind == .graphSku }.map(\.id)
  }

  /// The SKUs of the catalog that provision one of these Graph SKUs.
  private func skus(provisioning guids: [String], _ builder: inout CrosswalkBuilder) throws {
    guard !guids.isEmpty else { return }
    // A single id is looked for in the text first: most SKUs need not be decoded.
    let single = guids.count == 1 ? "AND t.attributes LIKE '%' || (?1 ->> '$[0]') || '%'" : ""
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT p.code AS product, k.code AS sku, max(t.title) AS title, max(pt.title) AS product_title,
          \(Views.provisioningID) AS graph
        FROM sku_text t JOIN sku k ON k.id = t.sku_id JOIN product p ON p.id = k.product_id
        LEFT JOIN product_text pt ON pt.id = t.product_text_id
        WHERE t.listed > 0 \(single) AND \(Views.provisioningID) IN (SELECT value FROM json_each(?1))
        GROUP BY k.id, graph ORDER BY p.code, k.code
        """, arguments: [StoredJSON.text(guids)])
    for row in rows {
      let (product, sku, guid): (String, String, String) = (try row["product"], try row["sku"], try row["graph"])
      builder.join((.sku, "\(product):\(sku)"), (.graphSku, guid), "catalog", nil, .stated)
      builder.add(.sku, "\(product):\(sku)", try row["title"])
      builder.join(
        (.sku, "\(product):\(sku)"), (.product, product), "catalog", nil, .stated, name: try row["product_title"])
      builder.graphSKU(guid, withPlans: false)
    }
  }

  /// A product or SKU of the catalog, with what it provisions.
  private func ids(_ product: ProductID, _ text: CrosswalkText, _ builder: inout CrosswalkBuilder) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT k.code AS sku, max(t.title) AS title, max(pt.title) AS product_title, \(Views.provisioningID) AS graph
        FROM product p JOIN sku k ON k.product_id = p.id JOIN sku_text t ON t.sku_id = k.id
        LEFT JOIN product_text pt ON pt.id = t.product_text_id
        WHERE p.code = ?1 AND (?2 IS NULL OR k.code = ?2) AND t.listed > 0
        GROUP BY k.id, graph ORDER BY k.code, graph
        """, arguments: [product.rawValue, text.sku?.rawValue])
    for row in rows {
      let id = "\(product):\(try row["sku"] as String)"
      builder.add(.sku, id, try row["title"])
      builder.join((.sku, id), (.product, product.rawValue), "catalog", nil, .stated, name: try row["product_title"])
      if let graph: String = try row["graph"] {
        builder.join((.sku, id), (.graphSku, graph), "catalog", nil, .stated)
        builder.graphSKU(graph, withPlans: false)
      }
    }
    guard let third = text.third, let sku = text.sku else { return }
    let item = "\(product):\(sku):\(third)"
    let isItem =
      try namedItem(.availability(SKUReference(product, sku), AvailabilityID(third))).map { named in
        var candidates = Candidates(db: db, selection: .named(named))
        candidates.areRemoved = false
        var count = 0
        try candidates.forEach { _ in count += 1 }
        return count > 0
      } ?? false
    if isItem { builder.join((.catalogItem, item), (.sku, "\(product):\(sku)"), "catalog", nil, .stated) }
  }

  /// A meter of a price sheet.
  private func meter(_ guid: String, _ builder: inout CrosswalkBuilder) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT DISTINCT product, sku FROM price_offer WHERE meter = ? ORDER BY product, sku LIMIT 200",
      arguments: [guid])
    for row in rows {
      let (product, sku): (String, String) = (try row["product"], try row["sku"])
      builder.join((.meter, guid), (.sku, "\(product):\(sku)"), "priceSheet", nil, .stated)
      builder.join((.sku, "\(product):\(sku)"), (.product, product), "priceSheet", nil, .stated)
    }
  }

  /// What the offer matrix says that SKUs provision.
  private func offerMatrix(_ text: CrosswalkText, _ builder: inout CrosswalkBuilder) throws {
    let guids = [text.guid].compactMap(\.self) + graphSKUs(builder)
    guard text.product != nil || !guids.isEmpty else { return }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT l.product, l.sku, l.graph_sku, l.graph_string, CAST(x.month AS TEXT) AS month
        FROM offer_limit l JOIN offer_matrix x
        WHERE l.graph_sku IS NOT NULL AND (l.graph_sku IN (SELECT value FROM json_each(?1))
          OR l.product = ?2 AND (?3 IS NULL OR l.sku = ?3))
        ORDER BY l.product, l.sku
        """, arguments: [StoredJSON.text(guids), text.product?.rawValue, text.sku?.rawValue])
    for row in rows {
      let (product, sku, guid): (String, String, String) = (
        try row["product"], try row["sku"], try row["graph_sku"]
      )
      builder.join((.sku, "\(product):\(sku)"), (.graphSku, guid), "offerMatrix", try row["month"], .stated)
      builder.join((.sku, "\(product):\(sku)"), (.product, product), "offerMatrix", try row["month"], .stated)
      if let string: String = try row["graph_string"] {
        builder.join((.graphSku, guid), (.graphString, string), "offerMatrix", try row["month"], .stated)
      }
      builder.graphSKU(guid, withPlans: false)
    }
  }

  /// Edges of imported tables.
  private func imported(_ text: CrosswalkText, _ builder: inout CrosswalkBuilder) throws {
    var keys = Set(builder.answer.nodes.map(\.id))
    keys.insert(text.guid ?? text.text)
    let folded = CrosswalkText.foldedID(text.text)
    for key in keys.sorted() {
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM crosswalk_edge WHERE (from_kind = 'graphSku' AND from_id = ?1)
            OR (to_kind IN ('graphString', 'servicePlan', 'name') AND to_id IN (?1, ?2)) ORDER BY from_id, to_kind, to_id
          """, arguments: [key, folded])
      for row in rows {
        guard let from = CrosswalkAnswer.Kind(rawValue: try row["from_kind"]),
          let to = CrosswalkAnswer.Kind(rawValue: try row["to_kind"])
        else { continue }
        builder.join(
          (from, try row["from_id"]), (to, try row["to_id"]), try row["source"], try row["as_of"],
          CrosswalkAnswer.Confidence(rawValue: try row["confidence"]) ?? .published, name: try row["name"])
        if from == .graphSku { builder.graphSKU(try row["from_id"], withPlans: false) }
      }
    }
  }

  /// SKUs of the catalog that say nothing of what they provision, and whose title is that of a licence that was found.
  private func sameNames(_ builder: inout CrosswalkBuilder) throws {
    // A short form has many.
    guard graphSKUs(builder).count <= 5 else { return }
    for node in builder.answer.nodes where node.kind == .graphSku {
      guard let name = node.name else { continue }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT DISTINCT p.code AS product, k.code AS sku, t.title
          FROM sku_text t JOIN sku k ON k.id = t.sku_id JOIN product p ON p.id = k.product_id
          WHERE t.listed > 0 AND t.title = ? AND \(Views.provisioningID) IS NULL ORDER BY p.code, k.code LIMIT 50
          """, arguments: [name])
      for row in rows {
        let id = "\(try row["product"] as String):\(try row["sku"] as String)"
        builder.join((.sku, id), (.graphSku, node.id), "catalog", nil, .sameName)
        builder.add(.sku, id, try row["title"])
      }
    }
  }
}
