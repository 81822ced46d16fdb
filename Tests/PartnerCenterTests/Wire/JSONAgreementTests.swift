import CatalogModel
import CatalogTestSupport
import Foundation
import SeededRandom
import Testing

@testable import PartnerCenter

/// Our own reading of JSON against Foundation's, value by value: what one refuses the other refuses.
@Suite("Our reading of JSON agrees with Foundation's")
struct JSONAgreementTests {
  /// What both make of a text; `nil` where they cannot read it.
  private func expectAgreement(_ text: [UInt8], _ note: String = "") {
    let theirs = try? JSONDecoder().decode(JSONValue.self, from: Data(text))
    let ours = try? JSONValue(body: Data(text))
    #expect(ours == theirs, "\(note) \(String(decoding: text, as: UTF8.self))")
  }

  @Test(
    "Odd texts",
    arguments: [
      "", " ", "null", "true", "tru", "nul", "truex", "7", "-0", "-", "01", "1.", ".5", "+1", "1e2", "1E+2", "1e",
      "1.5e-3", "1e400",
      "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1.0", "14.00", "0.1", "1-2",
      "\"\"", "\"a", "\"\\u00e9\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\"\\ude00\"", "\"\\ud800x\"", "\"\\x\"",
      "\"\\u12G4\"",
      "\"\\u12\"", "\"\\\"", "\"tab\there\"", "\"é – 仮想 😀\"", "\"01234567\\\"01234567\"", "\"0123456\u{7F}\u{80}\"",
      "[]", "[ ]", "[,]", "[1,]", "[1,,2]", "[1 2]", "[1", "]", "[[[]]]", "{}", "{ }", "{,}", "{\"a\":1,}",
      "{\"a\":1 \"b\":2}",
      "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,\"a\":2}", "{\"\\u0061\":1}", "{\"\\ud800\":1}",
      "{\"a\":{\"b\":[null,{}]}}", "1 2", "{} x",
      "\u{FEFF}[]", "\r\n\t [1]\r\n", "\u{A0}[]",
    ])
  func odd(text: String) {
    // A byte order mark is ours to take off.
    if text.hasPrefix("\u{FEFF}") {
      #expect(throws: Never.self) { try JSONValue(body: Data(text.utf8)) }
    } else {
      expectAgreement(Array(text.utf8))
    }
  }

  @Test("Deep nesting is refused by both before the stack ends")
  func deep() {
    for depth in [1, 100, 500, 600, 100_000] {
      expectAgreement(
        Array(repeating: UInt8(ascii: "["), count: depth) + Array(repeating: UInt8(ascii: "]"), count: depth))
    }
  }

  @Test("UTF-16 is read as before")
  func utf16() throws {
    let text = #"{"items":[{"id":"ü"}]}"#
    for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian] {
      let body = try #require(text.data(using: encoding))
      #expect(try Page<Product>(body: body).items.map(\.id) == ["ü"])
    }
  }

  @Test(
    "Every recorded body, and each of them changed at random",
    arguments: ["products", "skus", "availabilities", "customers", "customer", "inventory", "qualifications", "token"])
  func mutations(name: String) throws {
    let body = try Array(WireBytes.withoutMark(fixture(name)))
    expectAgreement(body, name)
    var numbers = SplitMix64(seed: UInt64(body.count))
    let pieces = [
      "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "true", "1", "-", "e", ".", "\\u00", "\\ud83d", "\u{0}", "\n",
      "é", " ",
    ]
    for _ in 0..<400 {
      var text = body
      for _ in 0...Int.random(in: 0..<3, using: &numbers) where !text.isEmpty {
        let place = Int.random(in: 0..<text.count, using: &numbers)
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0: text[place] = UInt8.random(in: 0...255, using: &numbers)
        case 1: text.remove(at: place)
        case 2: text.insert(contentsOf: Array((pieces.randomElement(using: &numbers) ?? "").utf8), at: place)
        case 3: text.removeSubrange(place..<min(text.count, place + Int.random(in: 1...20, using: &numbers)))
        default: text.removeLast(text.count - place)
        }
      }
      expectAgreement(text, name)
    }
  }

  @Test(
    "Bodies of the documentation, and each of them changed at random", .enabled(if: Samples.areHere),
    arguments: Samples.all)
  func samples(entry: Samples.Entry) throws {
    let body = try Array(WireBytes.withoutMark(entry.body))
    expectAgreement(body)
    var numbers = SplitMix64(seed: UInt64(body.count))
    for _ in 0..<50 where !body.isEmpty {
      var text = body
      text[Int.random(in: 0..<text.count, using: &numbers)] = UInt8.random(in: 0x20...0x7E, using: &numbers)
      expectAgreement(text)
    }
  }
}
