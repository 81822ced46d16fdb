import CatalogModel
import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import PartnerCenterEmulatorServer
import Testing

@testable import PartnerCenterEmulator

@Suite("Faults of purchases")
struct PurchaseFaultTests {
  // MARK: - Lost responses

  /// A fault, the end of the checkout as its client sees it, and the number of purchases.
  static let lost: [(faults: String, ending: String, purchases: Int)] = [
    ("lost:path=/checkout", "unknown", 1), ("lost:path=/checkout,when=within", "unknown", 1),
    ("lost:path=/checkout,when=after", "unknown", 1), ("truncate:path=/checkout", "unknown", 1),
    ("truncate:path=/checkout,hidden=true", "unknown", 1), ("malformed:path=/checkout", "unknown", 1),
    ("drop:path=/checkout", "unknown", 0), ("error:path=/checkout,status=500", "unknown", 0),
    ("error:path=/checkout,status=500,when=after", "unknown", 1),
    ("error:path=/checkout,status=503,shape=html,when=after", "unknown", 1), ("late:by=60", "unknown", 0),
    ("busy", "refused 800064", 0), ("mfa:path=/checkout", "denied 900421", 0),
  ]

  @Test("A response is lost before, within or after its body, with or without a purchase", arguments: lost)
  func lostResponses(faults: String, ending: String, purchases: Int) async throws {
    let shop = try Shop(faults)
    let cart = try await shop.makeCart()
    #expect(await Shop.ending { try await shop.checkOut(cart) } == ending)
    #expect(shop.ledger.count == purchases)
    #expect(try await shop.read(cart).status == (purchases == 1 ? .ordered : .active))
  }

  @Test("The same over a socket", arguments: lost)
  func lostOverSocket(faults: String, ending: String, purchases: Int) async throws {
    let clock = TestClock()
    let script = try FaultScript(parsing: faults)
    let emulator = Emulator.small({ $0.faults = script }, clock: clock.clock)
    try await EmulatorServer.serving(emulator) { base in
      let shop = try Shop(emulator: emulator, clock: clock, transport: SocketTransport(), api: base)
      let cart = try await shop.makeCart()
      #expect(await Shop.ending { try await shop.checkOut(cart) } == ending)
      #expect(shop.ledger.count == purchases)
    }
  }

  @Test("A lost response to a new cart leaves a cart that nobody knows, and nothing bought")
  func lostCart() async throws {
    let shop = try Shop("lost:path=/carts,at=1")
    #expect(await Shop.ending { try await shop.makeCart() } == "unknown")
    _ = try await shop.checkOut(try await shop.makeCart())
    #expect(shop.ledger.count == 1)
  }

  @Test("An order is made after the client gave up; a repeated checkout before it does not buy twice")
  func late() async throws {
    for isRepeated in [false, true] {
      let shop = try Shop("late:by=600,at=1")
      let cart = try await shop.makeCart()
      #expect(await Shop.ending { try await shop.checkOut(cart) } == "unknown")
      shop.clock.advance(599)
      #expect(try await shop.read(cart).status == .active)
      #expect(try await shop.newOrders().isEmpty && shop.ledger.isEmpty)
      let repeated = isRepeated ? try await shop.checkOut(cart) : nil
      shop.clock.advance(2)
      #expect(try await shop.read(cart).status == .ordered)
      #expect(shop.ledger.count == 1)
      let orders = try await shop.newOrders()
      #expect(orders.count == 1 && (repeated.map { $0.orders.map(\.id) == orders.map(\.id) } ?? true))
    }
  }

  @Test("A checkout is sent again after a 429 with the same request id, and buys once")
  func throttled() async throws {
    let shop = try Shop("throttle:path=/checkout,first=1")
    let cart = try await shop.makeCart()
    let ids = shop.commerce.newTracingIDs()
    let result = try await shop.checkOut(cart, tracing: TracingIDs(requestID: guid, correlationID: guid) ?? ids)
    #expect(result.orders.count == 1 && shop.ledger.map(\.requestId) == [guid])
    #expect(shop.emulator.served.filter { $0.path.hasSuffix("/checkout") }.map(\.status) == [429, 201])
  }

  private let guid = "ae7288e2-0000-4000-8000-000000000001"

  // MARK: - Repeated checkouts

  @Test(
    "A repeated checkout has one of the documented responses, and never buys again",
    arguments: [
      ("", ["done", "done", "done"]), ("repeat:as=answer", ["done", "done", "done"]),
      ("repeat", ["refused 800065", "refused 800065", "refused 800065"]),
      ("repeat:as=progress,first=2", ["refused 800060", "refused 800060", "done"]),
      ("repeat:as=held,at=1;repeat:as=submitted,at=2", ["refused 800064", "refused 800065", "done"]),
    ])
  func repeated(faults: String, endings: [String]) async throws {
    let shop = try Shop(faults)
    let cart = try await shop.makeCart([.licence, .perpetual])
    let first = try await shop.checkOut(cart)
    for ending in endings {
      let found = await Shop.ending {
        let again = try await shop.checkOut(cart)
        #expect(again == first)
      }
      #expect(found == ending)
    }
    #expect(shop.ledger.count == 2)
  }

  @Test("Partial success stays so, or heals when the checkout is repeated", arguments: [false, true])
  func partial(heals: Bool) async throws {
    let shop = try Shop("partial:group=0,code=800010,heals=\(heals)")
    let cart = try await shop.makeCart([.licence, .perpetual])
    let first = try await shop.checkOut(cart)
    #expect(first.orders.count == 1 && first.orderErrors.map(\.orderGroup) == ["0"])
    #expect(first.orderErrors.map(\.meaning) == [.fixInput])
    let second = try await shop.checkOut(cart)
    #expect(second.orders.count == (heals ? 2 : 1) && second.orderErrors.isEmpty == heals)
    #expect(try await shop.checkOut(cart).orders.map(\.id) == second.orders.map(\.id))
    #expect(shop.ledger.map(\.orderGroup).sorted() == (heals ? ["0", "1"] : ["1"]))
  }

  @Test("A cart of one group can fail as a whole, with success on the wire")
  func allFail() async throws {
    let shop = try Shop("partial")
    let result = try await shop.checkOut(try await shop.makeCart())
    #expect(result.orders.isEmpty && result.orderErrors.map(\.code) == ["900121"] && shop.ledger.isEmpty)
  }

  // MARK: - Changes on the way

  @Test("An id is reissued before the plan, before the cart or before the checkout")
  func reissued() async throws {
    let atCart = try Shop("reissue:step=cart,at=1")
    let old = try atCart.line(.licence)
    #expect(try await atCart.cart([old]).lineItems.map { $0.error?.number } == [10_001])
    let new = try atCart.line(.licence)
    #expect(new.catalogItemID != old.catalogItemID)
    #expect(try await !atCart.cart([new]).hasErrors)

    let atCheckout = try Shop("reissue:at=1")
    let cart = try await atCheckout.makeCart()
    #expect(await Shop.ending { try await atCheckout.checkOut(cart) } == "refused 400019")
    #expect(atCheckout.ledger.isEmpty)
    #expect(try await atCheckout.read(cart).status == .active)
    let request = CartRequest(
      lineItems: [try atCheckout.line(.licence)], isPartnerOnRecordAttestationAccepted: true)
    let replaced = try await atCheckout.commerce.replaceCart(cart.id, with: request, of: atCheckout.customer).value()
    #expect(!replaced.hasErrors)
    _ = try await atCheckout.checkOut(replaced)
    #expect(atCheckout.ledger.count == 1)

    let atPlan = try Shop("reissue:step=plan,at=2")
    let item = try atPlan.line(.licence).catalogItemID
    let parts = item.rawValue.split(separator: ":")
    let path = "/customers/\(atPlan.customer)/products/\(parts[0])/skus/\(parts[1])/availabilities"
    func listed() async throws -> [String] {
      try await atPlan.emulator.get(path).items.compactMap { $0["catalogItemId"] as? String }
    }
    #expect(try await listed().contains(item.rawValue))
    #expect(try await !listed().contains(item.rawValue))
    #expect(try await listed() == [try atPlan.line(.licence).catalogItemID.rawValue])
    let gone = try await atPlan.emulator.get(path + "/\(parts[2])")
    #expect(gone.status == 404 && gone.code == "400019")
  }

  @Test("A price moves at the cart, between its reads, or at the checkout", arguments: ["cart", "read", "checkout"])
  func prices(step: String) async throws {
    let usual = try #require(try await Shop().makeCart().lineItems[0].pricing?.extendedPrice)
    let shop = try Shop("price:step=\(step),percent=50,at=1")
    let cart = try await shop.makeCart()
    let made = try #require(cart.lineItems[0].pricing?.extendedPrice)
    let read = try #require(try await shop.read(cart).lineItems[0].pricing?.extendedPrice)
    let paid = try #require(try await shop.checkOut(cart).orders[0].totalPrice)
    #expect((made > usual, read > usual, paid > usual) == (step == "cart", step != "checkout", true))
    #expect(shop.ledger.map(\.total) == ["\(paid)"])
  }

  @Test("The service adds a promotion to a cart, or drops it at the checkout")
  func promotions() async throws {
    let shop = try Shop("promotion:percent=20,at=1;promotion:step=checkout,at=1")
    let cart = try await shop.makeCart()
    let line = cart.lineItems[0]
    #expect(line.promotionID != nil && line.error == nil)
    let (list, price) = (try #require(line.pricing?.listPrice), try #require(line.pricing?.price))
    #expect(price < list)
    let order = try #require(try await shop.checkOut(cart).orders.first)
    #expect(order.lineItems.map(\.promotionID) == [nil])
    #expect(try #require(order.totalPrice) > (try #require(line.pricing?.extendedPrice)))
  }

  @Test("An item enforces an attestation from the cart on, or from the checkout on")
  func attestations() async throws {
    let shop = try Shop("attestation:at=1")
    #expect(try await shop.makeCart().lineItems.map { $0.error?.number } == [10_012])
    var line = try shop.line(.licence)
    line.isAttestationAccepted = true
    _ = try await shop.checkOut(try await shop.cart([line]))
    let late = try Shop("attestation:step=checkout")
    let cart = try await late.makeCart()
    #expect(await Shop.ending { try await late.checkOut(cart) } == "refused 900203")
    #expect(shop.ledger.count == 1 && late.ledger.isEmpty)
  }

  @Test(
    "The error of a line comes in each spelling",
    arguments: [
      ("number", "10002"), ("text", "10002"), ("name", "QuotaNotAvailable"), ("words", "quota_not_available"),
    ])
  func lineErrors(spelling: String, code: String) async throws {
    let shop = try Shop("lineerror:line=1,as=\(spelling)")
    let cart = try await shop.makeCart([.licence, .perpetual], quantity: 10)
    #expect(cart.lineItems.map { $0.error?.number } == [nil, 10_002])
    #expect(cart.lineItems[1].error?.code == code && cart.lineItems[1].error?.availableQuantity == 5)
    #expect(cart.lineItems[1].pricing == nil)
  }

  // MARK: - After the checkout

  @Test("An order is late in the list, and sooner found by its id")
  func orderLate() async throws {
    let shop = try Shop("orderlate:by=900,byid=60")
    let order = try #require(try await shop.checkOut(try await shop.makeCart()).orders.first)
    func isFound() async -> Bool { (try? await shop.commerce.order(order.id, of: shop.customer).value()) != nil }
    #expect(await !isFound())
    #expect(try await shop.newOrders().isEmpty)
    shop.clock.advance(60)
    #expect(await isFound())
    #expect(try await shop.newOrders().isEmpty)
    shop.clock.advance(840)
    #expect(try await shop.newOrders().map(\.id) == [order.id])
    #expect(shop.ledger.count == 1)
  }

  @Test("Somebody else orders the same: two equal orders, one of the cart")
  func twin() async throws {
    let shop = try Shop("twin:by=-5")
    let cart = try await shop.makeCart()
    let order = try #require(try await shop.checkOut(cart).orders.first)
    let orders = try await shop.orders()
    let equal = orders.filter { other in
      other.lineItems.map(\.offerID) == order.lineItems.map(\.offerID)
        && (other.createdAt ?? .distantPast) > shop.clock.now.addingTimeInterval(-60)
    }
    #expect(equal.count == 2 && equal.contains { $0.id == order.id })
    #expect(shop.ledger.map(\.cartId) == [nil, cart.id.rawValue])
  }

  @Test(
    "An audit record is late, with the correlation id of the checkout, without any, or with another",
    arguments: [("own", true), ("none", nil), ("other", false)] as [(String, Bool?)])
  func audit(correlation: String, isOwn: Bool?) async throws {
    let shop = try Shop("audit:by=300,correlation=\(correlation)")
    let ids = try #require(TracingIDs(requestID: guid, correlationID: guid))
    _ = try await shop.checkOut(try await shop.makeCart(), tracing: ids)
    func records() async throws -> [AuditRecord] {
      try await shop.commerce.auditRecords(of: shop.customer, from: shop.clock.now, to: shop.clock.now).items()
    }
    #expect(try await records().isEmpty)
    shop.clock.advance(300)
    let record = try #require(try await records().first)
    #expect(record.originalCorrelationID.map { $0 == guid } == isOwn)
  }

  @Test(
    "An order is held, or has a word that no page has, for a time or for ever",
    arguments: [
      ("status:word=pending_po_upload", OrderStatus.pendingPurchaseOrderUpload, false),
      ("status:word=teleported,by=600", .other("teleported"), true), ("status:word=error", .error, false),
    ])
  func statuses(faults: String, status: OrderStatus, ends: Bool) async throws {
    let shop = try Shop(faults)
    let order = try #require(try await shop.checkOut(try await shop.makeCart()).orders.first)
    #expect(order.status == status)
    #expect(
      await Shop.ending { try await shop.commerce.provisioning(of: order.id, customer: shop.customer).items() }
        == "not found 800007")
    shop.clock.advance(601)
    #expect(try await shop.commerce.order(order.id, of: shop.customer).value().status == (ends ? .completed : status))
    #expect(shop.ledger.count == 1)
  }

  @Test("Provisioning is late, in part or never, and links are later still")
  func provisioning() async throws {
    let shop = try Shop("provision:by=600,share=0.5,links=60,at=1;provision:by=never,at=2")
    let order = try #require(try await shop.checkOut(try await shop.makeCart([.reservation], quantity: 5)).orders.first)
    let never = try #require(try await shop.checkOut(try await shop.makeCart([.perpetual])).orders.first)
    func lines(_ order: Order) async throws -> [LineProvisioning] {
      try await shop.commerce.provisioning(of: order.id, customer: shop.customer).items()
    }
    func held() async throws -> [Entitlement] { try await shop.commerce.entitlements(of: shop.customer).items() }
    #expect(await Shop.ending { try await lines(order) } == "not found 800007")
    #expect(try await held().isEmpty)
    shop.clock.advance(600)
    #expect(try await lines(order).map(\.status) == [.prefulfillmentPending])
    #expect(
      try await lines(order).flatMap(\.quantities) == [
        ProvisionedQuantity(quantity: 2, status: .fulfilled),
        ProvisionedQuantity(quantity: 3, status: .prefulfillmentPending),
      ])
    #expect(try await held().map(\.quantity) == [2])
    let bare = try #require(try await held().first?.artifacts.first)
    #expect(bare.link == nil)
    #expect(try await shop.commerce.reservationDetails(of: bare, customer: shop.customer) == nil)
    shop.clock.advance(60)
    let linked = try #require(try await held().first?.artifacts.first)
    let details = try await shop.commerce.reservationDetails(of: linked, customer: shop.customer)?.value()
    #expect(details?.reservations.count == 1)
    shop.clock.advance(1_000_000)
    #expect(await Shop.ending { try await lines(never) } == "not found 800007")
    #expect(try await held().count == 1)
  }

  // MARK: - Scripts

  @Test(
    "Numbers count the steps of a fault's own kind",
    arguments: [
      ("partial:at=2", [true, false, true]), ("partial:every=2", [true, false, true]),
      ("partial:first=1", [false, true, true]),
    ])
  func numbering(faults: String, isWhole: [Bool]) async throws {
    let shop = try Shop(faults)
    var seen: [Bool] = []
    for _ in isWhole {
      let cart = try await shop.makeCart()
      _ = try await shop.read(cart)
      seen.append(try await shop.checkOut(cart).orderErrors.isEmpty)
    }
    #expect(seen == isWhole)
  }

  @Test(
    "A setting that a kind does not have, or a value that it cannot have, is refused",
    arguments: [
      "late:by=soon", "late:by=-1", "repeat:as=often", "partial:heals=maybe", "reissue:step=read", "price:step=plan",
      "price:percent=-100", "lineerror:as=verse", "lineerror:line=-1", "audit:correlation=yes", "provision:share=2",
      "busy:by=1", "twin:by=x", "lost:when=never", "drop:when=after", "expire:step=cart",
    ])
  func misspelled(spec: String) {
    #expect(throws: FaultScript.Misspelled.self) { try FaultScript(parsing: spec) }
  }
}
