import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import GRDB

@testable import CatalogQuery

/// Tests read the rows that they wrote themselves.
typealias Row = GRDB.Row

/// A small catalog in a folder of its own, which goes with the test.
final class SmallStore: Sendable {
  /// The moment from which ages are counted.
  static let now = Date(timeIntervalSince1970: 1_772_323_200)  // 2026-03-01T00:00:00Z
  /// When everything was first read.
  static let read = now.addingTimeInterval(-3_600)

  let folder: URL
  let store: CatalogStore
  let run: Int64
  var path: String { folder.appendingPathComponent("catalog.sqlite").path }

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("catalog-query-\(UUID().uuidString)")
    store = try CatalogStore(
      path: folder.appendingPathComponent("catalog.sqlite").path,
      source: CatalogStore.Source(locale: "en-US", tenant: "partner", cloud: "global"))
    run = try await store.beginRun(RunRequest(markets: ["US"], views: ["Azure"]), .full, at: Self.read).id
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func catalog() throws -> Catalog { try Catalog(path: path, now: { Self.now }) }

  /// Puts a product into a place, logging the changes.
  func put(
    _ product: String, _ content: ProductSnapshot?, in market: Market, scope: ReservationScope? = nil,
    at time: Date = read
  ) async throws {
    _ = try await store.replace(
      ProductKey(marketScope: MarketScope(market: market, scope: scope), product: ProductID(product)), with: content,
      fingerprint: nil, logging: ChangeLogging(general: true, nonprofit: true), run: run,
      at: time)
  }

  /// Puts a product into the list of a view, read whole.
  func list(_ product: String, _ content: ProductSnapshot, view: TargetView, in market: Market) async throws {
    let key = ProductListKey(market: market, view: view)
    try await store.record(
      list: [ProductID(product): content.product], of: key, pages: 1, hash: 1, run: run, at: Self.read)
    _ = try await store.finish(key, state: .complete, reason: nil, at: Self.read)
  }

  func customer(
    _ name: String, domain: String, market: Market?, qualifications: [Qualification]? = [], id: String? = nil
  ) async throws {
    try await store.record(
      StoredCustomer(
        id: CustomerID(id ?? "00000000-0000-0000-0000-\(domain)"), name: name, domain: domain, market: market,
        qualifications: qualifications, confirmedAt: Self.read))
  }

  func inventoryCheck(
    customer: String, sku: String, isRestricted: Bool, subscription: String = "s-1", region: String = "westus2",
    restrictions: String = #"[{"reasonCode":"NotAvailableForSubscription","description":"Not open to it"}]"#
  ) async throws {
    try await store.pool.write { db in
      try db.execute(
        sql: """
          INSERT INTO inventory_check (customer, subscription, region, sku_id, is_restricted, restrictions, checked_at)
          SELECT ?, ?, ?, k.id, ?, ?, ? FROM sku k JOIN product p ON p.id = k.product_id
          WHERE p.code || ':' || k.code = ?
          """,
        arguments: [
          customer, subscription, region, isRestricted,
          isRestricted ? restrictions : "[]",
          Self.read.stamp, sku,
        ])
    }
  }
}

/// One availability, in few words.
func item(
  _ id: String, _ segment: Segment = .commercial, currency: String = "USD", isPurchasable: Bool? = true,
  terms: [String] = ["P1Y"], of sku: String, catalogItemID: String? = nil
) -> AvailabilityContent {
  AvailabilityContent(
    id: AvailabilityID(id), catalogItemID: CatalogItemID(catalogItemID ?? "\(sku):\(id)"), segment: segment,
    offer: OfferContent(
      currency: currency, isPurchasable: isPurchasable,
      terms: terms.map { Term(duration: $0, billingCycle: "annual", description: "") }))
}

/// A product of one SKU, in few words.
func product(
  _ title: String, type: String = "OnlineServicesNCE", publisher: String? = "Microsoft Corporation",
  sku: String = "0001", skuTitle: String? = nil, description: String = "", prerequisites: [String] = [],
  variables: [String] = [], attributes: String = "{}", _ items: [AvailabilityContent]
) -> ProductSnapshot {
  ProductSnapshot(
    product: ProductContent(title: title, type: type, publisher: publisher),
    skus: [
      SKUID(sku): SKUOffering(
        content: SKUContent(
          title: skuTitle ?? title, description: description, purchasePrerequisites: prerequisites,
          inventoryVariables: variables, attributes: attributes), availabilities: items)
    ])
}
