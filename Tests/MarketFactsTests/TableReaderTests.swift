import Testing

@testable import import_unavailable_markets

@Suite("Reading tables")
struct TableReaderTests {
  private func cells(_ text: String) -> [[String]] {
    TableReader.tables(in: text.split(separator: "\n", omittingEmptySubsequences: false)).map {
      $0.cells.map { "\($0.row),\($0.column) \($0.text)" }
    }
  }

  @Test("Blank cells are left out, and the others keep their place")
  func places() {
    #expect(
      cells("> | A | &nbsp; |\n> |---|---|\n> | a  | &nbsp; |\n> | &nbsp; |  b |")
        == [["1,1 a", "2,2 b"]])
  }

  @Test("Quotes, padding, outer pipes and alignment marks do not matter")
  func shapes() {
    let expected = [["1,1 a", "1,2 b"]]
    #expect(cells("|A|B|\n|-|-|\n|a|b|") == expected)
    #expect(cells("A | B\n--- | :---:\na | b") == expected)
    #expect(cells(">> | A | B |\n>> |:--|--:|\n>> | a | b |  ") == expected)
    #expect(cells("   > | A | B |\n   > | --- | --- |\n   > | **a** | `b` |") == expected)
  }

  @Test("Rows may have fewer or more cells than the headings")
  func ragged() {
    #expect(cells("|A|B|\n|---|---|\n|a|\n|b|c|d|") == [["1,1 a", "2,1 b", "2,2 c", "2,3 d"]])
  }

  @Test("Entities and escaped pipes are read as what they show")
  func entities() {
    #expect(
      cells("|A|\n|---|\n|Wallis &amp; Futuna|\n|a \\| b|\n|&amp;nbsp;|")
        == [["1,1 Wallis & Futuna", "2,1 a | b", "3,1 &nbsp;"]])
  }

  @Test("A table ends where a line has no pipe, and another may follow")
  func several() {
    #expect(cells("|A|\n|---|\n|a|\n\ntext\n|B|\n|---|\n|b|") == [["1,1 a"], ["1,1 b"]])
    #expect(cells("A title\n---\nand text") == [])
    #expect(cells("") == [])
  }
}
