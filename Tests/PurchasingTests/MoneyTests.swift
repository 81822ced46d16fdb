import Foundation
import Testing

@testable import Purchasing

@Suite("Money")
struct MoneyTests {
  @Test(
    "A total is read as it is typed, exactly",
    arguments: [
      ("365.00 USD", "365.00 USD"), ("365USD", "365.00 USD"), (" 0.1 eur ", "0.10 EUR"),
      ("1234567.891 JPY", "1234567.891 JPY"),
      ("0.30 USD", "0.30 USD"), ("99999999999999999999.99 USD", "99999999999999999999.99 USD"),
    ])
  func read(text: String, shown: String) throws {
    #expect(try #require(Money(parsing: text)).description == shown)
  }

  @Test(
    "Any other text is no amount",
    arguments: [
      "", "USD", "365", "365 US", "-1 USD", "1,000 USD", "1e3 USD", "1..2 USD", ".5 USD", "5. USD", "５ USD", "1 ÄÖÜ",
    ])
  func refused(text: String) { #expect(Money(parsing: text) == nil) }

  @Test("Amounts add up exactly, where binary fractions would not")
  func exact() throws {
    let prices = ["0.1", "0.2", "30.4"].map {
      LinePrice(unit: 1, extended: DecimalText.number($0) ?? 0, currency: "usd")
    }
    #expect(LinePrice.total(prices)?.description == "30.70 USD")
    #expect(LinePrice.total(prices + [nil]) == nil)
    #expect(LinePrice.total(prices + [LinePrice(unit: 1, extended: 1, currency: "EUR")]) == nil)
    #expect(LinePrice.total([]) == nil)
  }

  @Test("JSON has amounts as decimal strings, and refuses numbers")
  func json() throws {
    let money = Money(DecimalText.number("364.8") ?? 0, "USD")
    #expect(
      String(decoding: try CanonicalJSON.encode(money), as: UTF8.self) == #"{"amount":"364.80","currency":"USD"}"#)
    #expect(try CanonicalJSON.decoder.decode(Money.self, from: CanonicalJSON.encode(money)) == money)
    #expect(throws: (any Error).self) {
      try CanonicalJSON.decoder.decode(Money.self, from: Data(#"{"amount":364.8,"currency":"USD"}"#.utf8))
    }
  }

  @Test(
    "An amount of any sign and length is read from the journal as it was written",
    arguments: [
      "-12", "-0.005", "1e60", "3.648000000000000000011e2", "1e-30", "12345678901234567890123456789012345678", "0",
    ])
  func written(text: String) throws {
    let amount = try #require(Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")))
    let price = LinePrice(unit: amount, extended: amount, currency: "KWD")
    #expect(try CanonicalJSON.decoder.decode(LinePrice.self, from: CanonicalJSON.encode(price)) == price)
    let money = Money(amount, "KWD")
    #expect(try CanonicalJSON.decoder.decode(Money.self, from: CanonicalJSON.encode(money)) == money)
  }

  @Test(
    "Text that no amount is written as is none",
    arguments: ["", "-", ".", "-.5", "1e3", "+1.00", "1.0", "--1.00", "0x1.00"])
  func notWritten(text: String) { #expect(DecimalText.written(text) == nil) }
}
