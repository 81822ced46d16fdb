import CatalogModel
import Foundation
import MarketFacts
import Testing

@testable import import_unavailable_markets

@Suite("Importing pages in two languages, of any length, as Markdown or HTML")
struct BilingualPageTests {
  private var shipped: [Market] { UnavailableMarkets.softwareSubscriptions.documented.map(\.market) }

  private func markets(_ text: String, kind: ListKind = .software) throws -> [Market] {
    try MarketList(pages: [Page(name: "page.md", text: text)], kind: kind, aliases: Alias.reviewed()).markets
  }

  /// The table of a page, cell by cell.
  private func cells(_ name: String) throws -> [[String]] {
    let rows = try Fixture.text(name).split(separator: "\n").filter { $0.hasPrefix("> | ") }.dropFirst()
    return rows.map { row in
      row.dropFirst(2).split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty }
    }
  }

  private func page(_ locale: String?, _ rows: [[String]], quote: String = "> ") -> String {
    let head = locale.map { "---\nms.date: 10/09/2018\nms.contentlocale: \($0)\n---\n" } ?? ""
    let lines = rows.map { "\(quote)| \($0.joined(separator: " | ")) |" }
    return head + "# Page\n\n\(quote)| A | B | C |\n\(quote)|---|---|---|\n" + lines.joined(separator: "\n") + "\n"
  }

  /// Both halves in the spans that localized pages have.
  private func spans(_ translated: String, _ english: String, _ number: Int) -> String {
    english == "&nbsp;"
      ? english
      : "<span data-ttu-id=\"d4b85-\(number)\">\(translated)</span><span class=\"sxs-lookup\"><span data-stu-id=\"d4b85-\(number)\">\(english)</span></span>"
  }

  @Test(
    "Of spans in two languages the English half is read, whatever the other says",
    arguments: ["ko-KR", "ja-JP", "de-DE", "hu-HU", "xx-XX", nil] as [String?])
  func spans(locale: String?) throws {
    let rows = try cells("en-US.md")
    for translated in ["번역", "アトランティス", "Brasilien", ""] {
      let bilingual = rows.enumerated().map { row, names in
        names.enumerated().map { spans(translated, $0.element, 100 + row * 3 + $0.offset) }
      }
      #expect(try markets(page(locale, bilingual)) == shipped)
      #expect(try markets(page(locale, bilingual, quote: "")) == shipped)
    }
  }

  @Test("Of a cell with two names the English one is read, with a slash or a break between them")
  func slashes() throws {
    let rows = try zip(cells("ja-JP.md"), cells("en-US.md")).map { Array(zip($0, $1)) }
    for between in [" / ", "／", "<br/>", "<br>"] {
      let bilingual = rows.map { $0.map { $0.1 == "&nbsp;" ? $0.1 : "\($0.0)\(between)\($0.1)" } }
      #expect(try markets(page("ja-JP", bilingual)) == shipped, "\(between)")
    }
    let bracketed = rows.map { $0.map { $0.1 == "&nbsp;" ? $0.1 : "\($0.0)（\($0.1)）" } }
    #expect(try markets(page("ja-JP", Array(bracketed.prefix(9)))).count == 27)
  }

  @Test("A remark in parentheses is no second name")
  func remarks() {
    for cell in ["アトランティス (Denmark)", "Atlantis (Brazil)", "グリーンランド (Denmark)"] {
      #expect(throws: ImportError.self) { try markets(page("ja-JP", [["Guam", cell]])) }
    }
  }

  @Test("Tags, links, entities and emphasis are no part of a name")
  func tags() throws {
    let cells = [
      "<b>Guam</b>", "[Guernsey](https://example.com/a_(b))", "**Saba**", "S&#227;o Tom&#xE9; and Pr&iacute;ncipe",
      "<a href=\"x|y\">Guinea</a>".replacing("|", with: "\\|"), "&Aring;land&nbsp;Islands", "R<sup></sup>eunion",
    ]
    #expect(try markets(page("en-US", cells.map { [$0] })) == ["AX", "GG", "GN", "GU", "RE", "ST", "XS"])
  }

  @Test("Tables may be HTML, with headings or without, and end tags left out")
  func html() throws {
    let rows = try cells("en-US.md")
    let closed = rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }.joined(separator: "\n")
    let open = rows.map { "<tr>" + $0.map { "<td align=\"left\">\($0)" }.joined() }.joined(separator: "\n")
    #expect(try markets("<table><tr><th>A</th><th>B</th></tr>\n\(closed)</table>") == shipped)
    #expect(try markets("text\n<TABLE class=\"t\">\n\(open)\n</TABLE>\ntext") == shipped)
  }

  @Test("A page of 117 names and one of 18 are read as one of 110 is")
  func lengths() throws {
    #expect(try markets(Fixture.text("reservations-2018-10.md")).count == 117)
    #expect(try markets(Fixture.text("reservations-2018-first.md")).count == 18)
    let rows = try cells("reservations-2018-10.md")
    let bilingual = rows.enumerated().map { row, names in
      names.enumerated().map { spans("名前", $0.element, row * 3 + $0.offset) }
    }
    #expect(try markets(page("zh-CN", bilingual)).count == 117)
    #expect(
      try Set(markets(page(nil, rows))).subtracting(shipped).sorted() == ["AZ", "BY", "IN", "KR", "KZ", "TW", "UA"])
  }

  @Test("A page with both lists gives the one that is asked for")
  func both() throws {
    let software = try cells("en-US.md"), reservations = try cells("reservations-2018-10.md")
    func table(_ rows: [[String]]) -> String { page(nil, rows).replacing("# Page\n", with: "") }
    let text =
      "# One\nAzure reservations are not available here:\n\(table(reservations))\n"
      + "## Two\nSoftware subscriptions are not available here:\n\(table(software))\n"
    #expect(try markets(text, kind: .software) == shipped)
    #expect(try markets(text, kind: .reservations).count == 117)
  }

  @Test("The same name twice is one market; two names for one are told")
  func twice() throws {
    #expect(try markets(page("en-US", [["Guam", "guam"], ["Saba", "Guam"]])) == ["GU", "XS"])
    #expect(throws: ImportError.self) { try markets(page("en-US", [["Russia", "Russian Federation"]])) }
  }
}
