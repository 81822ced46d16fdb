import CatalogModel
import Foundation
import MarketFacts
import PartnerCenter
import Testing

@testable import PartnerCenterEmulator

@Suite("Products that every catalog has")
struct WellKnownProductTests {
  /// SKUs that examples name, with their segment.
  static let steady: [(sku: String, title: String, segment: String)] = [
    ("CFQ7TTC0LH18:0001", "Microsoft 365 Business Basic", "commercial"),
    ("CFQ7TTC0LFLX:0001", "Microsoft 365 E3", "commercial"),
    ("CFQ7TTC0LFLX:0002", "Microsoft 365 E3 (no Teams)", "commercial"),
    ("CFQ7TTC0LFLX:0003", "Microsoft 365 E3 - Unattended License", "commercial"),
    ("CFQ7TTC0LFLX:0004", "Microsoft 365 E3 (Education Student Pricing)", "education"),
    ("CFQ7TTC0LFLX:0005", "Microsoft 365 E3 (Non-Profit Pricing)", "nonprofit"),
    ("CFQ7TTC0LFLX:0006", "Microsoft 365 E3 (Governmental Community Cloud Pricing)", "government"),
    ("CFQ7TTC0MM8R:0001", "Microsoft 365 Copilot", "commercial"),
    ("DZH318Z0BPS6:0001", "Microsoft Azure plan", "commercial"),
    ("DZH318Z0BQ3Q:0001", "Reserved VM Instance, Standard_DS2_v2, US West 2, 1 Year", "commercial"),
    ("DZH318Z0BQ3Q:0002", "Reserved VM Instance, Standard_DS2_v2, US West 2, 3 Years", "commercial"),
    ("DZH318Z0BQ3V:0001", "Reserved VM Instance, Standard_D2s_v3, US West 2, 1 Year", "commercial"),
    ("DZH318Z0BQ3V:0002", "Reserved VM Instance, Standard_D2s_v3, US West 2, 3 Years", "commercial"),
  ]

  /// Titles of what has no public id.
  static let titles = [
    "SQL Server 2022 Standard Core - 2 Core License Pack", "SQL Server Standard - 2 Core License Pack - 1 Year",
    "SQL Server Standard - 2 Core License Pack - 3 Years", "クラウド勤怠管理 Standard", "雲端電子發票管理 Standard",
  ]

  static let shapes: [CatalogShape] = [
    CatalogShape(seed: 1, markets: ["US", "BR"], products: 10),
    CatalogShape(seed: 99, markets: ["US", "XJ", "JP"], products: 10, skusPerProduct: 1),
    CatalogShape(seed: 12_345, markets: ["DE", "KE"], products: 150, skusPerProduct: 3),
    CatalogShape(seed: 7, markets: ["US", "TW"], products: 40, skusPerProduct: 2, version: 9),
  ]

  @Test("They are sold and purchasable in every market, of any seed, size and version", arguments: shapes)
  func everywhere(shape: CatalogShape) {
    let truth = Array(Emulator(EmulatorConfiguration(shape: shape)).truth())
    for market in shape.markets {
      let here = truth.filter { $0.market == market.code }
      for (sku, title, segment) in Self.steady {
        let items = here.filter { "\($0.productID):\($0.skuID)" == sku && $0.segment == segment }
        let scopes = sku.hasPrefix("DZH318Z0BQ3") ? [nil, "AzurePlan"] : [nil]
        #expect(items.map(\.reservationScope) == scopes, "\(sku) in \(market)")
        #expect(items.allSatisfy { $0.isPurchasable && $0.skuTitle == title }, "\(sku) in \(market)")
      }
      for title in Self.titles {
        let isSubscription = title.hasPrefix("SQL Server Standard")
        let isSold = !isSubscription || !UnavailableMarkets.softwareSubscriptions.contains(market)
        let items = here.filter { $0.skuTitle == title && $0.segment == "commercial" }
        #expect(items.contains(where: \.isPurchasable) == isSold, "\(title) in \(market)")
      }
    }
  }

  @Test("A catalog has as many products as it is asked for")
  func count() {
    for products in [10, 11, 40] {
      #expect(EmulatorCatalog(CatalogShape(products: products)).families.count == products)
    }
  }

  @Test("Licences of the core are paid monthly and annually, and its software for good or for one year and three")
  func terms() throws {
    let truth = Array(
      Emulator(EmulatorConfiguration(shape: CatalogShape(seed: 8, markets: ["US"], products: 10))).truth())
    let basic = try #require(truth.first { $0.productID == "CFQ7TTC0LH18" })
    #expect(basic.terms.map(\.duration) == ["P1M", "P1Y", "P1Y"])
    #expect(basic.terms.map(\.billingCycle) == ["Monthly", "Annual", "Monthly"])
    #expect((basic.minimumQuantity, basic.maximumQuantity, basic.publisher) == (1, 300, "Microsoft Corporation"))
    let perpetual = try #require(truth.first { $0.skuTitle == Self.titles[0] })
    #expect(perpetual.terms.isEmpty)
    let twin = truth.filter {
      $0.productTitle == "SQL Server Standard - 2 Core License Pack" && $0.segment == "commercial"
    }
    #expect(twin.map(\.skuID) == ["0001", "0002"])
    #expect(twin.map { $0.terms.map(\.duration) } == [["P1Y"], ["P3Y"]])
    let reserved = truth.filter { $0.productID == "DZH318Z0BQ3V" }
    #expect(Set(reserved.map(\.publisher)) == ["Microsoft"])
  }

  @Test("Copilot needs a base that is sold everywhere")
  func addOn() async throws {
    let sku = try await Emulator.small().get("/products/CFQ7TTC0MM8R/skus/0001?country=BR").object
    let attributes = try #require(sku["dynamicAttributes"] as? [String: Any])
    #expect(attributes["isAddon"] as? Bool == true)
    #expect(attributes["prerequisiteSkus"] as? [String] == ["CFQ7TTC0LH18:0001", "CFQ7TTC0LFLX:0001"])
  }

  @Test("Reservations are Microsoft's, licences and software Microsoft Corporation's, some nobody's")
  func publishers() {
    let catalog = EmulatorCatalog(CatalogShape(seed: 2, markets: ["US"], products: 1_500))
    var names: [Bool: Set<String?>] = [:]
    for product in catalog.families.indices.map(catalog.product(inSlot:)) where product.isMicrosoftProduct {
      names[product.family.isReservation, default: []].insert(product.publisher)
    }
    #expect(names == [true: ["Microsoft", nil], false: ["Microsoft Corporation", nil]])
  }
}
