import CatalogJSON
import CatalogModel
import Foundation
import SeededRandom
import Testing

@Suite("JSON with ordered members") struct OrderedJSONEncoderTests {
  private func text(_ value: some Encodable, isPretty: Bool = false) throws -> String {
    String(decoding: try OrderedJSONEncoder(isPretty: isPretty).encode(value), as: UTF8.self)
  }

  private struct Thing: Encodable {
    var zeta = 1
    var alpha: String? = "x"
    var none: Int?
    var list = [1.5, 2, -0.25]
    var inner = Inner()
    var map = ["b": true, "a": false]

    struct Inner: Encodable {
      var when = Date(timeIntervalSince1970: 0)
      var url = URL(string: "https://example.com/a?b")
      var empty: [String] = []
    }
  }

  @Test("Members come in the order of the declaration, those of dictionaries by name")
  func order() throws {
    #expect(
      try text(Thing())
        == #"{"zeta":1,"alpha":"x","list":[1.5,2,-0.25],"inner":{"when":"1970-01-01T00:00:00Z","url":"https://example.com/a?b","empty":[]},"map":{"a":false,"b":true}}"#
    )
  }

  @Test("Pretty text is two blanks deep, and what is empty stays on its line")
  func pretty() throws {
    #expect(
      try text([["a": [Int]()], ["b": [1, 2]], [:]], isPretty: true) == """
        [
          {
            "a": []
          },
          {
            "b": [
              1,
              2
            ]
          },
          {}
        ]
        """)
    #expect(try JSONText.pretty(["a": 1]) == "{\n  \"a\": 1\n}\n")
    #expect(try JSONText.line(["a": 1]) == "{\"a\":1}\n")
  }

  /// Encodes as another value, adds members, and opens containers.
  private struct Extended: Encodable {
    struct Plain: Encodable { var first = 1 }

    enum Keys: String, CodingKey { case more, nested, list, last, deep }
    func encode(to encoder: any Encoder) throws {
      try Plain().encode(to: encoder)
      var own = encoder.container(keyedBy: Keys.self)
      var nested = own.nestedContainer(keyedBy: Keys.self, forKey: .nested)
      try nested.encode(1, forKey: .more)
      var list = nested.nestedUnkeyedContainer(forKey: .list)
      try list.encode("a")
      try list.encodeNil()
      #expect(list.count == 2)
      var deep = list.nestedContainer(keyedBy: Keys.self)
      try deep.encodeNil(forKey: .deep)
      try own.encode("end", forKey: .last)
    }
  }

  @Test(
    "Containers inside are closed when one around them is written to; members may be added to those of another value")
  func nested() throws {
    #expect(
      try text(Extended()) == #"{"first":1,"nested":{"more":1,"list":["a",null,{"deep":null}]},"last":"end"}"#)
    #expect(try text([Extended(), Extended()]).hasSuffix(#""last":"end"}]"#))
  }

  @Test("A container that was left is not written to: an error, not broken JSON")
  func left() {
    struct Late: Encodable {
      enum Keys: String, CodingKey { case a, b }
      func encode(to encoder: any Encoder) throws {
        var own = encoder.container(keyedBy: Keys.self)
        var nested = own.nestedContainer(keyedBy: Keys.self, forKey: .a)
        try nested.encode(1, forKey: .a)
        try own.encode(2, forKey: .b)
        try nested.encode(3, forKey: .b)
      }
    }
    #expect(throws: EncodingError.self) { try text(Late()) }
  }

  @Test("A number that JSON has not is an error", arguments: [Double.nan, .infinity, -.infinity])
  func numbers(number: Double) {
    #expect(throws: EncodingError.self) { try text([number]) }
  }

  @Test(
    "Any value reads back as itself, pretty or not, whatever its texts hold", arguments: 1...30 as ClosedRange<UInt64>)
  func readBack(seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let value = JSONValue.array([Self.value(&numbers, depth: 0)])
      for isPretty in [false, true] {
        let written = try OrderedJSONEncoder(isPretty: isPretty).encode(value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: Data(written)) == value)
        #expect(
          String(decoding: written, as: UTF8.self).unicodeScalars.allSatisfy { !$0.steersTerminal || $0 == "\n" })
        var reader = JSONReader(String(decoding: written, as: UTF8.self))
        let read = reader.jsonValue()
        #expect(read == value)
      }
      #expect(try JSONDecoder().decode(JSONValue.self, from: Data(value.canonicalText.utf8)) == value)
    }
  }

  private static func value(_ numbers: inout SplitMix64, depth: Int) -> JSONValue {
    switch numbers.next() % (depth < 4 ? 8 : 6) {
    case 0: return .null
    case 1: return .bool(numbers.next() % 2 == 0)
    case 2: return .integer(Int64(truncatingIfNeeded: numbers.next()) >> Int64(numbers.next() % 60))
    case 3: return .number(Double(Int64(truncatingIfNeeded: numbers.next()) >> 20) / 1024 + 0.5)
    case 4, 5: return .string(text(&numbers))
    case 6: return .array((0..<numbers.next() % 4).map { _ in value(&numbers, depth: depth + 1) })
    default:
      return .object(
        Dictionary(
          (0..<numbers.next() % 4).map { _ in (text(&numbers), value(&numbers, depth: depth + 1)) },
          uniquingKeysWith: { first, _ in first }))
    }
  }

  private static func text(_ numbers: inout SplitMix64) -> String {
    let ranges: [ClosedRange<UInt32>] = [0...0x7F, 0x80...0x7FF, 0x2000...0x206F, 0x3000...0x30FF, 0x1F600...0x1F64F]
    return String(
      String.UnicodeScalarView(
        (0..<numbers.next() % 12).compactMap { _ in
          let range = ranges[Int(numbers.next() % UInt64(ranges.count))]
          return Unicode.Scalar(range.lowerBound + UInt32(numbers.next() % UInt64(range.count)))
        }))
  }
}
