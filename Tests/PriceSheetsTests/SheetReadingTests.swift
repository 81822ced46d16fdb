import CatalogModel
import Foundation
import Testing

@testable import PriceSheets

@Suite("A price sheet")
struct SheetReadingTests {
  @Test(
    "in either dialect gives the same row; SKU 1 is 0001, and text with quotes, commas and line breaks is no trouble")
  func dialects() throws {
    let portal = try SheetFile(Dialect.portal + Dialect.row(tags: "License; Trial")).read()
    let api = try SheetFile(Dialect.api).read()
    for content in [portal, api] {
      let sheet = try #require(content.sheets.first)
      #expect(sheet.market == "US")
      #expect(sheet.offers == [PriceOffer(product: "CFQ7TTC0LH18", sku: "0001", term: "P1Y", plan: "Annual")])
      #expect(sheet.currencies == ["USD"])
      let row = try #require(sheet.rows.first)
      #expect(row.content.unit?.text == "57.6" && row.content.retail?.text == "72")
      #expect(row.content.ends == nil && row.content.isTrial)
      #expect(content.view == .licences)
    }
    #expect(portal.sheets[0].rows[0].content.starts == 1_743_465_600)
    #expect(api.sheets[0].rows[0].content.starts == 1_548_979_200)
  }

  @Test(
    "has SKU ids of four characters",
    arguments: [("1", "0001"), ("12", "0012"), ("F", "000F"), ("000F", "000F"), ("MS-AZR-0145P", "MS-AZR-0145P")])
  func sku(received: String, catalog: String) throws {
    let content = try SheetFile(Dialect.portal + Dialect.row(sku: received)).read()
    #expect(content.sheets[0].offers[0].sku.rawValue == catalog)
  }

  @Test(
    "calls charity nonprofit and nothing commercial; other words stay",
    arguments: [("Charity", "nonprofit"), ("", "commercial"), ("Government", "government"), ("Sovereign", "sovereign")])
  func segment(received: String, catalog: String) throws {
    let content = try SheetFile(Dialect.portal + Dialect.row(segment: received)).read()
    #expect(content.sheets[0].offers[0].segment.rawValue == catalog)
  }

  @Test("keeps rows apart that differ in term, plan, segment, market or currency alone")
  func keys() throws {
    let rows = [
      Dialect.row(), Dialect.row(term: "P3Y"), Dialect.row(plan: "Monthly"), Dialect.row(segment: "Charity"),
      Dialect.row(market: "DE", currency: "EUR"), Dialect.row(market: "DE", currency: "GBP"),
      Dialect.row(plan: "Triennial"),
    ]
    let content = try SheetFile(Dialect.portal + rows.joined()).read()
    #expect(content.sheets.map(\.market) == ["DE", "US"])
    #expect(content.sheets.map(\.rows.count) == [2, 5])
    #expect(content.sheets[1].offers.count == 5)
    #expect(content.sheets[0].currencies == ["EUR", "GBP"] && content.sheets[0].offers.count == 1)
  }

  @Test("has bounds of tiers beyond 64 bits, and years that stand for always and for no end")
  func placeholders() throws {
    let text =
      Dialect.portal
      + Dialect.row(starts: "1/1/1753 12:00:00 AM", ends: "9999-12-31").replacing(
        ",,,1/1/1753", with: ",101,9223372036854780000,1/1/1753")
    let sheet = try SheetFile(text).read().sheets[0]
    #expect(sheet.offers[0].tier == "101")
    #expect(sheet.rows[0].content.starts == nil && sheet.rows[0].content.ends == nil)
  }

  @Test(
    "in dates of every form is of the same moment",
    arguments: [
      "2021-11-03T06:57:30.0682597Z", "2021-11-03T06:57:30Z", "11/3/2021 6:57:30 AM", "2021-11-03 06:57:30",
    ])
  func dates(text: String) throws {
    let sheet = try SheetFile(Dialect.portal + Dialect.row(ends: text)).read().sheets[0]
    #expect(sheet.rows[0].content.ends == 1_635_922_650)
  }

  @Test(
    "with a value that is none of its column is refused as a whole, by line and column",
    arguments: [
      (Dialect.row(unit: "57,6").replacing("57,6", with: "\"57,6\""), "line 2 has no valid UnitPrice"),
      (Dialect.row(unit: "$57"), "line 2 has no valid UnitPrice"),
      (Dialect.row(starts: "2025-02-30"), "line 2 has no valid EffectiveStartDate"),
      (Dialect.row(ends: "soon"), "line 2 has no valid EffectiveEndDate"),
      (Dialect.row(market: "USA"), "line 2 has no valid Market"),
      (Dialect.row(currency: "$"), "line 2 has no valid Currency"),
      (Dialect.row(product: ""), "line 2 has no valid ProductId"),
      (Dialect.row() + "Unchanged,Title\n", "line 4 has 2 fields, the first line 21"),
    ])
  func values(rows: String, fault: String) throws { #expect(try SheetFile(Dialect.portal + rows).fault() == fault) }

  @Test("without a key column, or with one twice, is refused by the name of the column")
  func columns() throws {
    #expect(
      try SheetFile("a,b\n1,2\n").fault()?.contains("ProductId, SkuId, TermDuration, Currency, UnitPrice") == true)
    let twice = Dialect.portal.replacing("Publisher", with: "Currency") + Dialect.row()
    #expect(try SheetFile(twice).fault() == "its first line has the column Currency twice")
  }

  @Test("that is no sheet says what it is instead")
  func notASheet() throws {
    #expect(try SheetFile("<!DOCTYPE html><html>").fault() == "it is a web page, as a sign-in or an error sends one")
    #expect(try SheetFile([0xFF, 0xFE, 0x43, 0x00]).fault()?.contains("not UTF-8") == true)
    #expect(try SheetFile(Dialect.portal).fault() == "it has a first line and no rows")
    #expect(try SheetFile("").fault()?.contains("lacks the columns") == true)
    #expect(
      try SheetFile(Dialect.portal + Dialect.row()).fault(market: "DE")
        == "it has rows of market US, not of DE")
  }

  @Test("that is cut anywhere in its last line is refused")
  func cut() throws {
    let bytes = Array(
      (Dialect.portal + Dialect.row() + Dialect.row(sku: "2", previous: "\"{'UnitPrice': '50'}\"")).utf8)
    let before = Array((Dialect.portal + Dialect.row()).utf8).count
    // A row that ends at its last comma is whole: the hint behind it may be absent.
    let lastComma = bytes.count - 1 - "\"{'UnitPrice': '50'}\"".utf8.count
    for end in (before + 1)..<(bytes.count - 1) where end != lastComma {
      #expect(try SheetFile(bytes[..<end]).fault() != nil, "\(bytes.count - end) bytes are missing")
    }
    // The last line end alone says nothing.
    #expect(try SheetFile(bytes.dropLast()).fault() == nil)
  }

  @Test("reads the same in parts of any size")
  func parts() throws {
    let bytes = Array((Dialect.portal + Dialect.row() + Dialect.row(sku: "2")).utf8)
    func records(size: Int) throws -> [[String]] {
      var reader = CSVReader()
      var records: [[String]] = []
      func take(_ record: CSVReader.Record) { records.append((0..<record.count).map { record.text($0) }) }
      for start in stride(from: 0, to: bytes.count, by: size) {
        try bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { try reader.read($0, take) }
      }
      try reader.end(take)
      return records
    }
    let whole = try records(size: bytes.count)
    #expect(whole.count == 3 && whole[1][6] == "Mail, \"files\"\nand meetings" && whole[0][0] == "ChangeIndicator")
    for size in 1...40 { #expect(try records(size: size) == whole, "parts of \(size)") }
  }
}

@Suite("A ZIP archive with a price sheet")
struct ZipTests {
  private let sheet = Array((Dialect.portal + (1...300).map { Dialect.row(sku: "\($0)") }.joined()).utf8)

  private func fault(_ bytes: some Collection<UInt8>) throws -> String? {
    try SheetFile(bytes, name: "sheets.zip").fault()
  }

  @Test("gives the same rows, whatever its name and that of the table")
  func rows() throws {
    let archive = ZipWriter.archive([.init("anything.csv", sheet)])
    #expect(try SheetFile(archive, name: "odd.bin").read().sheets[0].rows == SheetFile(sheet).read().sheets[0].rows)
  }

  @Test("that is cut anywhere is refused")
  func cut() throws {
    let archive = ZipWriter.archive([.init("sheets.csv", sheet)])
    for end in stride(from: 2, to: archive.count, by: 37) {
      #expect(try fault(archive[..<end]) != nil, "\(end) of \(archive.count) bytes")
    }
    #expect(try fault(archive.dropLast()) == "the archive is cut: its directory is missing")
  }

  @Test("with any byte of its content or its sums changed is refused")
  func damaged() throws {
    let archive = ZipWriter.archive([.init("sheets.csv", sheet)])
    for place in stride(from: 40, to: archive.count - 90, by: 11) {
      var damaged = archive
      damaged[place] ^= 0x10
      #expect(try fault(damaged) != nil, "byte \(place)")
    }
    var wrongSum = archive
    wrongSum[archive.count - 22 - 46 - 10 + 16] ^= 1
    #expect(try fault(wrongSum) == "the archive is damaged: its content has another checksum")
  }

  @Test("of two tables, of none, or that unpacks to far more than a sheet is refused")
  func others() throws {
    #expect(
      try fault(ZipWriter.archive([.init("a.csv", sheet), .init("b.csv", sheet)]))
        == "the archive holds 2 files, so that none is the sheet")
    #expect(try fault(ZipWriter.archive([])) == "the archive holds no table")
    let bomb = ZipWriter.archive([.init("sheets.csv", [UInt8](repeating: 0x30, count: 64 << 20))])
    #expect(try fault(bomb) == "the archive unpacks to more than a sheet has")
  }
}

@Suite("The name of a price sheet")
struct SheetNameTests {
  @Test(
    "tells view and month as far as it says",
    arguments: [
      ("price_sheet_license_GA_US_202611.csv", "updatedlicensebased", "202611", false),
      ("Nov_NCE_LicenseBasedPL_GA_US.csv", "updatedlicensebased", "202511", false),
      ("price_sheet_license_preview_US_202612.csv", "updatedlicensebased", "202612", true),
      ("azure_consumption-2026-11.zip", "azure_consumption", "202611", false),
      ("sheets.csv", nil, nil, false), ("price_sheet_software.csv", "software", nil, false),
      ("Dec_NCE_LicenseBasedPL_GA_US.csv", "updatedlicensebased", nil, false),
      ("licensebasedest_202611.csv", "licensebasedest", "202611", false), ("x_20261101.csv", nil, nil, false),
    ] as [(String, String?, String?, Bool)])
  func facts(name: String, view: String?, month: String?, isPreview: Bool) {
    let facts = SheetName("/some/where/\(name)")
    #expect(facts.view?.rawValue == view)
    // 1 November 2025.
    #expect(facts.month(latestStart: Date(timeIntervalSince1970: 1_761_955_200))?.description == month)
    #expect(facts.isPreview == isPreview)
  }
}

@Suite("Previous values")
struct PreviousValuesTests {
  @Test("are a dictionary of Python, of which nothing is run")
  func literal() {
    #expect(
      PreviousValues("{'ERP Price': '1216.8', 'UnitPrice': '973.44'}")?.values
        == ["ERP Price": "1216.8", "UnitPrice": "973.44"])
    #expect(PreviousValues(#"{"SkuTitle": 'it\'s', 'X': None}"#)?.values == ["SkuTitle": "it's", "X": "None"])
    #expect(PreviousValues("{}")?.values == [:])
    for text in ["", "{", "{'a'", "{'a': 'b", "['a']", "{'a' 'b'}"] { #expect(PreviousValues(text) == nil, "\(text)") }
    #expect(PreviousValues("{'SkuTitle': 'x'}")?.haveAPrice == false)
  }

  @Test("tells what a product's rows say besides prices, whatever their order, currency and flags")
  func facts() throws {
    func facts(_ rows: String) throws -> UInt64? {
      try SheetFile(Dialect.portal + rows).read().sheets.first?.facts.values.first
    }
    let row = Dialect.row()
    let usual = try facts(row)
    #expect(usual != nil && usual != 0)
    #expect(try facts(row + row) == usual, "A row twice says nothing new.")
    #expect(try facts(row.replacing("57.6", with: "58")) == usual, "A price is no fact.")
    #expect(try facts(row.replacing("Unchanged", with: "Change")) == usual, "A flag is none either.")
    #expect(try facts(Dialect.row(tags: "License;Trial")) != usual)
    #expect(try facts(Dialect.row(segment: "Education")) != usual)
    #expect(try facts(row + Dialect.row(sku: "2")) == facts(Dialect.row(sku: "2") + row))
  }
}
