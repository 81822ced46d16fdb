import CatalogModel
import Foundation
import Testing

@testable import Purchasing

@Suite("States of a purchase")
struct StateTests {
  let now = Date(timeIntervalSince1970: 1_796_000_000)

  private func purchase(_ path: [PurchaseState] = []) throws -> Purchase {
    let plan = OrderPlan(
      planID: "p", createdAt: now, service: Desk.place, customer: Desk.customer,
      lines: [PlannedLine(catalogItemID: Desk.item, title: "", quantity: 1, billingCycle: "monthly")])
    return try path.reduce(Purchase(purchaseID: "1", plan: plan, at: now)) { purchase, state in
      try purchase.moved(to: state, at: now) { Self.facts(of: state, &$0, at: now) }
    }
  }

  private static func facts(of state: PurchaseState, _ purchase: inout Purchase, at now: Date) {
    switch state {
    case .confirmed: purchase.confirmation = Confirmation(kind: .digest, at: now)
    case .cartMade: purchase.cart = ServiceCart(id: "cart", status: "Active", expiresAt: nil, lines: [])
    case .checkoutRequested:
      purchase.attempts.append(Attempt(ids: RequestIDs(requestID: "r", correlationID: "c"), at: now))
    case .ordered, .partlyOrdered:
      purchase.orders = [PurchaseOrder(ServiceOrder(id: "o", status: "pending", lines: []), orderGroup: nil)]
    case .notBought: purchase.evidence.append(PurchaseEvidence(.orders, "none", at: now))
    default: break
    }
  }

  private let untilCheckout: [PurchaseState] = [.confirmed, .cartRequested, .cartMade, .checkoutRequested]

  @Test("The course of a purchase without trouble")
  func course() throws {
    let done = try purchase(untilCheckout + [.ordered, .provisioning, .done])
    #expect(!done.isOpen)
    #expect(done.settledAt == now)
  }

  @Test("What is settled never changes again: neither refused, nor not bought, nor done becomes anything else")
  func final() {
    for state in PurchaseState.allCases where [.refused, .notBought, .done, .failed].contains(state) {
      #expect(state.successors.isEmpty)
    }
    for state in PurchaseState.allCases where !state.isBeforeCheckout && !state.isUncertain {
      #expect(!state.successors.contains { $0.isBeforeCheckout || $0.isUncertain })
    }
  }

  @Test("Rule a: after a checkout was requested the cart is never replaced")
  func oneCart() throws {
    let unknown = try purchase(untilCheckout + [.unknown])
    #expect(throws: Purchase.IllegalStep.self) {
      try unknown.moved(to: .checkoutRequested, at: now) {
        $0.cart?.id = "another"
        Self.facts(of: .checkoutRequested, &$0, at: now)
      }
    }
    #expect(!PurchaseState.unknown.successors.contains(.cartRequested))
    #expect(!PurchaseState.unknown.successors.contains(.cartMade))
    #expect(
      try unknown.moved(to: .checkoutRequested, at: now) { Self.facts(of: .checkoutRequested, &$0, at: now) }
        .attempts.count == 2)
  }

  @Test("Rule c: an unknown outcome is not ended by a refusal, nor without evidence")
  func onlyEvidence() throws {
    let unknown = try purchase(untilCheckout + [.unknown])
    #expect(throws: Purchase.IllegalStep.self) { try unknown.moved(to: .refused, at: now) }
    #expect(throws: Purchase.IllegalStep.self) { try unknown.moved(to: .notBought, at: now) }
    #expect(throws: Purchase.IllegalStep.self) {
      try unknown.moved(to: .notBought, at: now) { $0.evidence.append(PurchaseEvidence(.cart, "Active", at: now)) }
    }
    #expect(try unknown.moved(to: .notBought, at: now) { Self.facts(of: .notBought, &$0, at: now) }.state == .notBought)
  }

  @Test(
    "Rule d: an unknown status keeps an order open, in whatever spelling others come",
    arguments: [
      ("completed", OrderStanding.done), ("Completed", .done), ("pending", .open), ("Pending PO Upload", .held),
      ("pending_po_upload", .held), ("po_upload_complete", .held), ("pendingReview", .held), ("suspended", .held),
      ("po_review_rejected", .failed), ("PO review rejected", .failed), ("partial_success", .failed),
      ("error", .failed),
      ("cancelled", .failed), ("unknown", .open), ("quarantined", .open), ("", .open),
    ])
  func statuses(word: String, standing: OrderStanding) {
    #expect(OrderStanding(status: word, provisioning: nil) == standing)
  }

  @Test("A completed order is done when its lines are provisioned, and failed where one never will be")
  func provisioning() {
    #expect(OrderStanding(status: "completed", provisioning: ["Fulfilled", "fulfilled"]) == .done)
    #expect(OrderStanding(status: "completed", provisioning: ["fulfilled", "PrefulfillmentPending"]) == .open)
    #expect(OrderStanding(status: "completed", provisioning: ["fulfilled", "unfulfilled"]) == .failed)
    #expect(OrderStanding(status: "completed", provisioning: ["something new"]) == .open)
  }

  @Test("Rule e: a confirmation of more than 15 minutes ago permits no checkout")
  func freshness() throws {
    let made = try purchase([.confirmed, .cartRequested, .cartMade])
    let fresh = now.addingTimeInterval(899)
    #expect(
      try made.moved(to: .checkoutRequested, at: fresh) { Self.facts(of: .checkoutRequested, &$0, at: fresh) }.state
        == .checkoutRequested)
    for late in [900.0, 4000, -1] {
      let time = now.addingTimeInterval(late)
      #expect(throws: Purchase.IllegalStep.self) {
        try made.moved(to: .checkoutRequested, at: time) { Self.facts(of: .checkoutRequested, &$0, at: time) }
      }
    }
  }

  @Test("Nothing is ordered without an order id")
  func orderID() throws {
    let requested = try purchase(untilCheckout)
    #expect(throws: Purchase.IllegalStep.self) { try requested.moved(to: .ordered, at: now) }
    #expect(throws: Purchase.IllegalStep.self) {
      try requested.moved(to: .ordered, at: now) {
        $0.orders = [PurchaseOrder(ServiceOrder(id: "", lines: []), orderGroup: nil)]
      }
    }
  }

  @Test("No checkout without a confirmation, a cart and ids of its own")
  func prerequisites() throws {
    let made = try purchase([.cartRequested, .cartMade])
    #expect(throws: Purchase.IllegalStep.self) {
      try made.moved(to: .checkoutRequested, at: now) { Self.facts(of: .checkoutRequested, &$0, at: now) }
    }
    let confirmed = try purchase([.confirmed, .cartRequested, .cartMade])
    #expect(throws: Purchase.IllegalStep.self) { try confirmed.moved(to: .checkoutRequested, at: now) }
  }
}
