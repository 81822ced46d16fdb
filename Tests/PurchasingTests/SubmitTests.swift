import CatalogModel
import Foundation
import JournalStore
import Testing

@testable import Purchasing

@Suite("Submitting a plan")
struct SubmitTests {
  @Test("A plan becomes one order")
  func bought() async throws {
    let desk = try Desk()
    let purchase = try await desk.submit()
    #expect(purchase.state == .ordered)
    #expect(purchase.orders.map(\.order.id) == ["order-1"])
    #expect(purchase.confirmedTotal == Money(120, "USD"))
    #expect(desk.service.read(\.bought) == 1)
    let followed = try await desk.purchasing { purchaser, _ in
      try await purchaser.follow(purchase.purchaseID, atMost: .seconds(30))
    }
    #expect(followed.state == .done)
  }

  @Test("Rule g: a plan works once, also where it failed, and nothing is sent for it again")
  func once() async throws {
    let desk = try Desk { $0.cartAnswer = .refused(ServiceRefusal(status: 400, code: "900206", message: "Attest.")) }
    let plan = desk.plan()
    #expect(try await desk.submit(plan).state == .refused)
    await #expect(throws: JournalError.self) { try await desk.submit(plan) }
    #expect(desk.service.read(\.cartRequests) == 1)
  }

  @Test("Rule b: while an outcome is unknown, no plan with the same SKU for that customer is submitted; others are")
  func blocked() async throws {
    let desk = try Desk {
      $0.checkouts = [.lostBefore, .lostBefore, .lostBefore, .lostBefore, .lostBefore]
    }
    let unknown = try await desk.submit()
    #expect(unknown.state == .unknown)
    let carts = desk.service.read(\.cartRequests)
    await #expect(
      throws: JournalError.outcomeOpen(item: "CFQ7TTC0LFLX:0001", purchaseID: unknown.purchaseID)
    ) { try await desk.submit() }
    #expect(desk.service.read(\.cartRequests) == carts)
    desk.service.change { $0.checkouts = [] }
    #expect(try await desk.submit(desk.plan([desk.line(Desk.other)])).state == .ordered)
  }

  @Test("Each state is in the journal before the request that it announces is sent")
  func journalFirst() async throws {
    let desk = try Desk()
    let path = desk.path
    desk.service.change {
      $0.beforeCheckout = {
        let states = try? PurchaseJournal(readingFrom: path).purchases().map(\.state)
        #expect(states == [.checkoutRequested])
      }
    }
    #expect(try await desk.submit().state == .ordered)
  }

  @Test("Rule i: a 201 with errors is partly ordered, and says which group failed")
  func partial() async throws {
    let desk = try Desk { $0.checkouts = [.partial(["0"])] }
    let purchase = try await desk.submit(desk.plan([desk.line(), desk.line(Desk.other)]))
    #expect(purchase.state == .partlyOrdered)
    #expect(purchase.orders.map(\.orderGroup) == ["0"])
    #expect(purchase.errors.map(\.orderGroup) == ["1"])
    #expect(try await desk.resume().isEmpty)
    #expect(desk.service.read(\.requests).count == 1, "a partial result is never repeated")
  }

  @Test("A 201 without any order is refused where it says so, and unknown where it says nothing")
  func empty() async throws {
    let refused = try Desk { $0.checkouts = [.partial([])] }
    #expect(try await refused.submit().state == .refused)
    let silent = try Desk { $0.checkouts = [.saying(CheckoutAnswer(orders: []))] }
    // The repetition of the same cart gets the first answer.
    #expect(try await silent.submit().state == .ordered)
    #expect(silent.service.read(\.bought) == 1)
  }

  @Test(
    "Rule h: the documented answers to a repeated checkout lead to the order",
    arguments: [("800065", 400), ("800060", 409), ("800064", 409)])
  func dialects(code: String, status: Int) async throws {
    let refusal = ServiceRefusal(status: status, code: code, message: "as documented")
    let desk = try Desk { $0.checkouts = [.lost, .refused(refusal)] }
    let purchase = try await desk.submit()
    #expect(purchase.state == .ordered, "\(code)")
    #expect(purchase.orders.map(\.order.id) == ["order-1"])
    #expect(desk.service.read(\.bought) == 1)
    let first = try Desk { $0.checkouts = [.lost, .answered] }
    #expect(try await first.submit().state == .ordered)
    #expect(first.service.read(\.bought) == 1)
  }

  @Test(
    "A first checkout that is answered so is no refusal either", arguments: ["800065", "800060", "800064", "800008"])
  func firstDialect(code: String) async throws {
    let desk = try Desk {
      $0.checkouts = Array(repeating: .refused(ServiceRefusal(status: 409, code: code, message: "")), count: 9)
    }
    #expect(try await desk.submit().state == .unknown)
  }

  @Test("Any other refusal of the first checkout is one: nothing was bought")
  func refused() async throws {
    let desk = try Desk {
      $0.checkouts = [.refused(ServiceRefusal(status: 403, code: "800025", message: "Credit.", requestID: "r-1"))]
    }
    let purchase = try await desk.submit()
    #expect(purchase.state == .refused)
    #expect(purchase.errors == [PurchaseError(code: "800025", message: "Credit.", requestID: "r-1")])
    #expect(try await desk.resume().isEmpty)
  }

  @Test("Rule j: after a lost answer the same cart is checked out again with the same request id, never another")
  func sameRequest() async throws {
    let desk = try Desk { $0.checkouts = [.lostBefore, .answered] }
    let purchase = try await desk.submit()
    #expect(purchase.state == .ordered)
    let requests = desk.service.read(\.requests)
    #expect(requests.count == 2)
    #expect(requests[0].requestID == requests[1].requestID)
    #expect(requests[0].correlationID != requests[1].correlationID)
    #expect(desk.service.read(\.cartRequests) == 1)
  }

  @Test("A checkout that was not sent ends as not bought, and its error is thrown")
  func notSent() async throws {
    let desk = try Desk { $0.checkouts = [.notSent] }
    await #expect(throws: ScriptedService.NotSent.self) { try await desk.submit() }
    let states = try PurchaseJournal(readingFrom: desk.path).purchases().map(\.state)
    #expect(states == [.notBought])
  }

  @Test("A cart of unknown outcome buys nothing: the purchase ends, and the next plan makes its own")
  func cartUnknown() async throws {
    let desk = try Desk { $0.cartAnswer = .unknown(UncertainAnswer(reason: "time-out", isAnswered: false)) }
    let purchase = try await desk.submit()
    #expect(purchase.state == .notBought)
    #expect(purchase.errors.map(\.code) == ["cartUnknown"])
  }

  @Test("The total that a person types must be the cart's; anything else buys nothing")
  func typed() async throws {
    for (text, state) in [
      ("120.00 USD", PurchaseState.ordered), ("120 usd", .ordered), ("120.01 USD", .notBought), ("yes", .notBought),
      ("120.00 EUR", .notBought), ("", .notBought),
    ] {
      let desk = try Desk()
      let plan = desk.plan(ceiling: nil)
      let purchase = try await desk.purchasing { purchaser, _ in
        try await purchaser.submit(plan, at: Desk.place, confirmation: .total { _ in text })
      }
      #expect(purchase.state == state, "\(text)")
      #expect(desk.service.read(\.bought) == (state == .ordered ? 1 : 0))
    }
  }

  @Test("A digest of another plan, an expired plan, a foreign service: nothing is sent and the plan is not burnt")
  func before() async throws {
    let desk = try Desk()
    let plan = desk.plan()
    await #expect(throws: PlanError.confirmationDiffers(given: "00000000")) {
      try await desk.purchasing { purchaser, _ in
        try await purchaser.submit(plan, at: Desk.place, confirmation: .digest("00000000"))
      }
    }
    desk.clock.pass(3600)
    await #expect(throws: PlanError.expired(at: plan.expiresAt)) { try await desk.submit(plan) }
    #expect(try PurchaseJournal(readingFrom: desk.path).purchases().isEmpty)
    #expect(desk.service.read(\.cartRequests) == 0)
  }

  @Test("The plan's own cart is used where it is active, and a new one where it expired")
  func ownCart() async throws {
    let desk = try Desk()
    let draft = CartDraft(lines: [desk.line()], attestsPartnerOnRecord: true)
    guard
      case .done(let cart) = try await desk.service.makeCart(
        draft, for: Desk.customer.id, ids: RequestIDs(requestID: "a", correlationID: "b"))
    else { return }
    let known = OrderPlan.Cart(id: cart.id, expiresAt: desk.clock.now)
    #expect(try await desk.submit(desk.plan(cart: known)).cart?.id == cart.id)
    #expect(desk.service.read(\.cartRequests) == 1)
    desk.clock.pass(2 * 86_400)
    desk.service.change { $0.carts["cart-1"]?.expiresAt = Date(timeIntervalSince1970: 0) }
    #expect(try await desk.submit(desk.plan(cart: known)).cart?.id == "cart-2")
  }

  @Test("A cart below zero is refused, and the journal stays readable")
  func belowZero() async throws {
    let desk = try Desk {
      $0.cartChange = { cart in
        cart.lines[0].price = LinePrice(unit: -1, extended: -12, currency: "USD")
      }
    }
    let purchase = try await desk.submit()
    #expect(purchase.state == .notBought)
    #expect(purchase.errors.map(\.message) == ["The total is -12.00 USD, below zero."])
    #expect(try PurchaseJournal(readingFrom: desk.path).purchases().map(\.purchaseID) == [purchase.purchaseID])
  }

  @Test("A promotion that the service adds by itself stands in the evidence of the purchase")
  func addedPromotion() async throws {
    let desk = try Desk { $0.cartChange = { $0.lines[0].promotionID = "39NFJQT1X0K4:0001:39NFJQT1Q5KV" } }
    let purchase = try await desk.submit()
    #expect(purchase.state == .ordered)
    #expect(
      purchase.evidence.map(\.message) == [
        "The service added promotion 39NFJQT1X0K4:0001:39NFJQT1Q5KV by itself."
      ])
  }
}
