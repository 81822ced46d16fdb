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
}
