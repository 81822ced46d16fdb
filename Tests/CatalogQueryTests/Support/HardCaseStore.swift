import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import Testing

@testable import CatalogQuery

/// The catalog of hard cases as it stands in `Fixtures/purchase-catalog.json`.
struct HardCaseCatalog: Decodable {
  var markets: [String: String]
  var forbidden: [Closed]
  var products: [Product]
  var customers: [Customer]

  struct Closed: Decodable {
    var market: String
    var view: String
  }

  struct Product: Decodable {
    var id: String
    var title: String
    var type: String
    var subtype: String?
    var view: String
    var gone: Bool?
    var reissued: [String]?
    var skus: [SKU]
  }

  struct SKU: Decodable {
    var id: String
    var title: String
    var description: String?
    var needs: [String]?
    var needsUnderPlan: [String]?
    var cycles: [String]?
    var variables: [String]?
    var inventory: [String]?
    var attributes: [String: JSONValue]?
    var attestation: String?
    var min: Int?
    var max: Int?
    var trial: Bool?
    var items: [Item]
  }

  struct Item: Decodable {
    var id: String
    var catalogItemId: String?
    var segment: String?
    var currency: String?
    var purchasable: Bool?
    var terms: [String]
    var scope: String?
    var `in`: [String]?
  }

  struct Customer: Decodable {
    var id: String
    var name: String
    var market: String
    var qualifications: [String]?
    var agreements: [String]?
    var holds: [Holding]?
    var checks: [Check]?
  }

  struct Holding: Decodable {
    var id: String
    var kind: String
    var offer: String
    var type: String?
    var status: String?
    var registration: String?
  }

  struct Check: Decodable {
    var sku: String
    var subscription: String
    var region: String
    var restricted: Bool?
    var hoursAgo: Int?
  }

  static func read() throws -> HardCaseCatalog {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/purchase-catalog", withExtension: "json"))
    return try JSONDecoder().decode(HardCaseCatalog.self, from: Data(contentsOf: url))
  }

  /// Writes all of it into a store, as a sync would have.
  func fill(_ store: SmallStore) async throws {
    for product in products {
      for market in markets.keys.sorted() {
        for scope in [nil, ReservationScope.azurePlan] { try await fill(product, market, scope, into: store) }
      }
    }
    for (market, state) in markets.sorted(by: { $0.key < $1.key }) {
      for view in Set(products.map(\.view)).sorted() {
        let key = ProductListKey(market: Market(market), view: TargetView(view))
        let isClosed = forbidden.contains { $0.market == market && $0.view == view }
        let listed = products.filter { product in
          product.view == view && product.gone != true
            && product.skus.contains { $0.items.contains { $0.in?.contains(market) ?? true } }
        }
        if !isClosed {
          try await store.store.record(
            list: Dictionary(uniqueKeysWithValues: listed.map { (ProductID($0.id), $0.content) }), of: key, pages: 1,
            hash: 1, run: store.run, at: SmallStore.read)
        }
        _ = try await store.store.finish(
          key, state: isClosed ? .forbidden : state == "complete" ? .complete : .partial,
          reason: isClosed ? "400036" : state == "complete" ? nil : "budget", at: SmallStore.read)
      }
    }
    for at in [SmallStore.read.addingTimeInterval(-86_400), SmallStore.read] {
      try await store.store.noteUnavailability(of: "AO", evidence: "its lists show none", at: at)
    }
    for customer in customers { try await fill(customer, into: store) }
  }

  private func fill(_ product: Product, _ market: String, _ scope: ReservationScope?, into store: SmallStore)
    async throws
  {
    func content(renaming id: String? = nil) -> ProductSnapshot? {
      var skus: [SKUID: SKUOffering] = [:]
      for sku in product.skus {
        let items = sku.items.filter { ($0.in?.contains(market) ?? true) && $0.scope == scope?.rawValue }
        guard !items.isEmpty else { continue }
        skus[SKUID(sku.id)] = SKUOffering(
          content: sku.content(scope),
          availabilities: items.map { $0.content(of: "\(product.id):\(sku.id)", market: market, id: id) })
      }
      return skus.isEmpty ? nil : ProductSnapshot(product: product.content, skus: skus)
    }
    let earlier = (product.reissued ?? []).enumerated()
    for (index, id) in earlier {
      try await store.put(
        product.id, content(renaming: id), in: Market(market), scope: scope,
        at: SmallStore.read.addingTimeInterval(TimeInterval(-100 + index)))
    }
    guard let content = content() else { return }
    try await store.put(product.id, content, in: Market(market), scope: scope)
    if product.gone == true { try await store.put(product.id, nil, in: Market(market), scope: scope) }
  }

  private func fill(_ customer: Customer, into store: SmallStore) async throws {
    var stored = StoredCustomer(
      id: CustomerID("id-\(customer.id)"), name: customer.name, domain: "\(customer.id).example",
      market: Market(customer.market),
      qualifications: customer.qualifications?.map { text in
        let parts = text.split(separator: "/").map(String.init)
        return Qualification(name: parts[0], vettingStatus: parts.count > 1 ? parts[1] : nil)
      }, agreements: customer.agreements,
      subscriptions: customer.holds?.map { held in
        StoredSubscription(
          id: held.id, kind: SubscriptionKind(rawValue: held.kind) ?? .other, offer: held.offer,
          productType: held.type, status: held.status ?? "active", registration: held.registration)
      }, confirmedAt: SmallStore.read)
    // Where the agreements were read, direct signing was asked about as well.
    stored.isDirectSigned = customer.agreements.map { _ in false }
    try await store.store.record(stored)
    for check in customer.checks ?? [] {
      let reference = try #require(ItemReference(parsing: check.sku)?.sku)
      try await store.store.record(
        [
          InventoryRecord(
            customer: CustomerID("id-\(customer.id)"), subscription: check.subscription, region: check.region,
            sku: reference, isRestricted: check.restricted, context: [:])
        ], at: SmallStore.now.addingTimeInterval(TimeInterval(-3600 * (check.hoursAgo ?? 1))))
    }
  }
}

extension HardCaseCatalog.Product {
  var content: ProductContent {
    ProductContent(title: title, type: type, subtype: subtype, publisher: "Microsoft Corporation")
  }
}

extension HardCaseCatalog.SKU {
  func content(_ scope: ReservationScope?) -> SKUContent {
    SKUContent(
      title: title, description: description ?? "", minimumQuantity: min ?? 1, maximumQuantity: max ?? 999_999_999,
      isTrial: trial ?? false, purchasePrerequisites: (scope == nil ? needs : needsUnderPlan ?? needs) ?? [],
      inventoryVariables: inventory ?? [], provisioningVariables: variables ?? [], billingCycles: cycles ?? [],
      attributes: StoredJSON.text(attributes ?? [:]), attestation: attestation)
  }
}

extension HardCaseCatalog.Item {
  func content(of sku: String, market: String, id other: String?) -> AvailabilityContent {
    let code = other ?? id
    return AvailabilityContent(
      id: AvailabilityID(code), catalogItemID: CatalogItemID(catalogItemId ?? "\(sku):\(code)"),
      segment: Segment(segment ?? "commercial"),
      offer: OfferContent(
        currency: currency ?? ["DE": "EUR", "JP": "JPY"][market] ?? "USD", isPurchasable: purchasable ?? true,
        terms: terms.map { text in
          let parts = text.split(separator: "/").map(String.init)
          return Term(duration: parts[0], billingCycle: parts.count > 1 ? parts[1] : nil, description: "")
        }))
  }
}
