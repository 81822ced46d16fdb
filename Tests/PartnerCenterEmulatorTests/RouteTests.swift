import CatalogModel
import Foundation
import PartnerCenter
import Synchronization
import Testing

@testable import PartnerCenterEmulator

@Suite struct RouteTests {
  @Test(
    "Each refusal has its status and code",
    arguments: [
      ("/products?targetView=Azure", 400, "3000"),
      ("/products?country=USA&targetView=Azure", 400, "3000"),
      ("/products?country=US", 400, "3000"),
      ("/products?country=US&targetView=Nothing", 400, "3000"),
      ("/products?country=FR&targetView=Azure", 403, "2030"),
      ("/products?country=US&targetView=SpecializedOffers", 403, "400036"),
      ("/products?country=US&targetView=Azure&targetSegment=government", 403, "400030"),
      ("/products/CFQ7TTC0XXXX?country=US", 404, "400013"),
      ("/products/CFQ7TTC0XXXX/skus?country=US", 404, "400013"),
      ("/products/DZH318Z0BPS6/skus/0009?country=US", 404, "400018"),
      ("/products/DZH318Z0BPS6/skus/0009/availabilities?country=US", 404, "400018"),
      ("/products/DZH318Z0BPS6/skus/0001/availabilities/DZH318Z00000?country=US", 404, "400019"),
      ("/customers/nobody", 404, "60003"),
      ("/elsewhere", 404, "1000"),
    ])
  func refusals(path: String, status: Int, code: String) async throws {
    let response = try await Emulator.small { $0.forbiddenSegments = [.government] }.get(path)
    #expect(response.status == status)
    #expect(response.code == code)
  }

  @Test("Words of the path and names of parameters are read in any case")
  func anyCase() async throws {
    let emulator = Emulator.small()
    let plain = try await emulator.get("/products/DZH318Z0BPS6/skus/0001/availabilities?country=US")
    let odd = try await emulator.get("/Products/DZH318Z0BPS6/SKUs/0001/Availabilities?COUNTRY=us")
    #expect(plain.status == 200)
    #expect(odd.items.count == plain.items.count)
    let view = try await emulator.get("/products?country=US&targetview=azure")
    #expect(!view.items.isEmpty)
  }

  @Test("Tracing headers come back, now and then doubled")
  func echoes() async throws {
    let emulator = Emulator.small()
    var doubled = 0
    for number in 0..<16 {
      let id = "request-\(CatalogIdentifier.text(number, length: 2))"
      let response = try await emulator.get(
        "/customers?size=1",
        headers: [.init("MS-RequestId", id), .init("MS-CorrelationId", "c"), .init("X-Locale", "de-DE")])
      #expect(response.headers.first("MS-RequestId") == id)
      #expect(response.headers.first("MS-CorrelationId") == "c")
      #expect(response.headers.first("X-Locale") == "de-DE")
      if response.headers["MS-RequestId"] == "\(id),\(id)" { doubled += 1 }
    }
    #expect((1..<16).contains(doubled))
  }

  @Test("Wider views hold the narrower ones, and the two readings of reservations differ and overlap")
  func views() async throws {
    let emulator = Emulator.small { $0.shape.products = 300 }
    func ids(_ query: String) async throws -> Set<String> {
      Set(try await emulator.get("/products?country=US&" + query).items.compactMap { $0["id"] as? String })
    }
    let azure = try await ids("targetView=Azure")
    let plan = try await ids("targetView=Azure&reservationScope=AzurePlan")
    #expect(azure != plan)
    #expect(azure.intersection(plan).count > 20)
    #expect(!azure.subtracting(plan).isEmpty && !plan.subtracting(azure).isEmpty)
    for view in [
      "AzureReservations", "AzureReservationsVM", "AzureReservationsSQL", "AzureReservationsCosmosDb", "MicrosoftAzure",
    ] {
      let narrow = try await ids("targetView=\(view)")
      #expect(!narrow.isEmpty && narrow.isSubset(of: azure), "\(view)")
    }
    let software = try await ids("targetView=Software")
    for view in ["SoftwarePerpetual", "SoftwareSubscriptions", "SoftwareSUSELinux"] {
      let narrow = try await ids("targetView=\(view)")
      #expect(!narrow.isEmpty && narrow.isSubset(of: software), "\(view)")
    }
    let both = try await ids("targetView=MicrosoftAzure")
    #expect(both.isSubset(of: plan))
    let services = try await ids("targetView=OnlineServices")
    #expect(!services.intersection(try await ids("targetView=MarketplaceSaaS")).isEmpty)
  }

  @Test("Software subscriptions are not sold in an unavailable market")
  func unavailableMarket() async throws {
    let emulator = Emulator.small()
    let path = "&targetView=SoftwareSubscriptions"
    #expect(try await emulator.get("/products?country=BR" + path).items.isEmpty)
    #expect(try await !emulator.get("/products?country=US" + path).items.isEmpty)
  }

  @Test("Nonprofit is left out of availability lists unless it is asked for by name")
  func nonprofit() async throws {
    let emulator = Emulator.small { $0.shape.products = 200 }
    let item = try #require(emulator.truth().first { $0.segment == "nonprofit" && $0.market == "US" })
    let path = "/products/\(item.productID)/skus/\(item.skuID)/availabilities"
    let silent = try await emulator.get("\(path)?country=US").items
    #expect(silent.allSatisfy { $0["segment"] as? String != "nonprofit" })
    let asked = try await emulator.get("\(path)?country=US&targetSegment=nonprofit").items
    #expect(asked.contains { $0["id"] as? String == item.availabilityID })
    #expect(try await emulator.get("\(path)/\(item.availabilityID)?country=US").status == 200)
  }

  @Test("What lists say about nonprofit is a switch")
  func nonprofitListing() async throws {
    var counts: [EmulatorConfiguration.NonprofitListing: [Int]] = [:]
    for listing in EmulatorConfiguration.NonprofitListing.allCases {
      let emulator = Emulator.small {
        $0.nonprofitListing = listing; $0.shape.products = 300; $0.shape.skusPerProduct = 2
      }
      let path = "/products?country=US&targetView=OnlineServices"
      counts[listing] = [
        try await emulator.get(path).items.count,
        try await emulator.get(path + "&targetSegment=nonprofit").items.count,
      ]
    }
    let listed = try #require(counts[.listed])
    let leftOut = try #require(counts[.leftOut])
    #expect(leftOut[0] < listed[0])
    #expect(leftOut[1] == listed[1])
    #expect(listed[1] > 0 && listed[1] < listed[0])
    #expect(counts[.segmentIgnored] == [listed[0], listed[0]])
  }

  @Test("Customers come in pages led on by a header, and by id with their country")
  func customers() async throws {
    let emulator = Emulator.small { $0.shape.customers = 45 }
    let crawl = NaiveCrawl(emulator, markets: ["US"])
    let customers = try await crawl.list(Call.customers(pageSize: 20), of: Customer.self)
    #expect(customers.count == 45)
    #expect(Set(customers.map(\.id)).count == 45)
    #expect(emulator.served.map(\.status) == [200, 200, 200])
    let contoso = try #require(customers.first)
    #expect(contoso.companyName == "Contoso")
    #expect(contoso.domain == "contoso.onmicrosoft.com")
    #expect(contoso.billingCountry == nil)
    guard case .found(let whole) = try await crawl.client.get(Call.customer(contoso.id), as: Customer.self) else {
      Issue.record("Contoso is not found")
      return
    }
    #expect(whole.billingCountry == "US")
    #expect(emulator.state.withLock { $0.catalog }.customer(2).market == "BR")
  }

  @Test("Qualifications are a bare array, of every kind among the first customers")
  func qualifications() async throws {
    let emulator = Emulator.small()
    let crawl = NaiveCrawl(emulator, markets: ["US"])
    var seen: [[Qualification]] = []
    for customer in try await crawl.list(Call.customers(), of: Customer.self).prefix(7) {
      let list = try await crawl.list(Call.qualifications(of: customer.id), of: CustomerQualification.self)
      seen.append(list.map(\.qualification))
    }
    #expect(
      seen == [
        [], [Qualification(name: "Education", vettingStatus: "Approved")], [],
        [Qualification(name: "Nonprofit", vettingStatus: "InReview")],
        [Qualification(name: "GovernmentCommunityCloud", vettingStatus: "Approved")],
        [Qualification(name: "Education", vettingStatus: "Denied")],
        [Qualification(name: "StateOwnedEntity", vettingStatus: nil)],
      ])
  }

  @Test("A customer sees the catalog of its country, in the segments it is qualified for")
  func byCustomer() async throws {
    let emulator = Emulator.small { $0.shape.products = 150 }
    let catalog = emulator.state.withLock { $0.catalog }
    let item = try #require(emulator.truth().first { $0.segment == "education" && $0.market == "US" })
    let below = "/products/\(item.productID)/skus/\(item.skuID)/availabilities"
    func count(_ customer: Int) async throws -> Int {
      try await emulator.get("/customers/\(catalog.customer(customer).id)\(below)?targetSegment=education").items.count
    }
    #expect(try await count(0) == 0)
    #expect(try await count(1) > 0)
    #expect(try await !emulator.get("/customers/\(catalog.customer(0).id)/products?targetView=Azure").items.isEmpty)
  }

  @Test("The inventory check answers for the SKUs it knows, needs their variables, and restricts some")
  func inventory() async throws {
    let emulator = Emulator.small { $0.shape.skusPerProduct = 30 }
    let crawl = NaiveCrawl(emulator, markets: ["US"])
    let item = try #require(emulator.truth().first { $0.requiresInventoryCheck })
    func check(_ context: [String: String]) async throws -> [InventoryItem] {
      let call = try Call.checkInventory(
        InventoryCheckRequest(
          targetItems: [
            .init(productID: ProductID(item.productID), skuID: nil), .init(productID: "DZH318ZNOONE", skuID: nil),
          ], inventoryContext: context), in: "US")
      return try await crawl.list(call, of: InventoryItem.self)
    }
    let found = try await check(["customerId": "c", "azureSubscriptionId": "s", "armRegionName": "westus2"])
    #expect(found.count > 1)
    #expect(found.allSatisfy { $0.productID.rawValue == item.productID && $0.isRestricted == !$0.restrictions.isEmpty })
    #expect(found.contains { $0.restrictions.first?.reasonCode == "NotAvailableForSubscription" })
    #expect(found.contains { !$0.isRestricted })
    await #expect(throws: RequestError.self) { _ = try await check(["customerId": "c"]) }
  }

  @Test("A customer's subscription has a state of registration, and nobody else's has")
  func registration() async throws {
    let emulator = Emulator.small()
    let catalog = emulator.state.withLock { $0.catalog }
    var states: Set<String?> = []
    for customer in (0..<20).map({ catalog.customer($0) }) {
      for held in customer.subscriptions {
        let path = "/customers/\(customer.id)/subscriptions/\(held.id)"
        states.insert(try await emulator.get("\(path)/registrationstatus").object["status"] as? String)
        let posted = try await emulator.send(
          TransportRequest(
            method: .post, url: "https://api.partnercenter.microsoft.com/v1\(path)/registrations"))
        #expect(posted.status == 202)
        #expect(posted.headers["Location"] == "\(path)/registrationstatus")
      }
    }
    #expect(states == ["Registered", "NotRegistered"])
    let stranger = "/customers/\(catalog.customer(0).id)/subscriptions/\(catalog.customer(1).id)"
    #expect(try await emulator.get("\(stranger)/registrationstatus").status == 404)
    let posted = try await emulator.send(
      TransportRequest(
        method: .post, url: "https://api.partnercenter.microsoft.com/v1\(stranger)/registrations"))
    #expect(posted.status == 404)
  }
}
