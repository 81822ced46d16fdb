import CatalogModel
import CatalogStore
import Testing

@testable import CatalogSync

@Suite("The lists of a market")
struct ListPlanTests {
  @Test("are sixteen, each once, in the order of the views")
  func cover() {
    let lists = ListPlan(market: "US").lists
    #expect(lists.count == 16 && Set(lists).count == 16)
    #expect(lists.first == ProductListKey(market: "US", view: .azure))
    for view in ListPlan.cover {
      #expect(lists.contains(ProductListKey(market: "US", view: view)))
      #expect(lists.contains(ProductListKey(market: "US", view: view, segment: .nonprofit)))
    }
  }

  @Test("of given views are those, with the lists that tell their products apart")
  func views() {
    let lists = ListPlan(market: "US", views: [.software, .software]).lists
    #expect(lists.map(\.view) == [.software, .softwareSubscriptions, .softwarePerpetual, .software])
    #expect(lists.map(\.segment) == [nil, nil, nil, .nonprofit])
    let azure = ListPlan(market: "US", views: [.azure]).lists
    #expect(azure.count { $0.scope == .azurePlan } == 3 && azure.count == 6)
  }
}

@Suite("The products that lists show")
struct ProductAssignmentTests {
  private static let machine = ProductContent(title: "Machine", type: "Azure", subtype: "VirtualMachines")
  private static let meter = ProductContent(title: "Meter", type: "Azure", subtype: "Azure")
  private static let plan = ListPlan(market: "US").lists

  private static func list(
    _ view: TargetView, _ segment: Segment? = nil, _ scope: ReservationScope? = nil
  ) -> ProductListKey { ProductListKey(market: "US", view: view, segment: segment, scope: scope) }

  private func keys(
    _ listings: [ProductListKey: [ProductID: ProductContent]], forbidden: Set<ProductListKey> = []
  ) -> [ProductKey: ProductAssignment.Unit] {
    ProductAssignment(market: "US", listings: listings, order: Self.plan, forbidden: forbidden).units
  }

  private static let plain = MarketScope(market: "US")
  private static let inPlan = MarketScope(market: "US", scope: .azurePlan)

  @Test("are read in each scope if they are reservations, otherwise once")
  func scopes() {
    let units = keys([
      Self.list(.azure): ["M": Self.machine, "A": Self.meter],
      Self.list(.azure, nil, .azurePlan): ["M": Self.machine, "A": Self.meter],
      Self.list(.azureReservations): ["M": Self.machine],
      Self.list(.azureReservations, nil, .azurePlan): ["M": Self.machine],
    ])
    #expect(
      Set(units.keys) == [
        ProductKey(marketScope: Self.plain, product: "M"), ProductKey(marketScope: Self.inPlan, product: "M"),
        ProductKey(marketScope: Self.plain, product: "A"),
      ])
    #expect(units[ProductKey(marketScope: Self.plain, product: "A")]?.lists.count == 2)
    #expect(units[ProductKey(marketScope: Self.plain, product: "A")]?.isOnlyInPlan == false)
  }

  @Test("are reservations by their type if every reservation list is closed")
  func closed() {
    let listings: [ProductListKey: [ProductID: ProductContent]] = [
      Self.list(.azure, nil, .azurePlan): ["M": Self.machine, "A": Self.meter]
    ]
    let closed = Set(Self.plan.filter(\.view.isReservationFamily))
    #expect(
      Set(keys(listings, forbidden: closed).keys) == [
        ProductKey(marketScope: Self.inPlan, product: "M"), ProductKey(marketScope: Self.plain, product: "A"),
      ])
    // While a reservation list is open, its absence there decides.
    let open = keys(listings)
    #expect(Set(open.keys.map(\.marketScope)) == [Self.plain])
    #expect(open.values.allSatisfy { $0.isOnlyInPlan })
  }

  @Test("know the segments of the lists that show them, and take their texts from the first list")
  func segments() {
    let units = keys([
      Self.list(.software): ["S": ProductContent(title: "First")],
      Self.list(.softwarePerpetual): ["S": ProductContent(title: "Second")],
      Self.list(.software, .nonprofit): ["N": ProductContent(title: "Charity")],
    ])
    let (general, charity) = (
      units[ProductKey(marketScope: Self.plain, product: "S")], units[ProductKey(marketScope: Self.plain, product: "N")]
    )
    #expect(general?.product.title == "First" && general?.isInGeneralList == true)
    #expect(general?.isInNonprofitList == false)
    #expect(charity?.isInGeneralList == false && charity?.isInNonprofitList == true)
  }
}
