import CatalogModel
import CatalogQuery
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Testing

/// What the service itself shows one customer, read by its customer-scoped routes.
struct CustomerCatalogWalk {
  var client: PartnerCenterClient
  var customer: CustomerID

  struct Entry: Hashable, CustomStringConvertible {
    var catalogItemID: CatalogItemID
    var isUnderPlan: Bool
    var isPurchasable: Bool
    var productType: String

    var description: String { "\(catalogItemID)\(isUnderPlan ? " under AzurePlan" : "") \(productType)" }
  }

  func entries() async throws -> Set<Entry> {
    var entries: Set<Entry> = []
    // Reservations differ by scope; anything else is read once.
    for scope in [nil, ReservationScope.azurePlan] {
      let views: [TargetView] =
        scope == nil ? [.azure, .onlineServices, .software, .marketplaceSaaS] : [.azureReservations]
      for segment in [nil, Segment.nonprofit] {
        var seen: Set<ProductID> = []
        for view in views {
          let call = Call.products(for: .customer(customer), view: view, segment: segment, scope: scope)
          for product in try await list(call, of: Product.self) where seen.insert(product.id).inserted {
            entries.formUnion(try await self.entries(of: product, segment: segment, scope: scope))
          }
        }
      }
    }
    return entries
  }

  private func entries(of product: Product, segment: Segment?, scope: ReservationScope?) async throws -> [Entry] {
    var entries: [Entry] = []
    for sku in try await list(
      Call.skus(of: product.id, for: .customer(customer), segment: segment, scope: scope), of: SKU.self)
    {
      let call = Call.availabilities(
        of: SKUReference(product.id, sku.id), for: .customer(customer), segment: segment, scope: scope)
      for availability in try await list(call, of: Availability.self) {
        let isReservation = product.type?.subType.map { ["VirtualMachines", "SqlDatabase", "CosmosDb"].contains($0) }
        entries.append(
          Entry(
            catalogItemID: availability.catalogItemID ?? "", isUnderPlan: scope != nil && isReservation == true,
            isPurchasable: availability.isPurchasable == true, productType: product.type?.subType ?? ""))
      }
    }
    return entries
  }

  private func list<Item: WireResource>(_ call: Call, of type: Item.Type) async throws -> [Item] {
    guard case .read(let reading) = try await client.list(call, of: Item.self) else { return [] }
    return reading.items
  }
}

@Suite struct CustomerCatalogTests {
  /// Why two catalogs of one customer may differ in an item.
  private enum Reason: Hashable {
    /// Only the customer's own catalog lists savings plans.
    case savingsPlan
    /// The customer's own catalog leaves out what takes an agreement that is not accepted; here that is a step.
    case agreement
    /// The customer's own catalog leaves out what is bought under an Azure plan that is not held; here that is a step.
    case azurePlan
  }

  @Test(
    "For every customer can-buy is the customer's own catalog, item by item in both directions, and each difference has its reason"
  )
  func everyCustomer() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("equal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("catalog.sqlite").path
    let markets: [Market] = ["US", "DE", "BR"]
    let emulator = Emulator(
      EmulatorConfiguration(shape: CatalogShape(seed: 11, markets: markets, products: 26, skusPerProduct: 2)))
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(),
      tokens: emulator.accessTokens(asUser: true),
      limiter: RequestLimiter(requestsPerMinute: 60_000_000, concurrency: 8))
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "test", cloud: "global"))
    let synchronizer = CatalogSynchronizer(store: store, client: client)
    #expect(await synchronizer.sync(SyncOptions(markets: markets)).state == .complete)
    #expect(await synchronizer.syncCustomers().state == .complete)

    let catalog = try Catalog(path: path)
    let customers = try catalog.customers()
    #expect(customers.count == 18)
    var reasons: [Reason: Int] = [:]
    var unexplained: [String] = []
    for customer in customers {
      let theirs = try await CustomerCatalogWalk(client: client, customer: customer.id).entries()
      let sold = Dictionary(
        theirs.filter(\.isPurchasable).map { (Key($0.catalogItemID, $0.isUnderPlan), $0) },
        uniquingKeysWith: { a, _ in a })
      var ours: [Key: PurchasableItem] = [:]
      let answer = try catalog.forEachPurchasableItem(
        for: customer.id.rawValue, PurchaseOptions(includesBlocked: true, limit: .max)
      ) { ours[Key($0.catalogItemID, $0.reservationScope != nil)] = $0 }
      #expect(answer.total == ours.count)
      for (key, entry) in sold where ours[key].map({ $0.verdict == .blocked }) ?? true {
        if entry.productType == "SavingsPlan" {
          reasons[.savingsPlan, default: 0] += 1
        } else {
          unexplained.append("\(customer.name) is shown \(entry), and can-buy says no")
        }
      }
      for (key, item) in ours where item.verdict != .blocked && sold[key] == nil {
        let steps = Set(item.steps.map(\.code))
        if steps.contains(.customerAgreement) {
          reasons[.agreement, default: 0] += 1
        } else if steps.contains(.azurePlan) {
          reasons[.azurePlan, default: 0] += 1
        } else {
          unexplained.append("\(customer.name) is not shown \(item.catalogItemID), and can-buy says \(item.verdict)")
        }
      }
      // Nothing that is listed as not purchasable is offered, and nothing that lacks an agreement is called purchasable.
      for entry in theirs where !entry.isPurchasable && entry.productType != "SavingsPlan" {
        #expect(
          ours[Key(entry.catalogItemID, entry.isUnderPlan)]?.reasons.map(\.code).contains(.notPurchasable) == true)
      }
      for (key, item) in ours where item.verdict == .purchasable { #expect(sold[key] != nil) }
    }
    #expect(unexplained.isEmpty, "\(unexplained.count): \(unexplained.prefix(5))")
    #expect(Set(reasons.keys) == [.savingsPlan, .agreement, .azurePlan], "\(reasons)")
  }

  private struct Key: Hashable {
    var id: CatalogItemID
    var isUnderPlan: Bool
    init(_ id: CatalogItemID, _ isUnderPlan: Bool) {
      self.id = id
      self.isUnderPlan = isUnderPlan
    }
  }
}
