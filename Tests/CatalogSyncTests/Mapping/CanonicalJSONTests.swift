import CatalogModel
import Foundation
import PartnerCenter
import Testing

@testable import CatalogSync

@Suite("Attributes have one spelling")
struct CanonicalJSONTests {
  @Test("It is the spelling of Foundation's encoder with sorted keys, in which older files hold them")
  func spelling() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let value = JSONValue.object([
      "a10": .integer(-7), "a2": .number(1.5), "B": .number(1e20), "_": .number(-1e-7), "é": .null,
      "\u{FFFD}": .bool(true), "😀": .bool(false),
      "z": .string("\"\\/\n\t\r\u{08}\u{0C}\u{01}\u{1F}\u{7F}é仮\u{2028}😀"), "": .array([]), "o": .object([:]),
      "n": .object(["list": .array([.integer(1), .string(""), .array([.null])])]),
    ])
    #expect(CanonicalJSON.text(value) == String(decoding: try encoder.encode(value), as: UTF8.self))
    #expect(CanonicalJSON.text(.string("x")) == #"{"value":"x"}"#)
  }
}
