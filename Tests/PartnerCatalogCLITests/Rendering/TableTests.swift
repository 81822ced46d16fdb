import SeededRandom
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

@Suite("Tables with a text that wraps")
struct WrappedTableTests {
  private func table(_ rows: [[Table.Cell]]) -> Table {
    var table = Table(columns: [
      .init(title: "Id"), .init(title: "Title", least: 8, keep: 9, wraps: true),
      .init(title: "Segment", least: 7, keep: 2, isOnlyShownWhereVaried: true),
      .init(title: "Terms", least: 5, keep: 3), .init(title: "Notes", least: 5, keep: 4),
    ])
    table.rows = rows
    return table
  }

  private let rows: [[Table.Cell]] = [
    ["DZH318Z0BQ3V:0002", "Virtual Machines · Reserved, D2s v3, US West 2, 3 Years", "commercial", "3Y", ""],
    ["DZH318Z0BQ3V:0001", "Virtual Machines · Reserved, D2s v3, US West 2, 1 Year", "commercial", "1Y", ""],
  ]

  @Test("An empty column is left out, also where there is room")
  func empty() {
    #expect(!table(rows).rendered(width: 200, inColour: false).contains("Notes"))
    #expect(table(rows).rendered(width: 200, inColour: false).contains("commercial"))
  }

  @Test("A column that tells nothing goes first, then the text continues below itself")
  func beside() {
    #expect(
      table(rows).rendered(width: 60, inColour: false) == """
        Id                 Title                               Terms
        DZH318Z0BQ3V:0002  Virtual Machines · Reserved, D2s    3Y
                           v3, US West 2, 3 Years
        DZH318Z0BQ3V:0001  Virtual Machines · Reserved, D2s    1Y
                           v3, US West 2, 1 Year

        """)
  }

  @Test("On a narrow terminal the text is below its row, and so is what has no room beside the identifier")
  func below() {
    var varied = rows
    varied[1][2] = "education"
    #expect(
      table(varied).rendered(width: 30, inColour: false) == """
        Id                 Terms
        DZH318Z0BQ3V:0002  3Y
          Virtual Machines · Reserved,
          D2s v3, US West 2, 3 Years
        DZH318Z0BQ3V:0001  1Y
          Virtual Machines · Reserved,
          D2s v3, US West 2, 1 Year

        """)
  }

  @Test("No line is too wide, and all words of every text are there", arguments: 20...90)
  func complete(width: Int) {
    let text = table(rows).rendered(width: width, inColour: false)
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= width) }
    for word in rows.flatMap({ $0[1].text.split(separator: " ") }) { #expect(text.contains(word)) }
  }

  @Test("Rows that differ in anything but their identifiers look different", arguments: 0..<200)
  func distinct(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func word(_ words: [String]) -> Table.Cell { Table.Cell(words.randomElement(using: &random) ?? "") }
    let rows = (0..<8).map { number in
      [
        Table.Cell("ID\(number)"), word(["Plan 1", "Plan 2", "A long title of many words, Plan 1", "仮想マシン"]),
        word(["commercial", "education"]), word(["1Y/m", "3Y", ""]), word(["", "note"]),
      ]
    }
    let width = Int.random(in: 16...70, using: &random)
    let text = table(rows).rendered(width: width, inColour: false)
    // The blocks of the rows, without their identifiers.
    var blocks: [String] = []
    for line in text.split(separator: "\n").dropFirst() {
      if line.hasPrefix("ID") {
        blocks.append(String(line.dropFirst(3)))
      } else {
        blocks[blocks.count - 1] += "\n" + line
      }
    }
    #expect(blocks.count == rows.count)
    for left in rows.indices {
      for right in rows.indices where rows[left].dropFirst().map(\.text) != rows[right].dropFirst().map(\.text) {
        #expect(blocks[left] != blocks[right], "width \(width)\n\(text)")
      }
    }
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
