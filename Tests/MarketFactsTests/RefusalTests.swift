import CatalogModel
import Foundation
import Testing

@testable import import_unavailable_markets

@Suite("What the import refuses")
struct RefusalTests {
  private func run(_ arguments: String...) -> ImportUnavailableMarkets.Outcome {
    ImportUnavailableMarkets.run(arguments)
  }

  private let advice = """
    Nothing was written. Where the page is right, add the name to tools/import-unavailable-markets/aliases.json, with the \
    reason why it means that market.

    """

  @Test("Names that it cannot place are all told, with file, row and column")
  func unknownNames() {
    #expect(
      run(Fixture.path("bad-unknown-name.md"), "--output", "-")
        == .init(
          messages: """
            bad-unknown-name.md, row 1, column 2: "アトランティス" names no market in ja-JP or English.
            bad-unknown-name.md, row 3, column 1: "ムー大陸" names no market in ja-JP or English.

            """ + advice, code: 2))
  }

  @Test("Two names for one market are told together")
  func duplicate() {
    #expect(
      run(Fixture.path("bad-duplicate.md"), "--output", "-")
        == .init(
          messages: """
            bad-duplicate.md, row 2, column 1: "俄文同盟" is RU, which "俄羅斯" in row 1, column 1 already is.

            """ + advice, code: 2))
  }

  @Test("A name with two meanings is no guess")
  func ambiguous() {
    let aliases = [
      Alias(locale: "en", name: "Guinea", market: "GN", reason: ""),
      Alias(locale: "en", name: "guinea", market: "PG", reason: ""),
    ]
    let page = Page(name: "page.md", text: "---\nms.contentlocale: en-US\n---\n|A|\n|---|\n|Guam|\n|Guinea|")
    let error = #expect(throws: ImportError.self) { try NamePlacement(aliases: aliases).place(page) }
    #expect(
      error?.description
        == "page.md, row 2, column 1: \"Guinea\" may mean GN or PG in en-US.\n"
        + advice.trimmingCharacters(in: .newlines))
  }

  @Test("A page that does not give its language, and reads differently in two, is no guess")
  func unclearLanguage() {
    let aliases = [
      Alias(locale: "de-DE", name: "Tief", market: "DE", reason: ""),
      Alias(locale: "fr-FR", name: "Tief", market: "FR", reason: ""),
    ]
    let page = Page(name: "page.md", text: "|A|\n|---|\n|Guam|\n|Tief|")
    let error = #expect(throws: ImportError.self) { try NamePlacement(aliases: aliases).place(page) }
    #expect(
      error?.description == """
        page.md does not say its language, and de-Latn, fr-Latn read different markets in it. Add ms.contentlocale to \
        its front matter. Nothing was written.
        """)
  }

  @Test("Pages that list different markets are told with the difference")
  func different() {
    #expect(
      run(Fixture.path("ja-JP.md"), Fixture.path("bad-one-missing.md"), "--output", "-")
        == .init(
          messages: """
            ja-JP.md and bad-one-missing.md list different markets: only ja-JP.md has GI, only bad-one-missing.md has JP. \
            Nothing was written.

            """, code: 2))
  }

  @Test("A page without a table of markets, or that is no text, or not there, is told by name")
  func noTable() throws {
    #expect(
      run(Fixture.path("bad-no-table.md"), "--output", "-")
        == .init(
          messages:
            "bad-no-table.md holds no table of markets: no table has a cell that names one. Nothing was written.\n",
          code: 2))
    #expect(throws: ImportError.notText(page: "page.md")) {
      try Page(name: "page.md", bytes: Data([0xFF, 0xFE, 0x00]))
    }
    let missing = run("/nowhere/page.md", "--output", "-")
    #expect(missing.code == 2 && missing.output.isEmpty)
    #expect(missing.messages.hasPrefix("/nowhere/page.md cannot be read: "))
    #expect(missing.messages.hasSuffix(" Nothing was written.\n"))
  }

  @Test("A refused page leaves the file as it was")
  func leavesFile() throws {
    try withFile("before") { file in
      #expect(run(Fixture.path("bad-duplicate.md"), "--output", file.path).code == 2)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text == "before")
    }
  }
}
