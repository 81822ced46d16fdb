import Testing

@testable import PartnerCatalogCLI

@Suite("Tables")
struct TableTests {
  private var table: Table {
    var table = Table(columns: [
      .init(title: "Id"), .init(title: "Title", least: 5, keep: 2),
      .init(title: "Items", least: 5, keep: 1, isNumber: true),
    ])
    table.rows = [["DZH318Z0BQ3Q", "Reserved VM Instance", "7"], ["X", "仮想マシン", "1200"]]
    return table
  }

  @Test("Columns stand under their headings, numbers to the right, without blanks at line ends")
  func layout() {
    #expect(
      table.rendered(width: nil, inColour: false) == """
        Id            Title                 Items
        DZH318Z0BQ3Q  Reserved VM Instance      7
        X             仮想マシン             1200

        """)
  }

  @Test("A wide table is cut where its columns allow it, wide characters counting two")
  func narrow() {
    #expect(
      table.rendered(width: 29, inColour: false) == """
        Id            Title     Items
        DZH318Z0BQ3Q  Reserve…      7
        X             仮想マ…    1200

        """)
  }

  @Test("What cannot be narrow enough is left out; identifiers never are", arguments: [1, 14, 18])
  func tooNarrow(width: Int) {
    #expect(table.rendered(width: width, inColour: false) == "Id\nDZH318Z0BQ3Q\nX\n")
  }

  @Test("No line is wider than the width where the identifiers fit", arguments: 12...60)
  func fits(width: Int) {
    for line in table.rendered(width: width, inColour: false).split(separator: "\n") {
      #expect(DisplayWidth.of(line) <= width)
    }
  }

  @Test("Colour wraps the text of a cell and nothing else")
  func colour() {
    var table = Table(columns: [.init(title: "State")])
    table.rows = [[.init("complete", .good)]]
    #expect(
      table.rendered(width: nil, inColour: true) == "\u{1B}[1mState\u{1B}[0m\n\u{1B}[32mcomplete\u{1B}[0m\n")
  }

  @Test("Cells cannot steer the terminal")
  func untrusted() {
    var table = Table(columns: [.init(title: "Title")])
    table.rows = [[.init("a\u{1B}[31mb\nc")]]
    #expect(table.rendered(width: nil, inColour: false) == "Title\na\\u{1b}[31mb c\n")
  }
}

@Suite("Width on a terminal")
struct DisplayWidthTests {
  @Test(
    "Counts cells",
    arguments: [
      ("", 0), ("abc", 3), ("Müller", 6), ("Mu\u{308}ller", 6), ("日本", 4), ("ｶﾅ", 2), ("한국", 4), ("👍", 2), ("👨‍👩‍👧", 2),
      ("🇩🇪", 2), ("❤️", 2), ("Łódź", 4), ("עברית", 5), ("\u{200D}", 0),
    ])
  func width(text: String, cells: Int) { #expect(DisplayWidth.of(text) == cells) }

  @Test(
    "Cuts between characters and never through one",
    arguments: [
      ("Reserved", 8, "Reserved"), ("Reserved", 4, "Res…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("a", 0, ""),
    ])
  func fit(text: String, width: Int, expected: String) { #expect(DisplayWidth.fit(text, to: width) == expected) }
}
