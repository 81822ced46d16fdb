import Testing

@testable import CatalogStore

@Suite("Short texts of attributes")
struct ShortTextsTests {
  static let long = String(repeating: "é", count: 31)

  @Test(
    "are read where they lie, in the order of their names",
    arguments: [
      (#"{}"#, []),
      (#"{"b":"two words","a":"x"}"#, ["a=x", "b=two words"]),
      (#"{"a":1,"b":[{"c":"}"},"]"],"d":{"e":{}},"f":null,"g":"仮"}"#, ["g=仮"]),
      (#"{"a":"\#(long)","b":""}"#, ["b="]),
    ])
  func members(json: String, expected: [String]) {
    #expect(ShortTexts.members(of: json)?.map { "\($0.name)=\($0.text)" } == expected)
  }

  @Test(
    "are left to a decoder where the object holds an escape, or is not written as the store writes",
    arguments: [#"{"a":"\"","b":"x"}"#, #"{"a": "x"}"#, #"{"a":"x""#, #"["a"]"#, "", #"{"a":"x"}}"#, #"{"a":"x",}"#])
  func others(json: String) { #expect(ShortTexts.members(of: json)?.map(\.name) == nil) }
}
