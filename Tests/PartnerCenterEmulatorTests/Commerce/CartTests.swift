import CatalogModel
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Testing

@testable import PartnerCenterEmulator

@Suite("Carts at the emulator")
struct CartTests {
  @Test("A cart prices its lines, groups them by billing cycle, lives seven days and buys nothing")
  func cart() async throws {
    let shop = try Shop()
    let cart = try await shop.makeCart([.licence, .perpetual, .marketplace, .softwareSubscription])
    #expect(cart.status == .active && !cart.hasErrors)
    #expect(cart.createdAt == shop.clock.now && cart.expiresAt == shop.clock.now + 7 * 86_400)
    #expect(cart.lineItems.map(\.id) == [0, 1, 2, 3])
    #expect(cart.lineItems.map(\.orderGroup) == ["0", "1", "0", "1"])
    #expect(cart.lineItems.map(\.currencyCode) == ["USD", "USD", "USD", "USD"])
    let cycles: [Decimal] = [12, 1, 1, 1]
    for (line, cycles) in zip(cart.lineItems, cycles) {
      let pricing = try #require(line.pricing)
      let price = try #require(pricing.price)
      #expect(price > 0 && pricing.extendedPrice == price * 2 * cycles)
      #expect(pricing.listPrice == price && pricing.discountedPrice == price)
    }
    #expect(shop.ledger.isEmpty)
    #expect(try await shop.read(cart) == cart)
  }

  @Test("Equal seeds have equal prices, other seeds others")
  func seeds() async throws {
    var prices: [Decimal?] = []
    for seed in [3, 3, 4] as [UInt64] {
      prices.append(try await Shop(seed: seed).makeCart().lineItems[0].pricing?.extendedPrice)
    }
    #expect(prices[0] == prices[1] && prices[0] != prices[2])
  }

  @Test("Azure plans are paid by use: their price is unknown")
  func unpriced() async throws {
    #expect(try await Shop().makeCart([.azurePlan]).lineItems.map(\.pricing) == [nil])
    #expect(try await Shop("unpriced:at=1").makeCart([.licence]).lineItems.map(\.pricing) == [nil])
  }

  /// A good line, the number of an error, and the change that makes it.
  static let badLines: [(Shop.Item, Int, @Sendable (inout CartLineRequest) -> Void)] = [
    (Shop.Item.licence, 10_001, { $0.catalogItemID = "CFQ7TTC0LH18:0001:CFQ7TTC0XXXX" }),
    (.licence, 10_001, { $0.catalogItemID = "nothing" }), (.licence, 10_015, { $0.quantity = 301 }),
    (.licence, 400_039, { $0.termDuration = "P5Y" }), (.licence, 400_039, { $0.termDuration = nil }),
    (.licence, 10_013, { $0.billingCycle = .triennial }), (.perpetual, 400_039, { $0.termDuration = "P1Y" }),
    (.perpetual, 10_013, { $0.billingCycle = .monthly }), (.licence, 10_014, { $0.promotionID = "39:1:3" }),
    (.reservation, 10_010, { $0.provisioningContext["scope"] = "wide" }),
    (.reservation, 10_007, { $0.provisioningContext["subscriptionId"] = "0350d130-4d3d-4005-aca0-cf84f0ab0d4a" }),
    (.reservation, 10_010, { $0.provisioningContext = [:] }), (.azurePlan, 10_002, { $0.quantity = 2 }),
  ]

  @Test("A line that cannot be bought has an error, and its cart cannot be checked out", arguments: badLines)
  func lineErrors(item: Shop.Item, number: Int, change: @Sendable (inout CartLineRequest) -> Void) async throws {
    let shop = try Shop()
    var line = try shop.line(item)
    change(&line)
    let cart = try await shop.cart([try shop.line(.licence), line])
    #expect(cart.lineItems.map { $0.error?.number } == [nil, number])
    #expect(cart.lineItems.map { $0.pricing == nil } == [false, true] || item == .azurePlan)
    #expect(await Shop.ending { try await shop.checkOut(cart) } == "refused 800009")
    #expect(shop.ledger.isEmpty)
  }

  @Test("An add-on needs its base: in the cart, held, or ordered before")
  func addOn() async throws {
    let school = try Shop(customer: 1)
    #expect(try await school.makeCart([.addOn]).lineItems.map { $0.error?.number } == [400_041])
    #expect(try await !school.makeCart([.addOn, .licence]).hasErrors)
    _ = try await school.checkOut(try await school.makeCart([.licence]))
    #expect(try await !school.makeCart([.addOn]).hasErrors)
  }

  @Test("A reservation waits for the registration of its subscription")
  func registration() async throws {
    let shop = try Shop()
    let catalog = shop.catalog
    // A customer whose legacy subscription is not registered.
    let number = try #require(
      (3..<catalog.shape.customers).first { number in
        catalog.customer(number).subscriptions.contains {
          $0.kind == .legacyAzure && !catalog.isRegisteredFromTheStart($0.id)
        }
      })
    let other = try Shop(customer: number, emulator: shop.emulator, clock: shop.clock)
    let cart = try await other.makeCart([.reservation])
    #expect(cart.lineItems.map { $0.error?.number } == [10_011])
    let subscription = try #require(other.sample.subscriptions.first { $0.kind == .legacyAzure }).id
    let path = "/customers/\(other.customer)/subscriptions/\(subscription)/registration"
    _ = try await shop.emulator.send(
      TransportRequest(method: .post, url: "https://api.partnercenter.microsoft.com/v1\(path)s"))
    for _ in 0..<2 { _ = try await shop.emulator.get(path + "status") }
    #expect(try await !other.makeCart([.reservation]).hasErrors)
  }

  @Test(
    "What is no cart is refused as a whole",
    arguments: [
      (#"{}"#, "3000"), ("no", "3000"), (#"{"lineItems":[]}"#, "3000"),
      (#"{"lineItems":[{"id":0,"catalogItemId":"a","quantity":1,"billingCycle":"monthly"}]}"#, "900206"),
      (#"{"lineItems":[{"id":1,"catalogItemId":"a","quantity":1,"billingCycle":"monthly"}]}"#, "800071"),
      (#"{"lineItems":[{"id":0,"quantity":1,"billingCycle":"monthly"}]}"#, "900142"),
      (#"{"lineItems":[{"id":0,"catalogItemId":"a","quantity":0,"billingCycle":"monthly"}]}"#, "900275"),
      (#"{"lineItems":[{"id":0,"catalogItemId":"a","quantity":1,"billingCycle":"weekly"}]}"#, "900126"),
      (#"{"lineItems":[{"id":0,"catalogItemId":"a","quantity":"x","billingCycle":"monthly"}]}"#, "3000"),
    ])
  func wholeErrors(body: String, code: String) async throws {
    let shop = try Shop()
    let response = try await shop.emulator.send(
      TransportRequest(
        method: .post, url: "https://x/v1/customers/\(shop.customer)/carts", body: Data(body.utf8)))
    #expect(response.status == 400 && response.code == code)
  }

  @Test("A customer without the agreement is refused before it has a cart")
  func agreement() async throws {
    let shop = try Shop(customer: 2)
    #expect(await Shop.ending { try await shop.makeCart([.licence]) } == "refused 13605")
  }

  @Test("A cart is replaced as a whole: a line that is left out is gone, and its end stays")
  func replacement() async throws {
    let shop = try Shop()
    let cart = try await shop.makeCart([.licence, .perpetual])
    shop.clock.advance(60)
    let request = CartRequest(
      lineItems: [try shop.line(.marketplace, quantity: 5)], isPartnerOnRecordAttestationAccepted: true)
    let replaced = try await shop.commerce.replaceCart(cart.id, with: request, of: shop.customer).value()
    #expect(replaced.lineItems.map(\.quantity) == [5] && replaced.expiresAt == cart.expiresAt)
    #expect(replaced.modifiedAt == cart.modifiedAt.map { $0 + 60 })
    _ = try await shop.checkOut(replaced)
    #expect(shop.ledger.flatMap(\.lines).map(\.quantity) == [5])
    let late = await Shop.ending {
      try await shop.commerce.replaceCart(cart.id, with: request, of: shop.customer).value()
    }
    #expect(late == "refused 800065")
  }

  @Test("An expired cart is not found, whatever is asked; an ordered one stays")
  func expiry() async throws {
    let shop = try Shop("expire:by=900,at=2")
    let (long, short) = (try await shop.makeCart(), try await shop.makeCart())
    #expect(short.expiresAt == shop.clock.now + 900)
    let bought = try await shop.makeCart()
    _ = try await shop.checkOut(bought)
    shop.emulator.advanceClock(by: 900)
    #expect(await Shop.ending { try await shop.read(short) } == "not found 800008")
    #expect(await Shop.ending { try await shop.checkOut(short) } == "not found 800008")
    #expect(try await shop.read(long).status == .active)
    shop.emulator.advanceClock(by: 7 * 86_400)
    #expect(await Shop.ending { try await shop.read(long) } == "not found 800008")
    #expect(try await shop.read(bought).status == .ordered)
    #expect(shop.ledger.count == 1)
  }

  @Test("A cart is its customer's alone")
  func foreign() async throws {
    let shop = try Shop()
    let cart = try await shop.makeCart()
    let other = try Shop(customer: 1, emulator: shop.emulator)
    #expect(await Shop.ending { try await other.read(cart) } == "not found 800008")
    #expect(await Shop.ending { try await other.checkOut(cart) } == "not found 800008")
  }

  @Test("A licence ends with a month, or with another licence, and on no other day")
  func endDates() async throws {
    let shop = try Shop()
    func ends() async throws -> [CustomTermEndDate] {
      try await shop.commerce.customTermEndDates(term: "P1Y", of: shop.customer).items()
    }
    let months = try await ends()
    #expect(months.count == 12 && months.allSatisfy { $0.type == "calendarMonthAligned" })
    var line = try shop.line(.licence)
    line.customTermEndDate = try #require(months.first).date
    #expect(try await !shop.cart([line]).hasErrors)
    line.customTermEndDate = line.customTermEndDate.map { $0 - 86_400 }
    #expect(try await shop.cart([line]).lineItems.map { $0.error?.number } == [10_017])
    var software = try shop.line(.softwareSubscription)
    software.customTermEndDate = try #require(months.first).date
    #expect(try await shop.cart([software]).lineItems.map { $0.error?.number } == [10_016])
    _ = try await shop.checkOut(try await shop.makeCart([.licence]))
    shop.clock.advance(86_400)
    #expect(try await ends().contains { $0.type == "subscriptionAligned" })
  }

  @Test("Methods that a route does not have are refused")
  func methods() async throws {
    let shop = try Shop()
    let base = "https://x/v1/customers/\(shop.customer)"
    for (method, path) in [
      (TransportRequest.Method.get, "/carts"), (.post, "/carts/x"), (.put, ""), (.put, "/orders"), (.post, "/orders"),
      (.get, "/carts/x/checkout"), (.delete, "/carts/x"), (.put, "/carts/x/checkout"),
    ] {
      let response = try await shop.emulator.send(TransportRequest(method: method, url: base + path))
      #expect(response.status == 405, "\(method) \(path)")
    }
  }

  @Test("Promotions that the service offers are taken, and lower the price")
  func promotions() async throws {
    let shop = try Shop()
    let catalog = shop.catalog
    let sku = try #require(
      catalog.families.indices.lazy.filter { catalog.families[$0] == .licence }.map {
        catalog.product(inSlot: $0).sku(at: 0)
      }
      .first { Promotion(of: $0) != nil && $0.product.isEvergreen && $0.attestation == nil })
    let item = try shop.itemID(sku.product.id, sku.id)
    let term = try #require(sku.terms.first)
    let cycle = BillingCycle(term.billingCycle ?? "")
    let question = PromotionQuestion(
      catalogItemID: item, quantity: 120, termDuration: term.duration, billingCycle: cycle)
    let answer = try await shop.commerce.promotionEligibilities([question], of: shop.customer).items()
    let promotion = try #require(answer.first?.eligibilities.first)
    #expect(promotion.isEligible && answer.map(\.catalogItemID) == [item])
    var line = CartLineRequest(catalogItemID: item, quantity: 120, billingCycle: cycle, termDuration: term.duration)
    let full = try await shop.cart([line]).lineItems[0]
    line.promotionID = promotion.promotionID
    let reduced = try await shop.cart([line]).lineItems[0]
    #expect(reduced.promotionID == promotion.promotionID && reduced.error == nil)
    #expect(try #require(reduced.pricing?.extendedPrice) < (try #require(full.pricing?.extendedPrice)))
    #expect(reduced.pricing?.listPrice == full.pricing?.listPrice)
  }
}
