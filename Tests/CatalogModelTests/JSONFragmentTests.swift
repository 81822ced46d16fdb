import Foundation
import Testing

@testable import CatalogModel

@Suite("JSON that is kept as received")
struct JSONFragmentTests {
  @Test(
    "It is written as the value it is, whatever its shape",
    arguments: [
      "[]", "{}", "null", "true", "-12", "1.5", #""text""#, #""\"\\\n\u0001é仮😀""#, #"[1,[2,{"a":[]}],"x"]"#,
      #"{"a":{"b":null,"c":[false]},"d":"\u0000"}"#,
    ])
  func written(text: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let written = try encoder.encode([JSONFragment(canonical: text)])
    let (left, right) = try (
      JSONSerialization.jsonObject(with: written) as? NSArray,
      JSONSerialization.jsonObject(with: Data("[\(text)]".utf8))
        as? NSArray
    )
    #expect(left == right)
    #expect(try JSONDecoder().decode([JSONFragment].self, from: written) == [JSONFragment(canonical: text)])
  }

  @Test("Other spellings of a value come to the one of this program")
  func spelling() throws {
    let text = #" { "b" : [ 1.0 , "\u00e9\ud83d\ude00" ] , "a" : null } "#
    #expect(try JSONDecoder().decode(JSONFragment.self, from: Data(text.utf8)).text == #"{"a":null,"b":[1,"é😀"]}"#)
  }

  @Test(
    "What is no JSON is written as null, and never a crash",
    arguments: [
      "", "{", "[1", "]", "{\"a\"", "{\"a\":}", "[1,]", "nul", "\"", "\"\\", "\"\\u12", "1 2", "{}{}", "\u{0}",
    ])
  func damaged(text: String) throws {
    let written = try JSONEncoder().encode([JSONFragment(canonical: text)])
    #expect(String(decoding: written, as: UTF8.self) == "[null]")
  }

  @Test("However deep brackets go, the stack does not")
  func deep() throws {
    let text = String(repeating: "[", count: 100_000)
    #expect(String(decoding: try JSONEncoder().encode([JSONFragment(canonical: text)]), as: UTF8.self) == "[null]")
    var reader = JSONReader(text)
    let value = reader.value()
    #expect(value == nil)
  }

  @Test("A value is passed whole, and what follows is the next piece")
  func values() {
    var reader = JSONReader(#"{"a":[1,{"b":"}]"}],"c":-1.5e3,"d":"x"}"#)
    var passed: [String?] = []
    var isRead = reader.takes("{")
    repeat {
      passed.append(reader.string())
      isRead = reader.takes(":") && isRead
      passed.append(reader.value())
    } while reader.takes(",")
    isRead = reader.takes("}") && reader.isAtEnd && isRead
    #expect(isRead)
    #expect(passed == ["a", #"[1,{"b":"}]"}]"#, "c", "-1.5e3", "d", #""x""#])
  }
}
