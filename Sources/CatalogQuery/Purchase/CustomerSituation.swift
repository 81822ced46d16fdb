import CatalogModel
import CatalogStore
import Foundation
import GRDB

/// What of the store bears on one customer's purchases, and the facts of each item for it.
final class CustomerSituation {
  let customer: CustomerRecord
  let market: Market
  private let db: Database
  private let lookups: Lookups
  private let openSegments: Set<Segment>
  private let unavailability: UnavailableMarketRecord.Source?
  private let restrictions: [Int64: String]
  private var listings: [Int64: Set<String>] = [:]

  init(_ customer: CustomerRecord, _ lookups: Lookups, _ db: Database) throws {
    guard let market = customer.market else { throw CatalogError.customerMarketUnknown(customer) }
    self.customer = customer
    self.market = market
    self.db = db
    self.lookups = lookups
    openSegments = customer.openSegments
    let sources = try String.fetchAll(
      db,
      sql: """
        SELECT u.source FROM unavailable_market u JOIN market m ON m.id = u.market_id
        WHERE m.code = ? AND lower(u.product_type) = 'software' AND lower(u.product_subtype) = 'softwaresubscriptions'
        ORDER BY u.source
        """, arguments: [market.code])
    unavailability = sources.first.flatMap(UnavailableMarketRecord.Source.init)
    restrictions = try Self.restrictions(of: customer, db)
  }

  /// The facts that can block an item. Those that only ask for steps, and the texts, are left out.
  func facts(_ candidate: Candidate) throws -> PurchaseFacts {
    let product = try lookups.product(text: candidate.productText)
    return PurchaseFacts(
      customer: customer.name, customerMarket: market, openSegments: openSegments,
      areQualificationsKnown: customer.qualifications != nil, itemMarket: lookups.market(candidate.market),
      segment: lookups.segment(candidate.segment), isPurchasable: try lookups.offer(candidate.offer).isPurchasable,
      removedAt: candidate.removed == 0 ? nil : .distantPast,
      isSoftwareSubscription: try unavailability != nil && isSubscription(product),
      subscriptionsUnavailable: unavailability, restriction: restrictions[Int64(candidate.sku)])
  }

  /// All facts of an item.
  func facts(_ candidate: Candidate, of item: CatalogItem) throws -> PurchaseFacts {
    var facts = try facts(candidate)
    let product = try lookups.product(text: candidate.productText)
    facts.removedAt = candidate.removed == 0 ? nil : item.confirmedAt
    facts.purchasePrerequisites = item.purchasePrerequisites
    facts.inventoryVariables = item.inventoryVariables
    if product.isSoftware, try !isSubscription(product) {
      facts.isPerpetualSoftware =
        try item.terms.isEmpty || views(listing: product.product).contains("softwareperpetual")
    }
    let addOn = try AddOn(text: Int64(candidate.text), db)
    facts.isAddOn = addOn.isAddOn
    facts.prerequisiteProducts = try addOn.prerequisites.map { try Self.name($0, db) }
    return facts
  }

  private func isSubscription(_ product: ProductFacts) throws -> Bool {
    guard product.isSoftware else { return false }
    return try product.subtype.lowercased() == "softwaresubscriptions"
      || views(listing: product.product).contains("softwaresubscriptions")
  }

  /// The views of any market whose lists hold the product, in lower case.
  private func views(listing product: Int64) throws -> Set<String> {
    if let views = listings[product] { return views }
    let views = try String.fetchSet(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT lower(p.view)
          FROM listing l INDEXED BY listing_by_product JOIN partition p ON p.id = l.partition_id
          WHERE l.product_id = ?
          """), arguments: [product])
    listings[product] = views
    return views
  }

  /// The SKUs that every inventory check of the customer found restricted: one free subscription or region is enough.
  private static func restrictions(of customer: CustomerRecord, _ db: Database) throws -> [Int64: String] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT sku_id, subscription, region, is_restricted, restrictions, checked_at
        FROM inventory_check WHERE customer = ? AND is_restricted IS NOT NULL ORDER BY checked_at DESC
        """, arguments: [customer.id.rawValue])
    var restrictions: [Int64: String] = [:]
    for (sku, checks) in Dictionary(grouping: rows, by: { $0["sku_id"] as Int64 }) {
      guard let latest = checks.first, checks.allSatisfy({ $0["is_restricted"] as Bool }) else { continue }
      let region: String = latest["region"]
      let place = "subscription \(latest["subscription"] as String)" + (region.isEmpty ? "" : ", region \(region)")
      let reasons = StoredJSON.value(latest["restrictions"], as: [Restriction].self) ?? []
      let words = reasons.map { $0.description ?? $0.reasonCode ?? "" }.filter { !$0.isEmpty }
      let date = Date(stamp: latest["checked_at"]).iso8601Text.prefix(10)
      restrictions[sku] =
        "The inventory check of \(date) found it restricted for \(place)"
        + (words.isEmpty ? "." : ": \(words.joined(separator: "; ")).")
    }
    return restrictions
  }

  private struct Restriction: Decodable {
    var reasonCode: String?
    var description: String?
  }

  /// A SKU's title and id, or its id alone where the store does not hold it.
  private static func name(_ sku: SKUReference, _ db: Database) throws -> String {
    let title = try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT t.title FROM product p JOIN sku k ON k.product_id = p.id JOIN sku_text t ON t.sku_id = k.id
          WHERE p.code = ? AND k.code = ? ORDER BY t.listed DESC, t.id DESC LIMIT 1
          """), arguments: [sku.product.rawValue, sku.sku.rawValue])
    return title.map { "\($0) (\(sku))" } ?? sku.description
  }
}
