import CatalogModel
import Foundation
import Testing

@testable import Purchasing

@Suite("Checks before money moves")
struct CheckTests {
  /// The codes of the checks that ended a submission.
  private func failed(_ desk: Desk, _ plan: OrderPlan) async throws -> [String] {
    let purchase = try await desk.submit(plan)
    #expect(purchase.state == .notBought)
    #expect(desk.service.read(\.bought) == 0)
    return purchase.errors.map(\.code)
  }

  @Test("An id that was reissued since the plan: no cart, and the new id is named")
  func reissued() async throws {
    let desk = try Desk()
    let plan = desk.plan()
    desk.service.change { $0.availabilities[0].catalogItemID = "CFQ7TTC0LFLX:0001:CFQ7TTC99999" }
    desk.service.change { $0.availabilities.removeLast() }
    let purchase = try await desk.submit(plan)
    #expect(purchase.errors.map(\.code) == ["idLive"])
    #expect(
      purchase.errors[0].message
        == "\(Desk.item) is not in the customer's catalog any more. It is now CFQ7TTC0LFLX:0001:CFQ7TTC99999.")
    #expect(desk.service.read(\.cartRequests) == 0)
  }

  @Test("A term or a quantity that is no longer offered")
  func offer() async throws {
    let desk = try Desk()
    desk.service.change {
      $0.availabilities[0].terms = [Term(duration: "P1Y", billingCycle: "annual", description: "")]
      $0.availabilities[0].quantities = 5...10
    }
    #expect(try await failed(desk, desk.plan()) == ["termOffered", "quantity"])
  }

  @Test("The attestation is the user's, never a default")
  func attestation() async throws {
    let desk = try Desk()
    #expect(try await failed(desk, desk.plan([desk.line(attestation: false)])) == ["attestation"])
  }

  @Test("The same SKU within 24 hours, in the journal or at the service, unless the user meant it")
  func recent() async throws {
    let desk = try Desk()
    #expect(try await desk.submit().state == .ordered)
    let again = try await desk.submit()
    #expect(again.errors.map(\.code) == ["notRecentlyBought"])
    let meant = PurchaseCheck(.notRecentlyBought, .accepted, "meant", at: desk.clock.now)
    #expect(try await desk.submit(desk.plan([desk.line(checks: [meant])])).state == .ordered)
    desk.clock.pass(86_401)
    #expect(try await desk.submit().state == .ordered)
    let other = try Desk { state in
      let order = ServiceOrder(
        id: "portal", status: "completed", createdAt: Date(timeIntervalSince1970: 1_796_000_000 - 3600),
        lines: [.init(lineItemNumber: 0, catalogItemID: "CFQ7TTC0LFLX:0001:OLDERID00000", quantity: 7)])
      state.orders = [(order, .distantPast)]
    }
    #expect(try await failed(other, other.plan()) == ["notRecentlyBought"])
  }

  @Test("Orders that cannot be read are unchecked, which counts as failed unless it is accepted")
  func unchecked() async throws {
    let desk = try Desk { $0.areOrdersReadable = false }
    #expect(try await failed(desk, desk.plan()) == ["notRecentlyBought"])
    let accepted = PurchaseCheck(.notRecentlyBought, .accepted, "accepted", at: desk.clock.now)
    #expect(try await desk.submit(desk.plan([desk.line(checks: [accepted])])).state == .ordered)
  }

  @Test("A failure is never accepted, but for a second purchase on the same day")
  func acceptance() {
    let now = Date(timeIntervalSince1970: 0)
    for code in PurchaseCheck.Code.allCases {
      #expect(PurchaseCheck(code, .unchecked, "", at: now).accepting([code]).holds)
      #expect(!PurchaseCheck(code, .unchecked, "", at: now).accepting([]).holds)
      #expect(PurchaseCheck(code, .failed, "", at: now).accepting([code]).holds == (code == .notRecentlyBought))
    }
  }

  @Test("What the user accepts counts for the submission also where the check passed when the plan was made")
  func acceptedBeforehand() throws {
    let now = Date(timeIntervalSince1970: 0)
    let checks = [
      PurchaseCheck(.notRecentlyBought, .passed, "", at: now), PurchaseCheck(.agreement, .unchecked, "", at: now),
      PurchaseCheck(.idLive, .failed, "", at: now), PurchaseCheck(.segment, .passed, "", at: now),
    ]
    let all = PurchaseCheck.accepting([.notRecentlyBought, .agreement, .idLive, .total], of: checks, at: now)
    #expect(
      all.filter { $0.state == .accepted }.map(\.code) == [.agreement, .notRecentlyBought, .total])
    #expect(all.contains { $0.code == .idLive && $0.state == .failed })
    #expect(all.count == 6)
  }

  @Test("A failed check of the plan itself ends the submission")
  func planCheck() async throws {
    let desk = try Desk()
    let check = PurchaseCheck(.agreement, .unchecked, "not known", at: desk.clock.now)
    #expect(try await failed(desk, desk.plan([desk.line(checks: [check])])) == ["agreement"])
  }

  @Test(
    "A cart with less, more, an error, another price or another state is not checked out",
    arguments: [
      ("less", "cartWhole"), ("more", "cartWhole"), ("error", "cartWhole"), ("stale", "idLive"),
      ("quantity", "cartWhole"), ("cycle", "cartWhole"), ("ordered", "cartWhole"), ("expired", "cartWhole"),
      ("currency", "cartWhole"), ("price", "total"), ("unpriced", "total"), ("promotion", "promotion"),
      ("zero", "cartWhole"),
    ])
  func cart(change: String, code: String) async throws {
    let desk = try Desk { state in
      state.cartChange = { cart in
        switch change {
        case "less": cart.lines = []
        case "more": cart.lines.append(cart.lines[0])
        case "error": cart.lines[0].error = PurchaseError(code: "10003", message: "No inventory.")
        case "zero": cart.lines[0].error = PurchaseError(code: "0", message: "")
        case "stale": cart.lines[0].error = PurchaseError(code: "10001", message: "Not valid.")
        case "quantity": cart.lines[0].quantity = 2
        case "cycle": cart.lines[0].billingCycle = "annual"
        case "ordered": cart.status = "Ordered"
        case "expired": cart.expiresAt = Date(timeIntervalSince1970: 0)
        case "currency": cart.lines[0].price?.currency = "EUR"
        case "price": cart.lines[0].price?.extended = 1000.01
        case "unpriced": cart.lines[0].price = nil
        case "promotion": cart.lines[0].promotionID = "another"
        default: break
        }
      }
    }
    let line = desk.line(promotion: change == "promotion" ? "planned" : nil)
    #expect(try await failed(desk, desk.plan([line])).contains(code))
  }

  @Test("A promotion that the service adds by itself is a finding, not a failure")
  func added() async throws {
    let desk = try Desk { $0.cartChange = { $0.lines[0].promotionID = "39NFJQT1PFPB:0001:39NFJQT1Q5KK" } }
    #expect(try await desk.submit().state == .ordered)
  }

  @Test("Without a ceiling and without a price in the plan, a digest confirms no total")
  func unbounded() async throws {
    let desk = try Desk()
    #expect(try await failed(desk, desk.plan(ceiling: nil)) == ["total"])
    let accepted = PurchaseCheck(.total, .accepted, "accepted", at: desk.clock.now)
    #expect(try await desk.submit(desk.plan([desk.line(checks: [accepted])], ceiling: nil)).state == .ordered)
  }

  @Test("A total above the plan's own is one that moved, and so is another currency")
  func moved() async throws {
    let desk = try Desk()
    var line = desk.line()
    line.price = LinePrice(unit: 10, extended: 119, currency: "USD")
    #expect(try await failed(desk, desk.plan([line])) == ["total"])
    let euro = try Desk()
    #expect(try await failed(euro, euro.plan(ceiling: Money(1000, "EUR"))).contains("total"))
  }
}
