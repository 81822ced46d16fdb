import CatalogModel
import CatalogSchema
import Foundation
import GRDB

extension Snapshot {
  func details(of item: ItemReference, market: Market?) throws -> ItemDetails? {
    guard let named = try namedItem(item, in: market.map { [$0] } ?? []) else { return nil }
    let lookups = try Lookups(db)
    let places = try places(of: named.product, market: market)
    guard !places.isEmpty, let head = try head(of: named.product, market: market) else { return nil }
    var candidates = Candidates(db: db, selection: .named(named))
    if let market { candidates.markets = lookups.numbers(of: [market]) }
    var present: [Int32: [Candidate]] = [:]
    try candidates.forEach { present[$0.sku, default: []].append($0) }
    candidates.areRemoved = true
    var gone: [Candidate] = []
    try candidates.forEach { gone.append($0) }
    if !named.availability.isEmpty && present.isEmpty && gone.isEmpty { return nil }
    return ItemDetails(
      productID: ProductID(try head["code"] as String), title: try head["title"], description: try head["description"],
      productType: try head["product_type"] ?? "", productSubType: try head["product_subtype"] ?? "",
      publisher: try head["publisher"] ?? "", isMicrosoftProduct: try head["is_microsoft"], places: places,
      skus: try named.skus.compactMap { number in
        var details = try sku(number, items: present[Int32(number)] ?? [], market: market, lookups)
        if let id = details?.skuID {
          details?.offerMatrix = try OfferLimitRows.limits(
            of: SKUReference(ProductID(try head["code"] as String), id), db)
        }
        return details
      },
      removed: try removed(gone, lookups), history: try history(of: named, market: market))
  }

  private func places(of product: Int64, market: Market?) throws -> [ProductPlace] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT m.code AS market, l.scope, u.first_seen, u.confirmed_at, u.removed_at
        FROM place l CROSS JOIN unit u ON u.place_id = l.id AND u.product_id = ?1 JOIN market m ON m.id = l.market_id
        WHERE ?2 IS NULL OR m.code = ?2
        ORDER BY m.code, l.scope
        """, arguments: [product, market?.code]
    ).map { row in
      let confirmed = Date(stamp: try row["confirmed_at"])
      return ProductPlace(
        market: Market(try row["market"] as String), reservationScope: named(try row["scope"]),
        firstSeenAt: Date(stamp: try row["first_seen"]), confirmedAt: confirmed,
        ageSeconds: Age.secondsOrOldest(since: confirmed, at: now),
        removedAt: (try row["removed_at"] as Int64?).map(Date.init(stamp:)))
    }
  }

  /// The text of the product in most market scopes, current ones first.
  private func head(of product: Int64, market: Market?) throws -> Row? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT p.code, t.*
        FROM place l CROSS JOIN unit u ON u.place_id = l.id AND u.product_id = ?1
        JOIN product_text t ON t.id = u.product_text_id
        JOIN product p ON p.id = u.product_id
        JOIN market m ON m.id = l.market_id
        WHERE ?2 IS NULL OR m.code = ?2
        GROUP BY t.id ORDER BY sum(u.removed_at IS NULL) DESC, t.id DESC LIMIT 1
        """, arguments: [product, market?.code])
  }

  private func sku(_ number: Int64, items: [Candidate], market: Market?, _ lookups: Lookups) throws -> SKUDetails? {
    func listed(in table: String, text: String) -> String {
      """
      SELECT m.code AS market, \(text) AS text_id
      FROM sku k
      CROSS JOIN place l
      JOIN market m ON m.id = l.market_id
      CROSS JOIN \(table) a ON a.place_id = l.id AND a.sku_id = k.id
      WHERE k.id = ?1 AND (?2 IS NULL OR m.code = ?2)
      """
    }
    let listings = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          \(listed(in: "availability", text: AvailabilityColumns.text(usual: "k.text_id")))
          UNION \(listed(in: "unsold_sku", text: "a.text_id"))
          """),
      arguments: [number, market?.code])
    let texts = try Dictionary(grouping: listings, by: { try $0["text_id"] as Int64 }).mapValues(\.count)
    let text = texts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT k.code, t.* FROM sku k JOIN sku_text t ON t.sku_id = k.id
          WHERE k.id = ?1 AND (?2 IS NULL OR t.id = ?2)
          ORDER BY t.listed DESC, t.id DESC LIMIT 1
          """), arguments: [number, text])
    guard let row else { return nil }
    func list(_ column: String) throws -> [String] { StoredJSON.texts(try row[column]) }
    let ordering = try Ordering(.all, items, lookups, db)
    let ranked = try items.map {
      RankedCandidate(candidate: $0, preference: try lookups.preference(of: $0), isLater: false)
    }
    return SKUDetails(
      skuID: SKUID(try row["code"] as String), title: try row["title"], description: try row["description"],
      minimumQuantity: try row["minimum_quantity"], maximumQuantity: try row["maximum_quantity"],
      isTrial: try row["is_trial"],
      purchasePrerequisites: try list("purchase_prerequisites"), inventoryVariables: try list("inventory_variables"),
      provisioningVariables: try list("provisioning_variables"), billingCycles: try list("billing_cycles"),
      attributes: try row["attributes"], attestation: try row["attestation"],
      prerequisiteSKUs: AddOn(attributes: try row["attributes"]).prerequisites,
      markets: Set(try listings.map { Market(try $0["market"] as String) }).sorted(),
      items: try ranked.sorted(by: ordering.isBefore).compactMap { try self.item($0.candidate) })
  }

  private func removed(_ gone: [Candidate], _ lookups: Lookups) throws -> [RemovedItem] {
    try gone.compactMap { candidate -> (RemovedItem, Int32)? in
      guard let item = try item(candidate) else { return nil }
      let seen = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT first_seen FROM removed_availability WHERE id = ?"),
        arguments: [candidate.removed])
      return (
        RemovedItem(
          catalogItemID: item.catalogItemID, skuID: item.skuID, market: item.market, segment: item.segment,
          reservationScope: item.reservationScope, firstSeenAt: Date(stamp: seen ?? 0), removedAt: item.confirmedAt),
        candidate.removed
      )
    }.sorted { ($0.0.removedAt, $0.1) > ($1.0.removedAt, $1.1) }.map(\.0)
  }

  private func history(of item: NamedItem, market: Market?) throws -> [ChangeRecord] {
    var conditions = ["c.product_id = ?"]
    var arguments: StatementArguments = [item.product]
    if item.reference.contains(":") || item.skus.count == 1, let sku = item.skus.first {
      // A change of the product is part of each SKU's history.
      conditions.append("(c.sku_id IS NULL OR c.sku_id = ?)")
      arguments += [sku]
    }
    if let market {
      conditions.append("m.code = ?")
      arguments += [market.code]
    }
    return try changes(where: conditions, arguments, limit: nil)
  }
}
