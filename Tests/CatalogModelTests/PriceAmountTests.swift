import CatalogModel
import Foundation
import Testing

@Suite("An amount of a price sheet")
struct PriceAmountTests {
  @Test(
    "keeps the digits that were received, and its number",
    arguments: [
      ("48", "48"), ("115.2", "115.2"), ("0", "0"), ("0.018032", "0.018032"), ("979020", "979020"),
      ("0.27224589249009701", "0.27224589249009701"), ("7E-06", "0.000007"), ("1.0", "1"), ("00.50", "0.5"),
      (".5", "0.5"),
      ("9223372036854780000", "9223372036854780000"), ("-3.25", "-3.25"), ("0.00000001", "0.00000001"),
      ("91999999999.99999999", "91999999999.99999999"), ("1e2", "100"),
    ])
  func roundTrip(text: String, number: String) throws {
    let amount = try #require(PriceAmount(text))
    #expect(amount.text == text)
    #expect(amount.decimal == Decimal(string: number))
    let json = try JSONEncoder().encode([amount])
    #expect(String(decoding: json, as: UTF8.self) == "[\"\(text)\"]")
    #expect(try JSONDecoder().decode([PriceAmount].self, from: json) == [amount])
  }

  @Test(
    "is nothing else than a decimal number",
    arguments: [
      "", " 1", "1,5", "1.", "$1", "1e", "1e+", "NaN", "0x1", "--1", "1.2.3", "٣", String(repeating: "9", count: 60),
    ])
  func refused(text: String) {
    // A point without digits behind it is a spelling of a whole number.
    if text == "1." { #expect(PriceAmount(text)?.decimal == 1) } else { #expect(PriceAmount(text) == nil) }
  }

  @Test("survives every number of up to eight places")
  func everyNumber() {
    var state: UInt64 = 1
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let places = Int(state >> 40) % 9
      let whole = state >> 33 % 1_000_000
      var text = "\(whole)"
      if places > 0 { text += "." + String(String(state).suffix(places)) }
      #expect(PriceAmount(text)?.text == text)
      #expect(PriceAmount(text)?.decimal == Decimal(string: text))
    }
  }
}
