import CatalogModel
import Foundation
import Testing

@testable import Purchasing

@Suite("Settling an unknown outcome")
struct SettlingTests {
  /// A desk whose only purchase has an unknown outcome; the confirmation is no longer fresh.
  private func unknown(
    _ course: ScriptedService.Checkout, lines: Int = 1, _ change: (inout ScriptedService.State) -> Void = { _ in }
  ) async throws -> (Desk, Purchase) {
    let desk = try Desk {
      change(&$0)
      $0.isCartReadable = false
      $0.listDelay = 800
      $0.checkouts = [course]
    }
    let plan = desk.plan(Array([desk.line(), desk.line(Desk.other)].prefix(lines)))
    let purchase = try await desk.submit(plan)
    #expect(purchase.state == .unknown)
    desk.service.change { $0.isCartReadable = true }
    return (desk, purchase)
  }

  @Test("Rule c: absence proves nothing for 15 minutes, and then that nothing was bought")
  func absence() async throws {
    let (desk, _) = try await unknown(.lostBefore)
    desk.service.change { $0.isCartReadable = false }
    desk.clock.pass(899)
    #expect(try await desk.resume().map(\.state) == [.unknown])
    desk.service.change { $0.isCartReadable = true }
    desk.clock.pass(1)
    let settled = try #require(try await desk.resume().first)
    #expect(settled.state == .notBought)
    #expect(
      settled.evidence.last?.message == "15 minutes after the checkout the cart is active, and there is no order.")
    #expect(desk.service.read(\.requests).count == 1)
  }

  @Test("An order that the list shows late is found, and nothing is bought again")
  func late() async throws {
    let (desk, purchase) = try await unknown(.lost)
    desk.clock.pass(60)
    desk.service.change { $0.isCartReadable = false }
    #expect(try await desk.resume().map(\.state) == [.unknown])
    desk.clock.pass(840)
    desk.service.change { $0.isCartReadable = true }
    let settled = try #require(try await desk.resume().first)
    #expect(settled.purchaseID == purchase.purchaseID)
    #expect(settled.state == .done)
    #expect(desk.service.read(\.bought) == 1)
  }

  @Test("The service's record of our own request names the order, also beside a twin")
  func named() async throws {
    let (desk, _) = try await unknown(.lost) {
      $0.namesCreations = true
      $0.isAuditReadable = false
    }
    desk.service.change { state in
      var twin = state.orders[0].order
      twin.id = "foreign"
      state.orders.append((twin, .distantPast))
    }
    desk.clock.pass(1000)
    desk.service.change { $0.isAuditReadable = true }
    let settled = try #require(try await desk.resume().first)
    #expect(settled.orders.map(\.order.id) == ["order-1"])
  }

  @Test("Of twin orders a person decides, by claiming one")
  func twins() async throws {
    let (desk, purchase) = try await unknown(.lost)
    desk.service.change { state in
      var twin = state.orders[0].order
      twin.id = "foreign"
      state.orders.append((twin, .distantPast))
    }
    desk.clock.pass(1000)
    let open = try #require(try await desk.resume().first)
    #expect(open.state == .unknown)
    #expect(open.evidence.last?.message.contains("order-1, foreign") == true)
    let claimed = try await desk.purchasing { purchaser, _ in
      try await purchaser.claim(["order-1"], for: purchase.purchaseID)
    }
    #expect(claimed.state == .ordered)
    await #expect(throws: DecisionRefused.self) {
      try await desk.purchasing { purchaser, _ in try await purchaser.disclaim(purchase.purchaseID) }
    }
  }

  @Test("An order that another purchase has is nobody else's")
  func claimed() async throws {
    let desk = try Desk()
    let first = try await desk.submit()
    #expect(first.state == .ordered)
    desk.service.change {
      $0.isCartReadable = false
      $0.checkouts = [.lostBefore]
    }
    let accepted = PurchaseCheck(.notRecentlyBought, .accepted, "meant", at: desk.clock.now)
    let second = try await desk.submit(desk.plan([desk.line(checks: [accepted])]))
    #expect(second.state == .unknown)
    desk.clock.pass(1000)
    desk.service.change { $0.isCartReadable = true }
    #expect(try await desk.resume().first { $0.purchaseID == second.purchaseID }?.state == .notBought)
    #expect(desk.service.read(\.bought) == 1)
  }

  @Test("An order that fits an active cart may be somebody else's: a person decides")
  func activeCart() async throws {
    let (desk, purchase) = try await unknown(.lostBefore)
    desk.service.change { state in
      let order = ServiceOrder(
        id: "foreign", status: "completed", createdAt: desk.clock.now,
        lines: [.init(lineItemNumber: 0, catalogItemID: Desk.item, quantity: 1)])
      state.orders.append((order, .distantPast))
    }
    desk.clock.pass(1000)
    #expect(try await desk.resume().map(\.state) == [.unknown])
    let settled = try await desk.purchasing { purchaser, _ in try await purchaser.disclaim(purchase.purchaseID) }
    #expect(settled.state == .notBought)
    #expect(settled.orders.isEmpty)
  }

  @Test("A cart that was checked out without an order is never taken for not bought")
  func orderedWithoutOrder() async throws {
    let (desk, purchase) = try await unknown(.lost)
    desk.service.change { $0.orders = [] }
    desk.clock.pass(100_000)
    #expect(try await desk.resume().map(\.state) == [.unknown])
    await #expect(throws: DecisionRefused.self) {
      try await desk.purchasing { purchaser, _ in try await purchaser.disclaim(purchase.purchaseID) }
    }
  }

  @Test("A cart that is gone counts as not bought only with orders and records read")
  func gone() async throws {
    let (desk, _) = try await unknown(.lostBefore)
    desk.clock.pass(1000)
    desk.service.change {
      $0.carts = [:]
      $0.isAuditReadable = false
    }
    #expect(try await desk.resume().map(\.state) == [.unknown])
    desk.service.change {
      $0.isAuditReadable = true
      $0.areOrdersReadable = false
    }
    #expect(try await desk.resume().map(\.state) == [.unknown])
    desk.service.change { $0.areOrdersReadable = true }
    #expect(try await desk.resume().map(\.state) == [.notBought])
  }

  @Test("Of a cart with two groups, one found is partly ordered after 15 minutes")
  func partly() async throws {
    let (desk, _) = try await unknown(.lost, lines: 2)
    desk.service.change { $0.orders.removeLast() }
    desk.clock.pass(850)
    #expect(try await desk.resume().map(\.state) == [.unknown])
    desk.clock.pass(100)
    #expect(try await desk.resume().map(\.state) == [.partlyOrdered])
  }

  @Test("A fresh confirmation repeats the checkout of the same cart; a price that moved does not")
  func repeatFresh() async throws {
    let (desk, _) = try await unknown(.lostBefore)
    desk.clock.pass(60)
    #expect(try await desk.resume().map(\.state) == [.done])
    #expect(desk.service.read(\.requests).count == 2)
    #expect(desk.service.read(\.cartRequests) == 1)

    let (moved, _) = try await unknown(.lostBefore)
    moved.service.change { $0.carts["cart-1"]?.lines[0].price?.extended += 1 }
    #expect(try await moved.resume().map(\.state) == [.unknown])
    #expect(moved.service.read(\.requests).count == 1)
  }

  @Test("An order before the checkout, of the service itself, or of another quantity is no candidate")
  func candidates() async throws {
    let (desk, _) = try await unknown(.lostBefore)
    desk.service.change { state in
      state.carts = [:]
      let line = ServiceOrder.Line(lineItemNumber: 0, catalogItemID: Desk.item, quantity: 1)
      var more = line
      more.quantity = 2
      let orders = [
        ServiceOrder(id: "a", createdAt: desk.clock.now.addingTimeInterval(-121), lines: [line]),
        ServiceOrder(id: "b", createdAt: desk.clock.now, transactionType: "SystemPurchase", lines: [line]),
        ServiceOrder(id: "c", createdAt: desk.clock.now, lines: [more]),
        ServiceOrder(id: "d", createdAt: desk.clock.now, lines: [line, line]),
      ]
      state.orders = orders.map { ($0, .distantPast) }
    }
    desk.clock.pass(1000)
    #expect(try await desk.resume().map(\.state) == [.notBought])
  }

  @Test("An order that was listed before the checkout is somebody else's, whatever it holds")
  func earlier() async throws {
    let line = ServiceOrder.Line(lineItemNumber: 0, catalogItemID: Desk.item, quantity: 1)
    let desk = try Desk { state in
      state.isCartReadable = false
      state.checkouts = [.lostBefore]
      let order = ServiceOrder(
        id: "portal", status: "completed", createdAt: Date(timeIntervalSince1970: 1_796_000_000 - 60), lines: [line])
      state.orders = [(order, .distantPast)]
    }
    let meant = PurchaseCheck(.notRecentlyBought, .accepted, "meant", at: desk.clock.now)
    #expect(try await desk.submit(desk.plan([desk.line(checks: [meant])])).state == .unknown)
    desk.service.change {
      $0.isCartReadable = true
      $0.carts = [:]
    }
    desk.clock.pass(1000)
    #expect(try await desk.resume().map(\.state) == [.notBought])
  }

  @Test("What never came to a checkout lapses, and makes no cart")
  func lapse() async throws {
    let desk = try Desk()
    let path: [PurchaseState] = [.planned, .confirmed, .cartRequested, .cartMade]
    for (index, last) in path.enumerated() {
      let journal = try PurchaseJournal(path: desk.path)
      var purchase = Purchase(purchaseID: "\(last)", plan: desk.plan(), at: desk.clock.now)
      try journal.begin(purchase)
      for state in path[0...index].dropFirst() {
        purchase = try purchase.moved(to: state, at: desk.clock.now)
        try journal.append(purchase)
      }
    }
    #expect(try await desk.resume().map(\.state) == [.notBought, .notBought, .notBought, .notBought])
    #expect(desk.service.read(\.cartRequests) == 0)
    #expect(try await desk.resume().isEmpty)
  }

  @Test("A purchase of another service is left alone")
  func otherService() async throws {
    let (desk, _) = try await unknown(.lost)
    let results = try await desk.purchasing { purchaser, _ in
      try await purchaser.resume(at: .init(apiURL: "https://elsewhere", tenant: "t"))
    }
    #expect(results.isEmpty)
  }

  @Test("A checkout refused as done before outweighs a cart that is shown as active: its order is the purchase's")
  func doneBefore() async throws {
    let (desk, purchase) = try await doneBeforeDesk()
    desk.clock.pass(1000)
    let settled = try #require(try await desk.resume().first)
    #expect(settled.state == .done)
    #expect(settled.purchaseID == purchase.purchaseID)
    #expect(desk.service.read(\.requests).count == 2)
  }

  @Test("A checkout that is refused as done before is never taken for not bought, whatever the cart says")
  func doneBeforeWithoutOrder() async throws {
    let (desk, purchase) = try await doneBeforeDesk()
    desk.service.change { $0.orders = [] }
    desk.clock.pass(100_000)
    let settled = try #require(try await desk.resume().first)
    #expect(settled.state == .unknown)
    #expect(
      settled.evidence.last?.message
        == "A person must decide. The cart was checked out, but no order was found.")
    await #expect(throws: DecisionRefused.self) {
      try await desk.purchasing { purchaser, _ in try await purchaser.disclaim(purchase.purchaseID) }
    }
  }

  /// A purchase whose repeated checkout was answered with 800065, while the cart is still shown as active.
  private func doneBeforeDesk() async throws -> (Desk, Purchase) {
    let desk = try Desk {
      $0.listDelay = 800
      $0.keepsCartsActive = true
      $0.checkouts = [.lost, .refused(ServiceRefusal(status: 400, code: "800065", message: "Submitted."))]
    }
    let purchase = try await desk.submit()
    #expect(purchase.state == .unknown)
    #expect(purchase.attempts.map(\.saysOrdered) == [nil, true])
    return (desk, purchase)
  }

  @Test("An order that a checkout was answered with keeps the purchase from being not bought, whatever its lines")
  func answeredWithoutLines() async throws {
    let desk = try Desk {
      $0.keepsCartsActive = true
      $0.checkouts = [
        .saying(CheckoutAnswer(orders: [ServiceOrder(id: "named", status: "pending", lines: [])])), .lostBefore,
      ]
    }
    let purchase = try await desk.submit()
    #expect(purchase.state == .unknown)
    let named = ServiceOrder(id: "NAMED", status: "completed", lines: [])
    desk.service.change { $0.orders = [(named, .distantPast)] }
    desk.clock.pass(1000)
    let settled = try #require(try await desk.resume().first)
    #expect(settled.state == .unknown)
    #expect(settled.evidence.last?.message.hasSuffix("Candidates: named.") == true)
    let claimed = try await desk.purchasing { purchaser, _ in
      try await purchaser.claim(["named"], for: purchase.purchaseID)
    }
    #expect(claimed.orders.map(\.order.id) == ["named"])
  }

  @Test("An id of an order is the same in letters of either case")
  func letters() async throws {
    let (desk, first) = try await unknown(.lost)
    desk.clock.pass(1000)
    #expect(try await desk.resume().map(\.state) == [.done])
    desk.service.change { state in
      state.checkouts = [.lostBefore]
      state.isCartReadable = false
      for index in state.orders.indices { state.orders[index].order.id = state.orders[index].order.id.uppercased() }
    }
    let line = desk.line(checks: [PurchaseCheck(.notRecentlyBought, .accepted, "Meant.", at: desk.clock.now)])
    let second = try await desk.submit(desk.plan([line]))
    #expect(second.state == .unknown)
    desk.service.change { $0.isCartReadable = true }
    await #expect(throws: DecisionRefused.self) {
      try await desk.purchasing { purchaser, _ in try await purchaser.claim(["ORDER-1"], for: second.purchaseID) }
    }
    desk.clock.pass(1000)
    #expect(try await desk.resume().map(\.state) == [.notBought])
    #expect(first.purchaseID != second.purchaseID)
  }
}
