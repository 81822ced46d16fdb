import CatalogModel
import Foundation
import Purchasing
import Testing

@testable import PartnerCatalogCLI

@Suite("Screens of a purchase")
struct PurchaseTextTests {
  private static let now = Date(timeIntervalSince1970: 1_796_000_000)  // 2026-11-30T00:53:20Z
  private static let item: CatalogItemID = "CFQ7TTC0LFLX:0001:CFQ7TTC86D60"

  private func plan(_ checks: [PurchaseCheck], price: LinePrice? = nil) -> OrderPlan {
    OrderPlan(
      planID: "plan-1", createdAt: Self.now, service: .init(apiURL: "http://127.0.0.1:1", tenant: "t"),
      customer: .init(id: "c-1", name: "Contoso\u{1b}[31m", market: "US"),
      lines: [
        PlannedLine(
          catalogItemID: Self.item, title: "Microsoft 365 E3", quantity: 2, termDuration: "P1Y",
          billingCycle: "monthly",
          attestation: true, checks: checks, price: price)
      ], maxTotal: Money(1000, "USD"))
  }

  private func purchase(_ path: [PurchaseState]) throws -> Purchase {
    let cart = ServiceCart(
      id: "cart-1", status: "Active", expiresAt: nil,
      lines: [
        .init(
          catalogItemID: Self.item, quantity: 2, termDuration: "P1Y", billingCycle: "monthly", promotionID: "promo",
          price: LinePrice(unit: 30, extended: 720, currency: "USD"))
      ])
    return try path.reduce(Purchase(purchaseID: "p-1", plan: plan([]), at: Self.now)) { purchase, state in
      try purchase.moved(to: state, at: Self.now) { next in
        switch state {
        case .confirmed:
          next.confirmation = Confirmation(kind: .digest, at: Self.now)
          next.confirmedTotal = Money(720, "USD")
        case .cartMade: next.cart = cart
        case .checkoutRequested:
          next.attempts.append(Attempt(ids: RequestIDs(requestID: "r", correlationID: "c"), at: Self.now))
        case .unknown: next.evidence.append(PurchaseEvidence(.checkout, "the service answered 503", at: Self.now))
        default: break
        }
      }
    }
  }

  @Test("A plan shows lines, total, ceiling and what does not hold, and nothing steers the terminal")
  func planned() {
    let checks = [
      PurchaseCheck(.idLive, .passed, "It is there.", at: Self.now),
      PurchaseCheck(.agreement, .unchecked, "Not known.", at: Self.now),
      PurchaseCheck(.qualification, .accepted, "Microsoft must have qualified the partner.", at: Self.now),
    ]
    let text = PlanSummary.text(
      plan(checks, price: LinePrice(unit: 30, extended: 720, currency: "USD")), console: Console())
    #expect(
      text == """
        Contoso\\u{1b}[31m (c-1), US

        CatalogItemId                   Title             Quantity  Term         Cart price
        CFQ7TTC0LFLX:0001:CFQ7TTC86D60  Microsoft 365 E3         2  P1Y monthly  720.00 USD

        Total for the whole terms, before tax: 720.00 USD
        Ceiling: 1000.00 USD
        agreement unchecked: Not known.
        qualification accepted: Microsoft must have qualified the partner.
        1 check passed.

        """)
  }

  @Test("Before the total is typed, a person sees customer, lines, promotion, total and the cancel window")
  func confirmation() throws {
    let made = try purchase([.cartRequested, .cartMade])
    #expect(
      PurchaseText.confirmation(made, cancelWindows: ["Cancelling Microsoft 365 E3: refund Full until P7D"]) == [
        "", "Contoso\u{1b}[31m (c-1), US, buys:",
        "  2 × Microsoft 365 E3 (CFQ7TTC0LFLX:0001:CFQ7TTC86D60), P1Y monthly: 720.00 USD, promotion promo",
        "Total for the whole terms, before tax: 720.00 USD", "Cancelling Microsoft 365 E3: refund Full until P7D",
      ])
  }

  @Test("An unknown outcome says so first, and what not to do")
  func unknown() throws {
    let unknown = try purchase([.confirmed, .cartRequested, .cartMade, .checkoutRequested, .unknown])
    #expect(
      PurchaseText.text(unknown, titles: [:], console: Console()) == """
        Purchase p-1 of Contoso\\u{1b}[31m: NOT KNOWN whether it was bought
          Opened: 2026-11-30T00:53:20Z
          Plan: plan-1
          Cart: cart-1
          Confirmed: 720.00 USD, before tax

        CatalogItemId                   Title             Quantity  Term
        CFQ7TTC0LFLX:0001:CFQ7TTC86D60  Microsoft 365 E3         2  P1Y monthly

        Findings:
          2026-11-30T00:53:20Z checkout: the service answered 503

        """)
    #expect(ExitStatus(unknown) == .outcomeUnknown)
    #expect(CommandHint.purchase(unknown)?.contains("Do not buy it again") == true)
  }

  @Test("0 stands for a purchase where nothing is open, and for nothing else")
  func statuses() throws {
    for path in [
      [], [.confirmed], [.confirmed, .cartRequested], [.confirmed, .cartRequested, .cartMade],
      [.confirmed, .cartRequested, .cartMade, .checkoutRequested],
      [.confirmed, .cartRequested, .cartMade, .checkoutRequested, .unknown], [.notBought], [.refused],
    ] as [[PurchaseState]] {
      #expect(ExitStatus(try purchase(path)) != .success, "\(path)")
    }
    #expect(ExitStatus(unboughtFor: ["idLive"]) == .stale)
    #expect(ExitStatus(unboughtFor: ["total", "400019"]) == .stale)
    #expect(ExitStatus(unboughtFor: ["idLive", "agreement"]) == .nothingMatched)
    #expect(ExitStatus(unboughtFor: ["cartUnknown"]) == .failure)
    #expect(ExitStatus(unboughtFor: []) == .nothingMatched)
  }
}
