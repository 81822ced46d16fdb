import CatalogModel
import Foundation
import MarketFacts
import PartnerCenter
import SampleCatalog
import Synchronization
import Testing

@testable import PartnerCenterEmulator

@Suite struct CatalogShapeTests {
  static let catalog = EmulatorCatalog(CatalogShape(seed: 2, markets: ["US"], products: 3_000))

  @Test("Ids are written with the thirty characters of real ids, and lead back to their product")
  func identifiers() throws {
    var ids: Set<String> = []
    for slot in Self.catalog.families.indices {
      let product = Self.catalog.product(inSlot: slot)
      #expect(ids.insert(product.id).inserted)
      #expect(Self.catalog.product(id: product.id)?.slot == slot)
      let sku = product.sku(at: product.skuCount - 1)
      #expect(product.sku(id: sku.id)?.index == sku.index)
    }
    #expect(CatalogIdentifier.text(5, length: 4) == "0005")
    #expect(CatalogIdentifier.text(11, length: 4) == "000C")
    #expect((0..<1_000).allSatisfy { CatalogIdentifier.gathered(CatalogIdentifier.scattered($0)) == $0 })
  }

  @Test("A catalog of sixteen products has one of every kind")
  func everyKind() {
    let catalog = EmulatorCatalog(CatalogShape(products: 16))
    #expect(Set(catalog.families) == Set(Family.allCases).subtracting([.savingsPlan]))
  }

  @Test("A demo has products of every kind, and a market of it is read with some 1,500 requests")
  func demo() {
    let catalog = EmulatorCatalog(.demo(markets: ["US"]))
    #expect(Set(catalog.families) == Set(Family.allCases).subtracting([.savingsPlan]))
    var requests = 0
    for product in catalog.families.indices.map(catalog.product(inSlot:)) {
      for scope in product.family.isReservation ? ReservationReading.allCases : [.legacy]
      where product.isSold(in: "US", scope: scope) {
        requests += 1 + product.skus(in: "US", scope: scope).count
      }
    }
    #expect((1_000...1_700).contains(requests))
  }

  @Test("Licences provision ids of Microsoft Graph, shared by segments; some are in no table, and one is documented")
  func provisioningIDs() {
    let products = Self.catalog.families.indices.filter { Self.catalog.families[$0].isLicence }
      .map(Self.catalog.product(inSlot:))
    let ids = products.map { product in (0..<product.skuCount).map { product.sku(at: $0).provisioningID } }
    let all = ids.flatMap(\.self)
    #expect(all.allSatisfy { UUID(uuidString: $0) != nil && $0 == $0.lowercased() })
    let known = Set(Vocabulary.graphSKUs)
    #expect(known.count == 617)
    let unknown = all.count { !known.contains($0) }
    #expect((0.03...0.2).contains(Double(unknown) / Double(all.count)))
    #expect(ids.contains { Set($0).count < $0.count } && ids.contains { Set($0).count > 1 })
    #expect(
      products.first { $0.id == "CFQ7TTC0LH18" }?.sku(at: 0).provisioningID == "3b555118-da6a-4418-894f-7df1e2096870")
  }

  @Test("SKUs per product follow the real distributions where no mean is given")
  func distribution() {
    let licences = Self.catalog.families.indices.filter { Self.catalog.families[$0].isLicence }
    let mean =
      Double(licences.reduce(0) { $0 + Self.catalog.product(inSlot: $1).skuCount }) / Double(licences.count)
    // Measured: 5.9.
    #expect((4.5...7.5).contains(mean))
    let machines = Self.catalog.families.indices.filter { Self.catalog.families[$0] == .machineReservation }
      .map { Self.catalog.product(inSlot: $0).skuCount }.sorted()
    // Measured: half of the products have at most 72.
    #expect((60...84).contains(machines[machines.count / 2]))
  }

  @Test("A licence SKU has one segment, in about the measured shares")
  func segments() {
    let truth = Array(
      Emulator(EmulatorConfiguration(shape: CatalogShape(seed: 2, markets: ["US"], products: 1_500, skusPerProduct: 4)))
        .truth())
    let licences = truth.filter { $0.productType == "OnlineServicesNCE" }
    let bySKU = Dictionary(grouping: licences) { $0.productID + ":" + $0.skuID }
    #expect(bySKU.values.allSatisfy { Set($0.map(\.segment)).count == 1 })
    let shares = Dictionary(grouping: bySKU.values) { $0[0].segment }.mapValues {
      Double($0.count) / Double(bySKU.count)
    }
    #expect((0.28...0.40).contains(shares["education"] ?? 0))
    #expect((0.28...0.44).contains(shares["commercial"] ?? 0))
    #expect((0.13...0.22).contains(shares["nonprofit"] ?? 0))
    #expect((0.11...0.21).contains(shares["government"] ?? 0))
    #expect(licences.contains { $0.terms.contains { $0.billingCycle == "Triennial" } })
    #expect(licences.contains { $0.isTrial && $0.terms.map(\.billingCycle) == ["None"] })
    let twins = Dictionary(grouping: licences) { [$0.productID, $0.skuID, $0.currency, "\($0.terms)"] }
    #expect(twins.values.contains { $0.count == 2 }, "two availabilities may share all but their id")
  }

  @Test("An add-on names SKUs that exist and are sold wherever it is asked for")
  func addOns() throws {
    let addOns = Self.catalog.families.indices.filter { Self.catalog.families[$0] == .licenceAddOn }
    for slot in addOns {
      let names = Self.catalog.product(inSlot: slot).sku(at: 0).prerequisiteSKUs(in: Self.catalog)
      #expect(!names.isEmpty)
      for name in names {
        let parts = name.split(separator: ":").map(String.init)
        let base = try #require(Self.catalog.product(id: parts[0]))
        #expect(try #require(base.sku(id: parts[1])).isSold(in: "KE", scope: .legacy))
        #expect(base.isSold(in: "KE", scope: .legacy))
      }
    }
  }

  @Test("The legacy Azure offer and the Azure plan stand in both lists with the same content")
  func azure() async throws {
    let emulator = Emulator.small()
    let item = try #require(emulator.truth().first { $0.skuID == "MS-AZR-0145P" })
    #expect(item.catalogItemID == "MS-AZR-0145P")
    #expect(UUID(uuidString: item.productID) != nil)
    for id in [item.productID, "DZH318Z0BPS6"] {
      let plain = try await emulator.get("/products/\(id)/skus?country=US")
      let scoped = try await emulator.get("/products/\(id)/skus?country=US&reservationScope=AzurePlan")
      #expect(plain.items.count == 1 && scoped.items.count == 1)
      #expect(plain.items as NSArray == scoped.items as NSArray)
    }
  }

  @Test("Reservations need a registered subscription in the legacy reading only, under other ids")
  func reservations() throws {
    let truth = Array(Emulator.small().truth())
    let reserved = truth.filter(\.requiresInventoryCheck)
    let legacy = reserved.filter { $0.reservationScope == nil }
    let plan = reserved.filter { $0.reservationScope == "AzurePlan" }
    #expect(legacy.allSatisfy { $0.purchasePrerequisites == ["AzureSubscriptionRegistration", "InventoryCheck"] })
    #expect(plan.allSatisfy { $0.purchasePrerequisites == ["InventoryCheck"] })
    #expect(reserved.allSatisfy { $0.inventoryVariables == ["CustomerId", "AzureSubscriptionId", "ArmRegionName"] })
    #expect(Set(legacy.map(\.catalogItemID)).isDisjoint(with: plan.map(\.catalogItemID)))
  }

  @Test("Titles come in several scripts, with odd characters, and in the language asked for")
  func titles() async throws {
    let titles = Self.catalog.families.indices.map { Self.catalog.product(inSlot: $0).title(locale: "en-US") }
    for sign in ["管", "스", "У", "إ", "Έ", "\u{200B}", "–", "  "] {
      #expect(
        titles.contains { $0.unicodeScalars.contains(sign.unicodeScalars.first ?? " ") && $0.contains(sign) }, "\(sign)"
      )
    }
    let japanese = Self.catalog.families.indices.map { Self.catalog.product(inSlot: $0).title(locale: "ja-JP") }
    let changed = zip(titles, japanese).count { $0 != $1 }
    #expect(changed > 50 && changed < titles.count * 2 / 3)
    #expect(japanese.contains { $0.contains("プラン") })
    let emulator = Emulator.small()
    let path = "/products?country=US&targetView=OnlineServices"
    let german = try await emulator.get(path, headers: [.init("X-Locale", "de-DE")]).items.map {
      $0["title"] as? String
    }
    #expect(german == emulator.titles(in: "de-DE"))
  }

  @Test("Software subscriptions are kept out of exactly the 110 documented markets")
  func unavailable() {
    let sold = MarketFacts.all.map(\.market).filter(CatalogShape.sellsSoftwareSubscriptions)
    #expect(sold.count == MarketFacts.all.count - 110)
    #expect(!sold.contains("BR") && !sold.contains("XJ") && sold.contains("DE"))
  }

  @Test(
    "A market pays in its documented currency, in US dollars where none is documented",
    arguments: [("DE", "EUR"), ("JP", "JPY"), ("KE", "USD"), ("FO", "DKK"), ("AN", "USD"), ("XJ", "USD")]
      as [(Market, String)])
  func currencies(market: Market, currency: String) throws {
    let item = try #require(
      Emulator(EmulatorConfiguration(shape: CatalogShape(markets: [market], products: 10))).truth().first {
        $0.catalogItemID.hasPrefix("CFQ7TTC0LH18:0001:")
      })
    #expect(item.currency == currency)
  }
}

extension Emulator {
  /// The titles of the online services of the United States, made directly.
  fileprivate func titles(in locale: String) -> [String?] {
    let catalog = state.withLock { $0.catalog }
    return catalog.slots(in: .onlineServices).map(catalog.product(inSlot:))
      .filter { $0.isSold(in: "US", scope: .legacy) }.map { $0.title(locale: locale) }
  }
}
