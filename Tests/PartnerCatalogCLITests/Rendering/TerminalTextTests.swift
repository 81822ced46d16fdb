import CatalogJSON
import CatalogModel
import Testing

@testable import PartnerCatalogCLI

@Suite("Untrusted text")
struct TerminalTextTests {
  @Test(
    "What a terminal would obey is shown by its number; what is text stays",
    arguments: [
      ("plain", "plain"), ("日本 עברית 👨‍👩‍👧", "日本 עברית 👨‍👩‍👧"), ("\u{1B}[2Jgone", "\\u{1b}[2Jgone"),
      ("a\u{9B}31mb", "a\\u{9b}31mb"), ("bell\u{7}", "bell\\u{7}"), ("del\u{7F}", "del\\u{7f}"),
      ("two\r\nlines", "two  lines"), ("tab\there", "tab here"), ("\u{202E}evil", "\\u{202e}evil"),
      ("\u{2066}iso\u{2069}", "\\u{2066}iso\\u{2069}"), ("line\u{2028}end", "line end"),
      ("\u{FEFF}mark", "\\u{feff}mark"),
    ])
  func safe(text: String, expected: String) { #expect(TerminalText.safe(text) == expected) }

  @Test("JSON keeps the text and writes what a terminal would obey as escapes")
  func json() throws {
    #expect(
      try JSONText.line(["a": "x\u{1B}[0m\u{202E}\"\\\n\u{7F}\u{E0001}é"])
        == "{\"a\":\"x\\u001b[0m\\u202e\\\"\\\\\\n\\u007f\\udb40\\udc01é\"}\n")
  }

  @Test("Fields with commas, quotes and line ends are quoted, all others are as they are")
  func csv() {
    #expect(
      CSV.text(header: ["a", "b"], rows: [["x,y", "say \"hi\""], ["two\nlines", "=1+1"], ["", "é"]])
        == "a,b\r\n\"x,y\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",=1+1\r\n,é\r\n")
  }
}
