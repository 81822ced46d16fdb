import CatalogModel
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Testing

@testable import Reconciliation

@Suite("The checks of one order")
struct OrderCheckTests {
  private struct Known: ProductFacts {
    func fact(of sku: SKUReference, at date: Date?) -> ProductFact { .known(isTrial: false) }
  }

  private struct Sheet: PriceSheet {
    func price(
      of sku: SKUReference, market: Market?, segment: Segment?, term: String?, billingPlan: String?, currency: String,
      asOf date: Date
    ) -> SheetPrice { .price(10) }
  }

  private static let customer: CustomerID = "74221236-d09c-4870-ac1d-33e155e9aebe"
  private static let start = Date(timeIntervalSince1970: 1_790_985_600)

  private func check(quantity: Int = 5, amends: String? = nil, currency: String = "USD") -> OrderCheck {
    var facts = ReconciliationFacts(products: Known(), prices: Sheet())
    facts.add(
      [
        BilledOrder(
          id: "o1", customerID: Self.customer, createdAt: Self.start, currency: "USD", billingCycle: "annual",
          status: "completed",
          lines: [BilledOrder.Line(catalogItemID: "P:0001:A", quantity: quantity, termDuration: "P1Y")])
      ], allOf: Self.customer)
    return OrderCheck(facts: facts, earlier: NoEarlierCharges(), amends: amends)
  }

  private func line(_ number: Int, quantity: Int = 5, price: Int = 10, type: String = "new") -> BilledLine {
    var line = BilledLine(number: number)
    line.customerID = Self.customer
    (line.orderID, line.orderDate) = ("O1", Self.start)
    (line.productID, line.skuID, line.availabilityID) = ("P", "0001", "A")
    (line.chargeType, line.billingFrequency) = (type, "Annual")
    (line.subscriptionStart, line.chargeStart) = (Self.start, Self.start)
    let end = Self.start.addingTimeInterval(364 * 86_400)
    (line.subscriptionEnd, line.chargeEnd) = (end, end)
    line.effectiveUnitPrice = ExactDecimal(integerLiteral: price)
    (line.quantity, line.billableQuantity) = (
      ExactDecimal(integerLiteral: quantity), ExactDecimal(integerLiteral: quantity)
    )
    line.subtotal = ExactDecimal(integerLiteral: price * quantity)
    (line.tax, line.total) = (0, line.subtotal)
    (line.currency, line.pricingCurrency, line.exchangeRate) = ("USD", "USD", 1)
    return line
  }

  private func codes(_ results: LineResults) -> [FindingCode] { results.findings.map(\.code) }

  @Test("A line that agrees is explained")
  func explained() throws {
    let results = try check().results([line(1)])
    #expect(results.findings.isEmpty)
    #expect(results.gaps.isEmpty)
  }

  @Test("A change of seats is a refund and a charge, and neither is a copy of the other; seats are their sum")
  func seats() throws {
    var refund = line(2, quantity: -3, type: "removeQuantity")
    refund.referenceID = "r"
    var charge = line(3, quantity: 3, type: "addQuantity")
    charge.referenceID = "r"
    let results = try check().results([line(1), refund, charge])
    #expect(results.findings.isEmpty)
    #expect(results.gaps.isEmpty)
  }

  @Test("A changed quantity that is not the order's is not checkable, not a difference")
  func changedSeats() throws {
    let results = try check().results([line(1), line(2, quantity: 2, type: "addQuantity")])
    #expect(results.findings.isEmpty)
    #expect(Set(results.gaps.values) == ["the quantity was changed after the order"])
  }

  @Test("One purchase of two parts at two prices is no quantity too much, and not charged twice")
  func parts() throws {
    let results = try check().results([line(1, price: 8), line(2, price: 2)])
    #expect(results.findings.isEmpty)
  }

  @Test("The same charge again is found at the second line, and its quantity is not counted")
  func twice() throws {
    let results = try check().results([line(1), line(2)])
    #expect(codes(results) == [.chargedTwice])
    #expect(results.findings[0].lineNumber == 2)
  }

  @Test("A rate between two currencies needs a list of rates; the wrong one is found")
  func rates() throws {
    var foreign = line(1)
    (foreign.currency, foreign.exchangeRate, foreign.subtotal, foreign.total) = ("EUR", ExactDecimal("0.9"), 45, 45)
    foreign.exchangeRateDate = Self.start
    #expect(try check().results([foreign]).gaps.values.contains("no exchange rate from USD to EUR was read"))
    var check = check()
    check.facts.rates = try ExchangeRates(csv: "date,from,to,rate\n2026-10,USD,EUR,0.9\n")
    #expect(try check.results([foreign]).findings.isEmpty)
    check.facts.rates = try ExchangeRates(csv: "2026-10-03,USD,EUR,0.91\n")
    #expect(try codes(check.results([foreign])) == [.rateDiffers])
    #expect(throws: ExchangeRates.Unreadable.self) { try ExchangeRates(csv: "2026-10,USD,EUR,0,91") }
  }

  @Test("A credit on a note needs the charge of the corrected invoice; unread it is not checkable")
  func credit() throws {
    let results = try check(amends: "G1").results([line(1, quantity: -5, type: "customerCredit")])
    #expect(results.findings.isEmpty)
    #expect(results.gaps.count == 1)
  }

  @Test("The term of an order in days, months and years", arguments: [("P1M", 30), ("P1Y", 364), ("P3Y", 1095)])
  func terms(term: String, days: Int) {
    let start = CivilDay.day(of: Self.start)
    #expect(OrderCheck.lastDay(of: term, from: start) == start + days)
    for odd in ["", "P", "1Y", "PXY", "P0Y", "P1W"] { #expect(OrderCheck.lastDay(of: odd, from: start) == nil) }
  }

  @Test("A page shows text from outside as text")
  func page() {
    let finding = InvoiceFinding(
      .arithmetic, line: 1, order: "<script>alert(1)</script>", message: "a & \"b\"\u{1B}[31m")
    let report = ReconciliationReport(
      invoiceID: "G1", name: "G1", currency: "USD", total: 2, sum: 1, lines: 1, explained: 0, differing: 1,
      notCheckable: 0, explainedSum: 0, differingSum: 1, notCheckableSum: 0, findings: [finding], gaps: [])
    let html = ReportPage.html([report], at: Self.start)
    #expect(!html.contains("<script"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("a &amp; &quot;b&quot;\u{FFFD}[31m"))
    #expect(html.contains("prefers-color-scheme: dark") && html.contains("@media print") && html.contains("<svg"))
  }

  @Test(
    "A subtotal that only the minor units of its currency explain is not checkable, and one that nothing explains differs"
  )
  func minorUnits() throws {
    func results(_ subtotal: String, _ currency: String) throws -> LineResults {
      var line = line(1)
      line.effectiveUnitPrice = ExactDecimal("10.789")
      (line.currency, line.pricingCurrency) = (currency, currency)
      line.subtotal = ExactDecimal(subtotal)
      line.total = line.subtotal
      return try check().results([line])
    }
    #expect(try results("53.9", "JPY").gaps.isEmpty)
    #expect(try results("50", "JPY").gaps == [1: "no page says how Microsoft rounds amounts in JPY"])
    #expect(!codes(try results("50", "JPY")).contains(.arithmetic))
    #expect(codes(try results("51", "JPY")).contains(.arithmetic))
    #expect(codes(try results("50", "USD")).contains(.arithmetic))
  }

  @Test(
    "A one-time purchase is one in every spelling of its frequency",
    arguments: [nil, "", "OneTime", "one_time", "One-Time"])
  func oneTime(frequency: String?) throws {
    var line = line(1)
    line.billingFrequency = frequency
    #expect(line.isOneTime)
    #expect(!self.line(1).isOneTime)
  }
}
