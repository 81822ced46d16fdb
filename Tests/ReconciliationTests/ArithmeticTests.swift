import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Testing

@testable import Reconciliation

@Suite("Amounts by Microsoft's formulas")
struct ArithmeticTests {
  private func number(_ text: String) throws -> Decimal { try #require(ExactDecimal.parse(text)) }

  @Test(
    "Rounding is toward zero, to two places",
    arguments: [
      ("1.239", "1.23"), ("-1.239", "-1.23"), ("0.009", "0"), ("-0.009", "0"), ("12", "12"),
      ("0.1835431430074643112595", "0.18"),
    ])
  func rounding(amount: String, rounded: String) throws {
    #expect(BillingArithmetic.roundedDown(try number(amount)) == (try number(rounded)))
  }

  @Test("A licence is rounded before it is multiplied, use after it")
  func formulas() throws {
    let (price, rate) = (try number("14.4"), try number("0.9137"))
    #expect(BillingArithmetic.licence(price: price, rate: rate, quantity: 50) == (try number("657.5")))
    #expect(BillingArithmetic.usage(price: price, rate: rate, quantity: 50) == (try number("657.86")))
  }

  private struct Lines: WireResource {
    var lines: [InvoiceLine]
    init(_ object: WireObject) throws { lines = try object.wholeList("items") }
  }

  /// Two lines of an edition of 2021 contradict themselves: their effective price is that of another line.
  private static let contradictory = "get-invoiceline-items__6.json"

  @Test(
    "The formulas give every subtotal of the documentation to the last digit",
    .enabled(if: Samples.areHere),
    arguments: Samples.bodies(of: "InvoiceLineItem/OneTimeInvoiceLineItem").filter { $0.file != contradictory })
  func documentedSubtotals(entry: Samples.Entry) throws {
    let lines = try Lines(body: entry.body).lines
    #expect(!lines.isEmpty)
    for (index, line) in lines.enumerated() {
      let billed = BilledLine(line, number: index + 1)
      let subtotal = try #require(billed.subtotal)
      #expect(BillingArithmetic.subtotals(billed).contains(subtotal), "\(entry.file) line \(index + 1)")
    }
  }
}
