import CatalogModel
import CatalogSchema
import Foundation
import GRDB
import MarketFacts

/// The facts of the catalog about one customer's purchases, and those of each item.
final class PurchaseContext {
  let customer: CustomerRecord
  let market: Market
  let holdings: Entitlements
  let isMarketWhole: Bool
  private let db: Database
  private let lookups: Lookups
  private let unavailability: UnavailableMarketRecord.Source?
  /// The evidence of an observed unavailable market.
  private let unavailabilityEvidence: String?
  private let reservationsUnavailable: DocumentedAbsence?
  private let closedSegments: Set<Int32>
  private var listings: [String: [Int64: Bool]] = [:]
  private var subscriptions: [Int32: Bool] = [:]
  private var reservations: [Int32: Bool] = [:]
  private var skus: [Int32: SKUFacts] = [:]
  /// Whether an offer matrix is stored.
  private let hasOfferMatrix: Bool
  private var limits: [SKUReference: OfferLimits?] = [:]

  private static let mostRemembered = 1_000

  /// Reads the facts about a customer that all verdicts share; inventory checks before `inventorySince` count as not
  /// run.
  ///
  /// - Throws: ``CatalogError`` where the customer's market is not known.
  init(
    _ customer: CustomerRecord, marketState: ReadState?, inventorySince: Date, others: [HeldItem], _ lookups: Lookups,
    _ db: Database
  ) throws {
    let market = try customer.requireMarket()
    self.customer = customer
    self.market = market
    self.db = db
    self.lookups = lookups
    isMarketWhole = marketState == .complete || marketState == .forbidden
    let closed = try Row.fetchOne(
      db,
      sql: """
        SELECT u.source, u.evidence FROM unavailable_market u JOIN market m ON m.id = u.market_id
        WHERE m.code = ? AND lower(u.product_type) = 'software' AND lower(u.product_subtype) = 'softwaresubscriptions'
        ORDER BY u.source LIMIT 1
        """, arguments: [market.code])
    unavailability = try closed.flatMap { UnavailableMarketRecord.Source(rawValue: try $0["source"]) }
    unavailabilityEvidence = try closed.flatMap { try $0["evidence"] }
    reservationsUnavailable = try Self.reservations(unavailableIn: market, db)
    hasOfferMatrix = try PreparedStatement(db, "SELECT 1 FROM offer_limit LIMIT 1").number() != nil
    holdings = try Entitlements(customer, inventorySince: inventorySince, others: others, db)
    closedSegments = Set(
      lookups.segments.filter { _, segment in
        var facts = PurchaseFacts(customer: "", customerMarket: market, itemMarket: market, segment: segment)
        facts.qualifications = customer.qualifications
        return facts.segmentStanding?.standing == .unmet
      }.keys)
  }

  /// The segments whose items are blocked.
  var closedSegmentNumbers: Set<Int32> { closedSegments }
  /// Microsoft's list of markets without reservations, as the last sync recorded it.
  private static func reservations(unavailableIn market: Market, _ db: Database) throws -> DocumentedAbsence? {
    let list = UnavailableMarkets.reservations
    let named = try String.fetchAll(
      db,
      sql: """
        SELECT m.code FROM unavailable_market u JOIN market m ON m.id = u.market_id
        WHERE u.product_type = ? AND u.product_subtype = ? AND u.source = 'documented'
        """, arguments: [list.productType, list.productSubtype])
    // A store that holds no list is one of an earlier version, or was never filled.
    if named.isEmpty { return nil }
    let isNamed = named.contains(market.code)
    let dissenting = list.editions.dropFirst().filter { $0.markets.contains(market) != isNamed }.map(\.date)
    guard isNamed || !dissenting.isEmpty else { return nil }
    return DocumentedAbsence(date: list.date, isNamed: isNamed, dissenting: dissenting)
  }

  /// The SKUs that inventory checks found restricted, for all terms or for some.
  var restrictedSKUs: Set<Int64> {
    Set(holdings.inventory.filter { if case .restricted = $0.value { true } else { false } }.keys)
  }
  var areSubscriptionsUnavailable: Bool { unavailability != nil }

  /// Whether anything blocks an item, without its sentences: the same as whether ``facts(_:of:)`` has an obstacle,
  /// where nothing is wished for.
  func isBlocked(_ candidate: Candidate) throws -> Bool {
    if customer.relationshipEndedAt != nil { return true }
    if candidate.removed != 0 || closedSegments.contains(candidate.segment) { return true }
    if try lookups.offer(candidate.offer).isClosed || lookups.market(candidate.market) != market { return true }
    if case .restricted(let block) = holdings.inventory[Int64(candidate.sku)],
      block.coversAll(try lookups.offer(candidate.offer).durations)
    {
      return true
    }
    return try unavailability != nil && isSubscription(candidate)
  }

  /// All facts of an item.
  func facts(_ candidate: Candidate, of item: CatalogItem) throws -> PurchaseFacts {
    let sku = try skuFacts(candidate)
    let product = try lookups.product(text: candidate.productText)
    var facts = PurchaseFacts(
      customer: customer.name, customerMarket: market, qualifications: customer.qualifications,
      item: item.catalogItemID.rawValue, itemMarket: item.market, segment: item.segment)
    facts.relationshipEndedAt = customer.relationshipEndedAt
    if candidate.removed != 0 { facts.presence = .removed(item.confirmedAt) }
    facts.isMarketWhole = isMarketWhole
    facts.isPurchasable = item.isPurchasable
    facts.isSoftwareSubscription = try isSubscription(candidate)
    facts.subscriptionsUnavailable = unavailability
    facts.unavailabilityEvidence = unavailabilityEvidence
    if reservationsUnavailable != nil {
      facts.isReservation = try isReservation(candidate, item)
      facts.reservationsUnavailable = reservationsUnavailable
    }
    facts.isAzurePlan = item.productID == .azurePlan
    facts.terms = item.terms
    facts.billingCycles = sku.billingCycles
    let limits = try offerLimits(of: item.sku)
    facts.minimumQuantity = max(item.minimumQuantity, limits?.minimumQuantity ?? 0)
    facts.maximumQuantity = min(item.maximumQuantity, limits?.maximumQuantity ?? .max)
    facts.mostHeld = limits?.maximumQuantity
    facts.heldQuantity = limits?.maximumQuantity == nil ? 0 : holdings.held(of: item.sku).heldQuantity ?? 0
    facts.inventoryVariables = item.inventoryVariables
    facts.attestation = sku.attestation
    if product.isSoftware, !facts.isSoftwareSubscription {
      facts.isPerpetualSoftware =
        try item.terms.isEmpty || isListed(product.product, in: "softwareperpetual")
    }
    let listed = try limits.map { try listedSKUs($0.prerequisites) } ?? []
    if sku.addOn.isAddOn || !listed.isEmpty {
      let prerequisites = sku.addOn.prerequisites.isEmpty ? listed : sku.addOn.prerequisites
      facts.baseProduct = holdings.standing(ofAny: prerequisites)
      facts.prerequisiteProducts = try prerequisites.map { try Self.name($0, db) }
    }
    if item.reservationScope == .azurePlan { facts.azurePlan = holdings.azurePlan }
    addPrerequisites(of: item, sku: Int64(candidate.sku), product: product, to: &facts)
    return facts
  }

  private func addPrerequisites(
    of item: CatalogItem, sku: Int64, product: ProductFacts, to facts: inout PurchaseFacts
  ) {
    facts.inventory = holdings.inventory[sku]
    for prerequisite in item.purchasePrerequisites {
      switch prerequisite.lowercased() {
      case "inventorycheck": facts.inventory = facts.inventory ?? .unchecked
      case "azuresubscriptionregistration":
        // Only legacy subscriptions are registered; purchases under an Azure plan need the plan.
        if item.reservationScope != .azurePlan { facts.registration = holdings.registration }
      case "microsoftcustomeragreement", "microsoftcloudagreement":
        let name = Self.agreement(prerequisite, product: product, item: item)
        facts.agreement = AgreementFinding(name: name, standing: holdings.standing(ofAgreement: name))
      default: facts.otherPrerequisites.append(prerequisite)
      }
    }
  }

  /// New commerce and the Azure plan require the customer agreement, even where the catalog names another.
  ///
  /// Source: "Partner Center REST error codes", 13605; catalog responses of new commerce name the cloud agreement.
  private static func agreement(_ name: String, product: ProductFacts, item: CatalogItem) -> String {
    let isModern =
      product.type.lowercased() == "onlineservicesnce" || item.productID == .azurePlan
      || name.lowercased() == "microsoftcustomeragreement"
    return isModern ? "MicrosoftCustomerAgreement" : "MicrosoftCloudAgreement"
  }

  /// The limits of a SKU in the offer matrix; `nil` where it is not listed.
  func offerLimits(of sku: SKUReference) throws -> OfferLimits? {
    guard hasOfferMatrix else { return nil }
    if let known = limits[sku] { return known }
    let found = try OfferLimitRows.limits(of: sku, db)
    if limits.count >= Self.mostRemembered { limits = [:] }
    limits[sku] = .some(found)
    return found
  }

  /// Those of the SKUs that the catalog still lists in any market: the offer matrix keeps SKUs that are sold no more. All,
  /// where it lists none.
  func listedSKUs(_ skus: [SKUReference]) throws -> [SKUReference] {
    let statement = try PreparedStatement(
      db,
      """
      SELECT 1 FROM product p JOIN sku k ON k.product_id = p.id JOIN sku_text t ON t.sku_id = k.id
      WHERE p.code = ? AND k.code = ? AND t.listed > 0 LIMIT 1
      """)
    let listed = try skus.filter { sku in
      statement.bind(sku.product.rawValue)
      statement.bind(sku.sku.rawValue)
      return try statement.number() != nil
    }
    return listed.isEmpty ? skus : listed
  }

  /// The facts of a SKU about a purchase.
  func skuFacts(_ candidate: Candidate) throws -> SKUFacts {
    if let facts = skus[candidate.text] { return facts }
    let facts = try SKUFacts(text: Int64(candidate.text), db)
    // Limits memory while all of a market is read.
    if skus.count >= Self.mostRemembered { skus = [:] }
    skus[candidate.text] = facts
    return facts
  }

  private func isSubscription(_ candidate: Candidate) throws -> Bool {
    if let known = subscriptions[candidate.productText] { return known }
    let product = try lookups.product(text: candidate.productText)
    let isSubscription =
      try product.isSoftware
      && (product.subtype.lowercased() == "softwaresubscriptions"
        || isListed(product.product, in: "softwaresubscriptions"))
    subscriptions[candidate.productText] = isSubscription
    return isSubscription
  }

  private func isReservation(_ candidate: Candidate, _ item: CatalogItem) throws -> Bool {
    guard item.productType.lowercased() == "azure" else { return false }
    if item.reservationScope != nil { return true }
    if item.purchasePrerequisites.contains(where: { $0.lowercased() == "azuresubscriptionregistration" }) {
      return true
    }
    if let known = reservations[candidate.productText] { return known }
    let product = try lookups.product(text: candidate.productText).product
    let isReservation = try isListed(
      product, in: "azurereservations", isUnsold: reservationsUnavailable?.isNamed == true)
    reservations[candidate.productText] = isReservation
    return isReservation
  }

  /// The search documents of software subscriptions.
  func subscriptionDocuments() throws -> Set<Int64> {
    try Int64.fetchSet(
      db,
      sql: """
        SELECT t.document FROM product_text p JOIN sku_text t ON t.product_text_id = p.id
        WHERE t.document IS NOT NULL AND lower(p.product_type) = 'software'
          AND (lower(p.product_subtype) = 'softwaresubscriptions' OR p.product_id IN (\(Self.products(listedIn: "softwaresubscriptions"))))
        """)
  }

  /// The products that a view lists in any market; the view in lower case.
  private static func products(listedIn view: String) -> String {
    """
    SELECT l.product_id FROM partition r CROSS JOIN \(ListedProducts.products) l ON l.partition_id = r.id
    WHERE lower(r.view) = '\(view)'
    """
  }

  /// Whether a view, its name in lower case, lists a product. A complete list of the customer's market decides alone.
  /// Otherwise, and where `isUnsold` says that Microsoft sells nothing of the view in that market, the list of any
  /// market does.
  private func isListed(_ product: Int64, in view: String, isUnsold: Bool? = nil) throws -> Bool {
    if let known = listings[view]?[product] { return known }
    let own = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT r.state = 'complete', EXISTS (
            SELECT 1 FROM \(ListedProducts.products) l WHERE l.partition_id = r.id AND l.product_id = ?)
          FROM market m CROSS JOIN partition r ON r.market_id = m.id
          WHERE m.code = ? AND lower(r.view) = ?
          """), arguments: [product, market.code, view])
    var isListed = try own.contains { try $0[1] }
    let isEachWhole = try own.allSatisfy { try $0[0] }
    if !isListed, isUnsold ?? (unavailability != nil) || own.isEmpty || !isEachWhole {
      isListed =
        try Bool.fetchOne(
          db.cachedStatement(
            sql: """
              SELECT EXISTS (
                SELECT 1 FROM partition r CROSS JOIN \(ListedProducts.products) l ON l.partition_id = r.id AND l.product_id = ?
                WHERE lower(r.view) = ?)
              """), arguments: [product, view]) ?? false
    }
    listings[view, default: [:]][product] = isListed
    return isListed
  }

  /// A SKU's title and id, or its id alone where the store does not hold it.
  static func name(_ sku: SKUReference, _ db: Database) throws -> String {
    let title = try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT t.title FROM product p JOIN sku k ON k.product_id = p.id JOIN sku_text t ON t.sku_id = k.id
          WHERE p.code = ? AND k.code = ? ORDER BY t.listed DESC, t.id DESC LIMIT 1
          """), arguments: [sku.product.rawValue, sku.sku.rawValue])
    return title.map { "\($0) (\(sku))" } ?? sku.description
  }
}
