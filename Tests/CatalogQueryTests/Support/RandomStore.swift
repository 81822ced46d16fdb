import CatalogModel
import CatalogStore
import Foundation
import SeededRandom

@testable import CatalogQuery

/// A store of random products, whose properties take few values, so that filters meet.
struct RandomStore {
  let store: SmallStore
  private var generator: SplitMix64
  private var productCount = 0

  static let words = ["alpha", "cloud", "server", "plan"]
  static let types = ["Azure", "Software", "OnlineServicesNCE", "SaaS"]
  static let publishers = ["Microsoft Corporation", "Contoso", nil]
  static let segments: [Segment] = [.commercial, .education, .government, .nonprofit]
  static let currencies = ["USD", "EUR"]
  static let prerequisites = [[], ["InventoryCheck"], ["AzureSubscriptionRegistration", "InventoryCheck"]]
  static let terms: [[(String, String?)]] = [
    [], [("P1M", "monthly")], [("P1Y", "annual"), ("P1Y", "monthly")], [("P3Y", "triennial"), ("P1M", nil)],
  ]
  static let markets: [Market] = ["US", "DE"]
  static let customers = ["c-us", "c-edu", "c-de"]

  /// A store with some products, of which some were removed, and with customers, restrictions and a market without
  /// software subscriptions.
  init(seed: UInt64, products: Int = 14) async throws {
    store = try await SmallStore()
    generator = SplitMix64(seed: seed)
    for _ in 0..<products { try await addProduct() }
    for number in 0..<products where number % 5 == 4 { try await removeProduct(number) }
    for at in [SmallStore.read.addingTimeInterval(-86_400), SmallStore.read] {
      try await store.store.noteUnavailability(of: "DE", evidence: "its lists show none", at: at)
    }
    try await store.customer("Us", domain: "us.example", market: "US", id: Self.customers[0])
    try await store.customer(
      "Edu", domain: "edu.example", market: "US",
      qualifications: [Qualification(name: "Education", vettingStatus: "Approved")], id: Self.customers[1])
    try await store.customer("De", domain: "de.example", market: "DE", id: Self.customers[2])
    for number in [0, 3, 7] {
      try await store.inventoryCheck(
        customer: Self.customers[number % 3], sku: "P\(number):0001", isRestricted: true, restrictions: "[]")
    }
  }

  mutating func addProduct() async throws {
    let id = "P\(productCount)"
    productCount += 1
    let type = pick(Self.types)
    let product = ProductContent(
      title: title(), type: type, subtype: type == "Software" ? pick(["SoftwareSubscriptions", "Perpetual"]) : nil,
      publisher: pick(Self.publishers))
    let skus = (1...Int.random(in: 1...3, using: &generator)).map { "000\($0)" }
    for market in pick([Self.markets, Self.markets, ["US"], ["DE"]]) {
      try await store.put(id, content(product, id, skus, isUnderPlan: false), in: market)
      // Under an Azure plan the SKUs of some products have texts of their own.
      if type == "Azure", chance(60) {
        try await store.put(id, content(product, id, skus, isUnderPlan: true), in: market, scope: .azurePlan)
      }
    }
  }

  func removeProduct(_ number: Int) async throws {
    for market in Self.markets {
      for scope in [nil, ReservationScope.azurePlan] {
        try await store.put("P\(number)", nil, in: market, scope: scope)
      }
    }
  }

  private mutating func content(
    _ product: ProductContent, _ id: String, _ skus: [String], isUnderPlan: Bool
  ) -> ProductSnapshot {
    var offerings: [SKUID: SKUOffering] = [:]
    for sku in skus {
      let items = (0..<Int.random(in: 1...4, using: &generator)).map { number in
        AvailabilityContent(
          id: AvailabilityID("A\(number)\(isUnderPlan ? "P" : "")"),
          catalogItemID: CatalogItemID("\(id):\(sku):A\(number)\(isUnderPlan ? "P" : "")"),
          segment: pick(Self.segments),
          offer: OfferContent(
            currency: pick(Self.currencies), isPurchasable: pick([true, true, nil, false]),
            terms: pick(Self.terms).map { Term(duration: $0.0, billingCycle: $0.1, description: "") }))
      }
      offerings[SKUID(sku)] = SKUOffering(
        content: SKUContent(
          title: title(), isTrial: chance(30), purchasePrerequisites: pick(Self.prerequisites)), availabilities: items)
    }
    return ProductSnapshot(product: product, skus: offerings)
  }

  private mutating func title() -> String {
    (0...Int.random(in: 0...2, using: &generator)).map { _ in pick(Self.words) }.joined(separator: " ")
  }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

  /// A filter by some facets, mostly by values that items have.
  mutating func filter() -> ItemFilter {
    var filter = ItemFilter()
    for facet in SearchFacet.allCases where chance(18) {
      let values = (0...Int.random(in: 0...1, using: &generator)).map { _ in value(of: facet) }
      if chance(70) { filter.only[facet] = values } else { filter.except[facet] = values }
    }
    return filter
  }

  private mutating func value(of facet: SearchFacet) -> String {
    switch facet {
    case .market: pick(["US", "de", "FR"])
    case .segment: pick(Self.segments.map(\.rawValue) + ["Bogus"])
    case .productType: pick(["azure", "Software", "softwaresubscriptions", "SaaS", "none"])
    case .publisher: pick(["contoso", "microsoft", "nobody"])
    case .term: pick(["p1m", "P1Y", "P3Y", "P9Y"])
    case .billingCycle: pick(["monthly", "Annual", "triennial", "weekly"])
    case .reservationScope: pick(["AzurePlan", "none"])
    case .trial, .purchasable: pick(["true", "false"])
    case .prerequisite: pick(["inventorycheck", "AzureSubscriptionRegistration", "none"])
    case .currency: pick(["usd", "EUR", "JPY"])
    }
  }
}

extension ItemFilter {
  /// Whether an item passes, as the documentation of the facets says it.
  func passes(_ item: CatalogItem) -> Bool {
    SearchFacet.allCases.allSatisfy { facet in
      func has(_ value: String) -> Bool {
        let value = value.lowercased()
        return switch facet {
        case .market: item.market.code.lowercased() == value
        case .segment: item.segment.rawValue == value
        case .productType: [item.productType, item.productSubType].contains { $0.lowercased() == value }
        case .publisher: item.publisher.lowercased().contains(value)
        case .term: item.terms.contains { $0.duration.lowercased() == value }
        case .billingCycle: item.terms.contains { $0.billingCycle?.lowercased() == value }
        case .reservationScope: (item.reservationScope?.rawValue.lowercased() ?? "none") == value
        case .trial: "\(item.isTrial)" == value
        case .prerequisite:
          item.purchasePrerequisites.isEmpty
            ? value == "none" : item.purchasePrerequisites.contains { $0.lowercased() == value }
        case .currency: item.currency.lowercased() == value
        case .purchasable: "\(item.isPurchasable != false)" == value
        }
      }
      let (wanted, unwanted) = (only[facet] ?? [], except[facet] ?? [])
      return (wanted.isEmpty || wanted.contains(where: has)) && !unwanted.contains(where: has)
    }
  }
}
