import CatalogModel
import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import PartnerCenterEmulatorServer
import Testing

@testable import PartnerCenterEmulator

@Suite("Purchases at the emulator")
struct PurchaseTests {
  @Test("Each kind of item, from the cart to what the customer holds", arguments: Shop.Item.allCases)
  func endToEnd(item: Shop.Item) async throws {
    let shop = try Shop()
    try await Self.buy(item, in: shop)
  }

  @Test("The same over a socket", arguments: [Shop.Item.licence, .reservation])
  func overSocket(item: Shop.Item) async throws {
    let clock = TestClock()
    let emulator = Emulator.small(clock: clock.clock)
    try await EmulatorServer.serving(emulator) { base in
      try await Self.buy(
        item, in: try Shop(emulator: emulator, clock: clock, transport: SocketTransport(), api: base))
    }
  }

  private static func buy(_ item: Shop.Item, in shop: Shop) async throws {
    let cart = try await shop.makeCart([item])
    let wanted = cart.lineItems[0]
    let result = try await shop.checkOut(cart)
    #expect(result.orderErrors.isEmpty && result.orders.count == 1)
    let placed = try #require(result.orders.first)
    #expect(placed.status == .pending && placed.lineItems.map(\.offerID) == [wanted.catalogItemID])
    #expect(placed.totalPrice == wanted.pricing?.extendedPrice && placed.createdAt == shop.clock.now)
    #expect(try await shop.read(cart).status == .ordered)

    let order = try await shop.commerce.order(placed.id, of: shop.customer).value()
    #expect(order.status == .completed && order.id == placed.id && order.customerID == shop.customer)
    #expect(try await shop.newOrders().map(\.id) == [order.id])
    #expect(try await shop.orders(wanted.billingCycle).map(\.id).contains(order.id))
    let provisioning = try await shop.commerce.provisioning(of: order.id, customer: shop.customer).items()
    #expect(provisioning.map(\.status) == [.fulfilled])

    let subscriptions = try await shop.commerce.subscriptions(of: order.id, customer: shop.customer).items()
    let held = try await shop.commerce.entitlements(of: shop.customer).items()
    let links = try await shop.commerce.activationLinks(line: 0, of: order.id, customer: shop.customer).items()
    #expect(links.count == (item == .marketplace ? 1 : 0))
    switch item {
    case .licence, .addOn, .marketplace, .azurePlan:
      #expect(subscriptions.map(\.orderID) == [order.id] && held.isEmpty)
      #expect(subscriptions.map(\.subscription.id) == order.lineItems.map(\.subscriptionID))
      #expect(subscriptions.map(\.subscription.quantity) == [wanted.quantity])
    case .perpetual, .softwareSubscription, .reservation:
      #expect(subscriptions.isEmpty && held.map(\.order?.id) == [order.id] && held.map(\.order?.lineItemNumber) == [0])
      #expect(held.map(\.quantity) == [2] && held.map(\.isReservation) == [item == .reservation])
      #expect(held.map { $0.expiresAt == nil } == [item == .perpetual])
    }
    if item == .reservation {
      let artifact = try #require(held.first?.artifacts.first)
      #expect(artifact.reservationType == "virtualmachines")
      let details = try #require(
        try await shop.commerce.reservationDetails(of: artifact, customer: shop.customer)?.value())
      #expect(details.reservations.map(\.quantity) == [2] && details.reservations.map(\.scopeType) == ["Shared"])
      for (kind, count) in [(Call.EntitlementKind.software, 0), (.reservedInstance, 1)] {
        #expect(try await shop.commerce.entitlements(of: shop.customer, kind: kind).items().count == count)
      }
    }
    let records = try await shop.commerce.auditRecords(of: shop.customer, from: shop.clock.now, to: shop.clock.now)
      .items()
    #expect(records.map(\.createdOrder) == [order.id])
    #expect(records.flatMap(\.orderedLines).map(\.offerID) == [wanted.catalogItemID])
    #expect(records.compactMap(\.newOrder).map(\.id) == [order.id])

    let entry = try #require(shop.ledger.first)
    #expect(shop.ledger.count == 1 && entry.orderId == order.id.rawValue && entry.cartId == cart.id.rawValue)
    #expect(entry.customerId == shop.customer.rawValue && entry.time == shop.clock.now)
    #expect(entry.lines.map(\.catalogItemId) == [wanted.catalogItemID.rawValue])
    #expect(entry.lines.map(\.quantity) == [wanted.quantity])
    #expect(entry.total.flatMap { Decimal(string: $0) } == wanted.pricing?.extendedPrice)
  }

  @Test("Every group of a cart is an order of its own, numbered from 0")
  func groups() async throws {
    let shop = try Shop()
    let cart = try await shop.makeCart([.licence, .perpetual, .marketplace])
    let result = try await shop.checkOut(cart)
    #expect(result.orders.map { $0.lineItems.map(\.lineItemNumber) } == [[0, 1], [0]])
    #expect(Set(result.orders.map(\.id)).count == 2)
    #expect(shop.ledger.map(\.orderGroup) == ["0", "1"] && Set(shop.ledger.map(\.cartId)) == [cart.id.rawValue])
  }

  @Test("The list tells the service's own orders only where it is asked to, and prices only where it is asked to")
  func systemPurchases() async throws {
    let shop = try Shop()
    let (own, all) = (try await shop.orders(), try await shop.orders(systemPurchases: true))
    #expect(own.count == 1 && all.count == 2 && all.map(\.isSystemPurchase) == [false, true])
    #expect(all.allSatisfy { $0.totalPrice != nil })
    let plain = try await shop.emulator.get("/customers/\(shop.customer)/orders")
    #expect(plain.items.count == 1 && plain.items.allSatisfy { $0["totalPrice"] == nil })
  }

  @Test(
    "The list is narrowed to a billing cycle in each spelling but an unknown word",
    arguments: [
      ("onetime", 1), ("OneTime", 1), ("one_time", 1), ("4", 1), ("monthly", 0), ("annual", 1), ("2", 1), ("none", 0),
      ("fortnightly", -1), ("99", -1),
    ])
  func billingTypes(word: String, count: Int) async throws {
    let shop = try Shop()
    _ = try await shop.checkOut(try await shop.makeCart([.perpetual]))
    let response = try await shop.emulator.get("/customers/\(shop.customer)/orders?billingType=\(word)")
    if count < 0 {
      #expect(response.status == 400 && response.code == "900126")
    } else {
      #expect(response.items.count == count)
    }
  }

  @Test("An application alone reads neither provisioning nor entitlements")
  func userNeeded() async throws {
    let shop = try Shop(isUser: false)
    let order = try #require(try await shop.checkOut(try await shop.makeCart()).orders.first)
    #expect(
      await Shop.ending { try await shop.commerce.provisioning(of: order.id, customer: shop.customer).items() }
        == "refused 900329")
    #expect(await Shop.ending { try await shop.commerce.entitlements(of: shop.customer).items() } == "refused 900329")
  }

  @Test("The ledger is read as JSON, one object a line, and the clock is moved, by tests of another program")
  func control() async throws {
    let shop = try Shop()
    for _ in 0..<2 { _ = try await shop.checkOut(try await shop.makeCart()) }
    let before = shop.emulator.serviceTime
    let moved = try await shop.emulator.transport().send(
      TransportRequest(method: .post, url: "https://x/_emulator/clock?by=900"))
    #expect(moved.status == 200 && shop.emulator.serviceTime == before + 900)
    let refused = try await shop.emulator.transport().send(
      TransportRequest(method: .post, url: "https://x/_emulator/clock?by=soon"))
    #expect(refused.status == 400)
    let body = try await shop.emulator.transport().send(TransportRequest(url: "https://x/_emulator/purchases")).text
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    let read = try body.split(separator: "\n").map { try decoder.decode(LedgerEntry.self, from: Data($0.utf8)) }
    #expect(read == shop.ledger && read.count == 2)
  }

  @Test("Each kind of item in the dialect of older orders", arguments: Shop.Item.allCases)
  func olderOrders(item: Shop.Item) async throws {
    let clock = TestClock()
    let emulator = Emulator.small({ $0.dialect.olderOrders = true }, clock: clock.clock)
    let shop = try Shop(emulator: emulator, clock: clock)
    try await Self.buy(item, in: shop)
    let entry = try #require(shop.ledger.first)
    #expect(entry.orderId.count == 33 && entry.alternateId.count == 12)
    let order = try await shop.commerce.order(OrderID(entry.alternateId), of: shop.customer).value()
    #expect(order.id.rawValue == entry.orderId)
    let body = try await shop.emulator.get("/customers/\(shop.customer)/orders/\(entry.orderId)")
    #expect((body.object["creationDate"] as? String)?.hasSuffix("-08:00") == true)
  }

  @Test("Orders and carts are read in every dialect")
  func dialects() async throws {
    for change in [
      { $0.numbersAsStrings = true }, { $0.pascalCase = true }, { $0.unknownFields = true },
      { $0.byteOrderMark = true },
      { $0.prettyPrinted = true },
    ] as [(inout WireDialect) -> Void] {
      let emulator = Emulator.small({ change(&$0.dialect) }, clock: TestClock().clock)
      let shop = try Shop(emulator: emulator)
      let cart = try await shop.makeCart([.reservation, .licence])
      let result = try await shop.checkOut(cart)
      #expect(
        cart.lineItems.map(\.quantity) == [2, 2] && cart.lineItems.allSatisfy { $0.pricing?.extendedPrice != nil })
      #expect(result.orders.count == 2 && result.orders.allSatisfy { $0.totalPrice != nil })
    }
  }
}
