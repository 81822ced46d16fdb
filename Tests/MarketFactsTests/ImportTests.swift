import CatalogModel
import Foundation
import MarketFacts
import Testing

@testable import import_unavailable_markets

@Suite("Importing the unavailable markets")
struct ImportTests {
  static let editions = [
    "zh-TW.md", "zh-TW-2019.md", "ja-JP.md", "fr-FR.md", "en-US.md", "en-US-two-columns.md", "en-US-2023.md",
  ]

  private func markets(_ page: Page) throws -> [Market] {
    try MarketList(pages: [page], aliases: Alias.reviewed()).markets
  }

  private var shipped: [Market] { UnavailableMarkets.softwareSubscriptions.documented.map(\.market) }

  @Test("Each edition gives exactly the shipped list", arguments: editions)
  func edition(name: String) throws {
    #expect(try markets(try Fixture.page(name)) == shipped)
  }

  @Test("The pages at hand give the shipped file byte for byte, in any order")
  func bytes() throws {
    for names in [Fixture.pages, Fixture.pages.reversed()] {
      let list = try MarketList(pages: try names.map(Fixture.page), aliases: Alias.reviewed())
      #expect(Data(try list.json().utf8) == (try Data(contentsOf: Fixture.shipped)))
    }
  }

  @Test("Pages of several dates are editions of their own: those on reservations contradict each other")
  func reservations() throws {
    let pages = try Fixture.reservationPages.map(Fixture.page)
    for pages in [pages, pages.reversed()] {
      let list = try MarketList(pages: pages, kind: .reservations, aliases: Alias.reviewed())
      #expect(list.editions.map(\.date) == ["2022-06-28", "2018-10-09", "2018"])
      #expect(list.editions.map(\.markets.count) == [110, 117, 18])
      #expect(Data(try list.json().utf8) == (try Data(contentsOf: Fixture.shippedReservations)))
    }
  }

  @Test("Cell by cell, the editions that keep the original's order name the same market")
  func cells() throws {
    let placement = NamePlacement(aliases: try Alias.reviewed())
    let original = try placement.place(try Fixture.page("en-US.md"))
    for name in ["zh-TW.md", "zh-TW-2019.md", "ja-JP.md", "fr-FR.md"] {
      let placed = try placement.place(try Fixture.page(name))
      #expect(placed.count == 110)
      for (cell, same) in zip(placed, original) {
        #expect(cell.market == same.market, "\(name): \(cell.cell.text) for \(same.cell.text)")
        #expect((cell.cell.row, cell.cell.column) == (same.cell.row, same.cell.column))
      }
    }
  }

  @Test(
    "The names that mislead stand for what their place says",
    arguments: [
      ("zh-TW.md", "俄文同盟", "RU"), ("zh-TW.md", "尖棉", "XJ"), ("zh-TW.md", "沙巴", "XS"), ("zh-TW.md", "聖佑達修斯", "XE"),
      ("zh-TW.md", "冷岸", "SJ"), ("zh-TW.md", "波奈", "BQ"), ("zh-TW.md", "根息", "GG"), ("zh-TW.md", "曼城島", "IM"),
      ("zh-TW.md", "聖馬丁", "MF"), ("zh-TW.md", "荷屬聖馬丁", "SX"), ("zh-TW.md", "柯克群島", "CK"),
      ("zh-TW.md", "可可斯群島", "CC"), ("zh-TW.md", "尼日", "NE"), ("zh-TW.md", "多米尼克", "DM"),
      ("ja-JP.md", "ヤンマイエン島", "XJ"), ("ja-JP.md", "スバールバル諸島", "SJ"), ("ja-JP.md", "サンマルタン島", "MF"),
      ("ja-JP.md", "シント・マールテン島", "SX"), ("ja-JP.md", "コンゴ共和国", "CG"), ("ja-JP.md", "ドミニカ国", "DM"),
      ("fr-FR.md", "Saint-Eustache", "XE"), ("fr-FR.md", "Congo", "CG"), ("fr-FR.md", "Congo (RDC)", "CD"),
    ] as [(String, String, Market)])
  func misleading(file: String, name: String, market: Market) throws {
    let placed = try NamePlacement(aliases: try Alias.reviewed()).place(try Fixture.page(file))
    #expect(placed.filter { $0.cell.text == name }.map(\.market) == [market])
  }

  @Test(
    "Line ends, a byte order mark, missing quotes, padding and columns make no difference",
    arguments: ["ja-JP.md", "zh-TW.md", "en-US.md"])
  func dialects(name: String) throws {
    let text = try Fixture.text(name)
    let variants = [
      text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\r"), "\u{FEFF}" + text,
      "\u{FEFF}" + text.replacing("\n", with: "\r\n"),
      text.replacing("\n> ", with: "\n"), text.replacing("\n> |", with: "\n>|"),
      text.replacing(" |\n", with: "|\n").replacing("\n> | ", with: "\n> "),
      text.replacing("&nbsp;", with: "").replacing(#/ {2,}/#, with: " "),
      text.replacing("|\n> | ", with: "| &nbsp; |\n> | &nbsp; | ").replacing("-| &nbsp; |", with: "-|"),
    ]
    for (number, variant) in variants.enumerated() {
      let page = try Page(name: name, bytes: Data(variant.utf8))
      #expect(try markets(page) == shipped, "variant \(number)")
    }
  }

  @Test(
    "A page that does not give its language is read in the language that fits", arguments: ["ja-JP.md", "fr-FR.md"])
  func withoutLocale(name: String) throws {
    let text = try Fixture.text(name).replacing(/ms\.contentlocale: .*\n/, with: "")
    let page = Page(name: name, text: text)
    #expect(page.locale == nil)
    #expect(try markets(page) == shipped)
  }

  @Test("The header of the list tells page, editions and their dates")
  func header() throws {
    let list = try MarketList(
      pages: try ["zh-TW.md", "en-US.md", "ja-JP.md", "zh-TW.md"].map(Fixture.page), aliases: Alias.reviewed())
    #expect(
      list.editions == [
        .init(
          date: "2018-10-09", markets: shipped,
          pages: [
            .init(locale: "en-US", handedOver: nil), .init(locale: "ja-JP", handedOver: "11/26/2019"),
            .init(locale: "zh-TW", handedOver: "03/31/2020"),
          ])
      ])
    #expect(MarketList.iso("3/1/2020") == "2020-03-01")
    #expect(MarketList.iso("2020-03-31") == "2020-03-31")
  }

  @Test(
    "The editions at hand give the shipped list",
    .enabled(if: FileManager.default.fileExists(atPath: Fixture.seeds.path), "only where ../shared/seeds is"))
  func seeds() throws {
    let files = try FileManager.default.contentsOfDirectory(at: Fixture.seeds, includingPropertiesForKeys: nil)
    let pages = try files.map { try Page(name: $0.lastPathComponent, bytes: Data(contentsOf: $0)) }
    #expect(pages.compactMap(\.locale).sorted() == ["ja-JP", "zh-TW"])
    let list = try MarketList(pages: pages, aliases: Alias.reviewed())
    #expect(list.markets == shipped)
    #expect(list.isHeld(by: try Data(contentsOf: Fixture.shipped)))
  }
}
