import CatalogModel
import CatalogTestSupport
import PartnerCenter

@testable import PartnerCenterEmulator

/// Reads a whole catalog in the plainest way, call by call, as a check on what the emulator says its truth is.
struct NaiveCrawl {
  var client: PartnerCenterClient
  var markets: [Market]

  init(transport: any Transport, tokens: any AccessTokenSource, markets: [Market], api: String? = nil) {
    client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global, api: api, login: api), transport: transport, tokens: tokens,
      limiter: RequestLimiter(requestsPerMinute: 60_000_000, concurrency: 8, clock: VirtualClock().requestClock),
      retry: RetryPolicy(attempts: 5, firstPause: .zero))
    self.markets = markets
  }

  init(_ emulator: Emulator, markets: [Market]) {
    self.init(transport: emulator.transport(), tokens: emulator.accessTokens(), markets: markets)
  }

  static let views: [TargetView] = [.azure, .onlineServices, .software, .marketplaceSaaS, .specializedOffers]

  func items() async throws -> [ExpectedItem] {
    var items: [ExpectedItem] = []
    for market in markets {
      for scope in [nil, ReservationScope.azurePlan] {
        var seen: Set<ProductID> = []
        for view in scope == nil ? Self.views : [.azure] {
          for product in try await list(
            Call.products(for: .country(market), view: view, scope: scope), of: Product.self)
          where seen.insert(product.id).inserted {
            if scope != nil, product.type?.subType == "Azure" { continue }
            items += try await self.items(of: product, in: market, scope: scope)
          }
        }
      }
    }
    return items.sorted()
  }

  private func items(of product: Product, in market: Market, scope: ReservationScope?) async throws -> [ExpectedItem] {
    var items: [ExpectedItem] = []
    var seen: Set<SKUID> = []
    for sku in try await list(Call.skus(of: product.id, for: .country(market), scope: scope), of: SKU.self)
    where seen.insert(sku.id).inserted {
      let reference = SKUReference(product.id, sku.id)
      var ids: Set<AvailabilityID> = []
      for segment in [nil, Segment.nonprofit] {
        let call = Call.availabilities(of: reference, for: .country(market), segment: segment, scope: scope)
        for found in try await list(call, of: Availability.self) where ids.insert(found.id).inserted {
          items.append(Self.item(found, sku, product, scope))
        }
      }
    }
    return items
  }

  func list<Item: WireResource>(_ call: Call, of type: Item.Type) async throws -> [Item] {
    switch try await client.list(call, of: type) {
    case .read(let reading): reading.items
    case .unchanged, .notFound, .forbidden: []
    }
  }

  static func item(
    _ found: Availability, _ sku: SKU, _ product: Product, _ scope: ReservationScope?
  ) -> ExpectedItem {
    ExpectedItem(
      market: found.country?.code ?? "", segment: found.segment?.rawValue ?? "", reservationScope: scope?.rawValue,
      productID: product.id.rawValue, skuID: sku.id.rawValue, availabilityID: found.id.rawValue,
      catalogItemID: found.catalogItemID?.rawValue ?? "", productTitle: product.title, skuTitle: sku.title,
      productType: product.type?.id, productSubtype: product.type?.subType, publisher: product.publisherName,
      currency: found.currency?.code ?? "", isPurchasable: found.isPurchasable == true, isRenewable: found.isRenewable,
      isTrial: sku.isTrial, minimumQuantity: sku.minimumQuantity, maximumQuantity: sku.maximumQuantity,
      terms: found.terms, purchasePrerequisites: sku.purchasePrerequisites,
      inventoryVariables: sku.inventoryVariables,
      requiresInventoryCheck: sku.purchasePrerequisites.contains("InventoryCheck"))
  }
}
