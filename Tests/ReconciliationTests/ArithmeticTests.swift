import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Testing

@testable import Reconciliation

@Suite("Amounts by Microsoft's formulas")
struct ArithmeticTests {
  private func number(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }

  @Test(
    "Rounding is toward zero, to two places",
    arguments: [
      ("1.239", "1.23"), ("-1.239", "-1.23"), ("0.009", "0"), ("-0.009", "0"), ("12", "12"),
      ("0.1835431430074643112595", "0.18"),
    ])
  func rounding(amount: String, rounded: String) throws {
    #expect(try number(amount).roundedDown == number(rounded))
  }

  @Test("A licence is rounded before it is multiplied, use after it")
  func formulas() throws {
    let (price, rate) = (try number("14.4"), try number("0.9137"))
    #expect(BillingArithmetic.licence(price: price, rate: rate, quantity: 50) == (try number("657.5")))
    #expect(BillingArithmetic.usage(price: price, rate: rate, quantity: 50) == (try number("657.86")))
  }

  @Test("Numbers are exact in all their digits, and equal ones are equal however they are written")
  func exact() throws {
    #expect(try number("1.50") == number("15e-1"))
    #expect(try number("-0.0") == 0)
    #expect(try number("100").text == "100")
    #expect(try number("-0.05").text == "-0.05")
    #expect(try number("12345678901234567890.123456789").text == "12345678901234567890.123456789")
    #expect(try number("0.1835431430074643112595").decimal.description == "0.1835431430074643112595")
    #expect(try number("0.1").adding(number("0.2")) == number("0.3"))
    #expect(try number("1e20").adding(number("-0.01"))?.text == "99999999999999999999.99")
    let long = try number("99999999999999999999999999999999999999")
    #expect(long.multiplied(by: long) == nil)
    #expect(try long.adding(number("1e-20")) == nil)
    #expect(long.decimal.description == long.text)
  }

  private struct Lines: WireResource {
    var lines: [BilledLine]
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
    for (index, billed) in lines.enumerated() {
      let subtotal = try #require(billed.subtotal)
      #expect(BillingArithmetic.subtotals(billed).contains(subtotal), "\(entry.file) line \(index + 1)")
    }
  }

  @Test(
    "Where a currency has other minor units than two, a subtotal by them is allowed for",
    arguments: [
      ("JPY", "1234.56", "3", "3702"), ("KRW", "0.99", "7", "0"), ("KWD", "1.2349", "3", "3.702"),
      ("JPY", "-1234.56", "1", "-1234"),
    ])
  func minorUnits(currency: String, price: String, quantity: String, subtotal: String) throws {
    var line = BilledLine(number: 1)
    (line.effectiveUnitPrice, line.billableQuantity) = (try number(price), try number(quantity))
    #expect(
      BillingArithmetic.subtotals(line, places: MinorUnits.places(of: currency)).contains(try number(subtotal)))
    #expect(!BillingArithmetic.subtotals(line).contains(try number(subtotal)))
  }
}
