import Testing

@testable import CatalogStore

@Suite("Short texts of attributes")
struct ShortTextsTests {
  static let long = String(repeating: "é", count: 31)

  @Test(
    "are read in the order of their names, whatever the spelling",
    arguments: [
      (#"{}"#, []),
      (#"{"b":"two words","a":"x"}"#, ["a=x", "b=two words"]),
      (#"{"a":1,"b":[{"c":"}"},"]"],"d":{"e":{}},"f":null,"g":"仮"}"#, ["g=仮"]),
      (#"{"a":"\#(long)","b":""}"#, ["b="]), (#"{"a":"\"","b":"\u0078"}"#, [#"a=""#, "b=x"]),
      (#"{"a": "x" , "b" : true}"#, ["a=x"]),
    ])
  func members(json: String, expected: [String]) {
    #expect(ShortTexts.members(of: json).map { "\($0.name)=\($0.text)" } == expected)
  }

  @Test(
    "are none where the text is no object",
    arguments: [#"{"a":"x""#, #"["a"]"#, "", #"{"a":"x"}}"#, #"{"a":"x",}"#, #"{"a":"\q"}"#, #"{"a"}"#])
  func others(json: String) { #expect(ShortTexts.members(of: json).isEmpty) }
}
