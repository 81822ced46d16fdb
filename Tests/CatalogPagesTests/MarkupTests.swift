import SeededRandom
import Testing

@testable import CatalogPages

/// Random texts of what breaks markup never leave their element.
@Suite("Markup")
struct MarkupTests {
  /// Pieces of texts that mean something to some parser.
  private static let pieces = [
    "<", ">", "\"", "'", "&", "&lt;", "&#60;", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<script>", "</script>",
    "</title>", "</textarea>", "<svg onload=1>", " onerror=1 ", "javascript:", "data:text/html,", "\u{0}", "\u{7F}",
    "\n",
    "\t", "\r", "`", "=", "{{", "${", "\u{2028}", "\u{202E}", "\u{FEFF}", "é", "雲", "عربي", "👩‍💻", "a", " ", "%3C", "+",
    "\\",
  ]

  private static func text(_ random: inout SplitMix64) -> String {
    (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  @Test("A text in an element stays one text, and says the same", arguments: [1, 2, 3] as [UInt64])
  func text(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let text = Self.text(&random)
      let markup = String(decoding: Tag.p { text }.bytes, as: UTF8.self)
      let inside = markup.dropFirst("<p>".count).dropLast("</p>".count)
      #expect(markup.hasPrefix("<p>") && markup.hasSuffix("</p>"))
      #expect(!inside.contains { "<>\"'".contains($0) })
      #expect(Self.unescaped(inside) == Self.allowed(text))
    }
  }

  @Test("A text in an attribute stays in it", arguments: [4, 5, 6] as [UInt64])
  func attribute(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let text = Self.text(&random)
      let markup = String(decoding: Tag.input(.value(text)).bytes, as: UTF8.self)
      #expect(markup.filter { $0 == "\"" }.count == 2)
      #expect(markup.filter { $0 == "<" || $0 == ">" }.count == 2)
      #expect(Self.unescaped(markup.dropFirst("<input value=\"".count).dropLast("\">".count)) == Self.allowed(text))
    }
  }

  @Test("An address is a path of this site, whatever the id says", arguments: [7, 8, 9] as [UInt64])
  func address(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:%/?=&")
    for _ in 0..<2_000 {
      let text = Self.text(&random)
      let url = PageURL(.item(text), [("q", text)]).text
      #expect(url.hasPrefix("/items/") && url.allSatisfy { unreserved.contains($0) })
      #expect(!url.dropFirst("/items/".count).prefix { $0 != "?" }.contains("/"))
      if !text.isEmpty {
        #expect(PageRoute(path: String(url.prefix { $0 != "?" })) == .item(text))
      }
      #expect(PageQuery(url.drop { $0 != "?" }.dropFirst())[all: "q"] == [text])
    }
  }

  @Test("Script and style hold no text; event handlers and inline styles have no name")
  func names() {
    let module = String(decoding: Tag.module(PageURL(.script)).bytes, as: UTF8.self)
    #expect(module == "<script type=\"module\" src=\"/assets/\(SiteAssets.script.name)\"></script>")
  }

  @Test(
    "A form is read as browsers write it",
    arguments: [
      ("q=a+b&q=c", ["a b", "c"]), ("q=%E9%9B%B2", ["雲"]), ("q", [""]), ("x=1", []), ("q=a%2Bb%26", ["a+b&"]), ("", []),
    ])
  func form(text: String, values: [String]) {
    #expect(PageQuery(text)[all: "q"] == values)
  }

  /// What HTML allows: other controls are replaced.
  private static func allowed(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 && $0 != "\t" && $0 != "\n" || $0.value == 0x7F ? "\u{FFFD}" : $0 }))
  }

  private static func unescaped(_ text: Substring) -> String {
    String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}
