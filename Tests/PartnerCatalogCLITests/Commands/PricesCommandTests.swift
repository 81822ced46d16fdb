import CatalogModel
import Foundation
import PriceSheets
import Testing

/// A program with price sheets that it reads.
struct PriceDesk {
  let program: Program
  /// The month of the sheets that count as present.
  let month = SheetMonth(of: Date())

  init() throws {
    var program = try Program()
    // The demo's own prices would be in the way.
    program.environment["PARTNER_CATALOG_PRICES"] = "false"
    program.environment["PARTNER_CATALOG_DB"] = program.home.appendingPathComponent("catalog.sqlite").path
    self.program = program
  }

  static let header =
    "ChangeIndicator,ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,"
    + "Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,ERP Price,"
    + "Segment,PreviousValues\n"

  static func row(
    _ product: String = "CFQ7TTC0LH18", _ sku: String = "1", term: String = "P1Y", plan: String = "Annual",
    market: String = "US", currency: String = "USD", unit: String, retail: String = "", starts: String = "2020-01-01",
    ends: String = "9999-11-30", segment: String = "Commercial"
  ) -> String {
    "Unchanged,Title,\(product),\(sku),Title,Microsoft,Text,,\(term),\(plan),\(market),\(currency),\(unit),,,\(starts),\(ends),"
      + "License,\(retail),\(segment),\n"
  }

  /// The path of a file with rows.
  func sheet(_ rows: [String], name: String) throws -> String {
    let path = program.home.appendingPathComponent(name).path
    try Data((Self.header + rows.joined()).utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  func json(_ arguments: String...) throws -> JSONValue {
    let result = try program.run(arguments + ["--json"])
    return try JSONDecoder().decode(JSONValue.self, from: Data(result.output.utf8))
  }
}

extension JSONValue {
  fileprivate subscript(_ key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }
  fileprivate var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
  fileprivate var word: String? { if case .string(let text) = self { text } else { nil } }
}

@Suite("The command prices")
struct PricesCommandTests {
  @Test("imports a sheet, plain or in an archive, once; its prices are exact, and SKU 1 is 0001")
  func importing() throws {
    let desk = try PriceDesk()
    let sheet = try desk.sheet(
      [
        PriceDesk.row(unit: "57.60", retail: "72"), PriceDesk.row("CFQ7TTC0LH18", "2", unit: "0", segment: "Charity"),
        PriceDesk.row("CFQ7TTC0LH18", "3", term: "P1M", plan: "None", unit: "0"),
        PriceDesk.row("CFQ7TTC0LH18", "4", unit: "0.27224589249009701"),
      ], name: "license_US_\(desk.month).csv")
    let first = try desk.program.run("prices", "import", sheet)
    #expect(first.status == 0, "\(first.errors)")
    let again = try desk.json("prices", "import", sheet)
    #expect(again["sheets"]?.elements.first?["state"]?.word == "unchanged")
    let prices = try desk.json("prices", "CFQ7TTC0LH18")["prices"]?.elements ?? []
    #expect(prices.compactMap { $0["skuId"]?.word } == ["0001", "0002", "0003", "0004"])
    #expect(prices.compactMap { $0["unit"]?.word } == ["57.60", "0", "0", "0.27224589249009701"])
    #expect(prices.compactMap { $0["state"]?.word } == ["known", "free", "trial", "known"])
    #expect(prices[1]["segment"]?.word == "nonprofit")
    let archive = desk.program.home.appendingPathComponent("sheets.zip").path
    let content = Array(try Data(contentsOf: URL(fileURLWithPath: sheet)))
    try Data(ZipWriter.archive([.init("sheets.csv", content)])).write(to: URL(fileURLWithPath: archive))
    let packed = try desk.json("prices", "import", archive, "--month", "\(desk.month)")
    #expect(packed["sheets"]?.elements.first?["view"]?.word == "updatedlicensebased")
    #expect(packed["sheets"]?.elements.first?["state"]?.word == "stored")
  }

  @Test("refuses a file that is damaged or of an unknown month, and creates nothing for it")
  func refusals() throws {
    let desk = try PriceDesk()
    let database = desk.program.home.appendingPathComponent("catalog.sqlite").path
    let unknown = try desk.program.run(
      "prices", "import", try desk.sheet([PriceDesk.row(unit: "1")], name: "sheets.csv"))
    #expect(unknown.status == 64 && unknown.errors.contains("Add --month YYYYMM"))
    let cut = try desk.sheet([PriceDesk.row(unit: "1"), "Unchanged,Title,CFQ"], name: "license_202611.csv")
    let damaged = try desk.program.run("prices", "import", cut)
    #expect(damaged.status == 2 && damaged.errors.contains("it ends within line 3. Nothing of it was stored."))
    let missing = try desk.program.run("prices", "import", "/nowhere/x.csv")
    #expect(missing.status == 2)
    #expect(!FileManager.default.fileExists(atPath: database))
    let good = try desk.sheet([PriceDesk.row(unit: "1")], name: "license_good_202611.csv")
    let mixed = try desk.program.run("prices", "import", cut, good)
    #expect(mixed.status == 3)
    #expect(try desk.program.run("prices", "CFQ7TTC0LH18:1").status == 0)
  }

  @Test("shows the prices of a day: a row with a real end holds to its end, of others the latest start does")
  func overlaps() throws {
    let desk = try PriceDesk()
    let rows = [
      PriceDesk.row(unit: "10", starts: "2021-10-01", ends: "2021-11-03T06:57:30.0682597Z"),
      PriceDesk.row(unit: "11", starts: "2021-11-01"),
      PriceDesk.row("CFQ7TTC0LH18", "2", unit: "20", starts: "2021-10-01"),
      PriceDesk.row("CFQ7TTC0LH18", "2", unit: "21", starts: "2021-11-12"),
    ]
    #expect(try desk.program.run("prices", "import", try desk.sheet(rows, name: "license_US_202111.csv")).status == 0)
    func price(_ sku: String, on day: String) throws -> [String] {
      try desk.json("prices", "CFQ7TTC0LH18:\(sku)", "--as-of", day)["prices"]?.elements.compactMap {
        "\($0["unit"]?.word ?? "") \($0["state"]?.word ?? "")"
      } ?? []
    }
    #expect(
      try price("1", on: "2021-11-02") == ["10 known", "11 announced"] || price("1", on: "2021-11-02") == ["10 known"])
    #expect(try price("1", on: "2021-11-04") == ["11 known"])
    #expect(try price("2", on: "2021-11-11") == ["20 known", "21 announced"])
    #expect(try price("2", on: "2021-11-12") == ["21 known"])
    #expect(try price("2", on: "2022-01-01") == ["21 stale"])
  }

  @Test("shows every currency of a market until one is chosen, by the option or the configuration")
  func currencies() throws {
    let desk = try PriceDesk()
    let rows = ["EUR", "GBP"].map { PriceDesk.row(market: "DE", currency: $0, unit: $0 == "EUR" ? "5.36" : "4.67") }
    #expect(
      try desk.program.run("prices", "import", try desk.sheet(rows, name: "license_DE_\(desk.month).csv")).status == 0)
    #expect(
      try desk.json("prices", "CFQ7TTC0LH18")["prices"]?.elements.compactMap { $0["state"]?.word }
        == ["currencyUnknown", "currencyUnknown"])
    #expect(
      try desk.json("prices", "CFQ7TTC0LH18", "--currency", "gbp")["prices"]?.elements.compactMap { $0["unit"]?.word }
        == ["4.67"])
    var configured = desk.program
    configured.environment["PARTNER_CATALOG_BILLING_CURRENCY"] = "EUR"
    let chosen = try configured.run("prices", "CFQ7TTC0LH18", "--json")
    #expect(chosen.output.contains("\"5.36\"") && !chosen.output.contains("4.67"))
  }

  @Test("are part of search and can-buy, which filter and order by them and count what has none")
  func answers() throws {
    let desk = try PriceDesk()
    #expect(try desk.program.run("sync", "--demo", "--market", "US", "--quiet").status == 0)
    #expect(try desk.program.run("customers", "sync", "--demo", "--quiet").status == 0)
    let before = try desk.json("search", "microsoft 365", "--items", "--limit", "100", "--segment", "commercial")
    #expect(before["items"]?.elements.allSatisfy { $0["prices"] == nil } == true)
    let licences =
      before["items"]?.elements.filter { $0["productType"]?.word?.hasPrefix("OnlineServices") == true } ?? []
    let skus = Set(
      licences.compactMap { item in
        item["productId"]?.word.flatMap { product in item["skuId"]?.word.map { "\(product):\($0)" } }
      }
    ).sorted()
    #expect(skus.count > 2)
    var rows: [String] = []
    for (place, sku) in skus.prefix(3).enumerated() {
      let parts = sku.split(separator: ":").map(String.init)
      for (term, plan, factor) in [
        ("P1M", "Monthly", 1), ("P1Y", "Annual", 12), ("P1Y", "Monthly", 13), ("P3Y", "Annual", 36),
      ] {
        rows.append(
          PriceDesk.row(
            parts[0], parts[1], term: term, plan: plan, unit: "\((3 - place) * factor)", retail: "\(50 * factor)"))
      }
    }
    let imported = try desk.program.run("prices", "import", try desk.sheet(rows, name: "license_US_\(desk.month).csv"))
    #expect(imported.status == 0, "\(imported.errors)")
    let sorted = try desk.json(
      "search", "microsoft 365", "--items", "--limit", "100", "--segment", "commercial", "--sort", "price")
    let ordered =
      sorted["items"]?.elements.compactMap { item in
        item["productId"]?.word.flatMap { product in item["skuId"]?.word.map { "\(product):\($0)" } }
      } ?? []
    #expect(!ordered.isEmpty && ordered.first == skus[2] && ordered.last == skus[0])
    #expect(sorted["withoutPrice"] != nil)
    let limited = try desk.json(
      "search", "microsoft 365", "--items", "--limit", "100", "--segment", "commercial", "--max-price", "1.5/month")
    #expect(limited["items"]?.elements.isEmpty == false)
    #expect(
      limited["items"]?.elements.allSatisfy { "\($0["productId"]?.word ?? ""):\($0["skuId"]?.word ?? "")" == skus[2] }
        == true)
    let retail = try desk.program.run("search", skus[0], "--json", "--price", "retail").output
    #expect(retail.contains("\"retail\": \"50\"") && retail.contains("\"unit\": null"))
    let both = try desk.program.run("search", skus[0], "--items", "--price", "both").output
    #expect(both.contains("(retail 50)"), "\(both)")
    let none = try desk.program.run("search", skus[0], "--json", "--price", "none").output
    #expect(!none.contains("\"prices\""))
    let buy = try desk.json("can-buy", "contoso.onmicrosoft.com", skus[0])
    let states = buy["items"]?.elements.flatMap { $0["prices"]?.elements ?? [] }.compactMap { $0["state"]?.word } ?? []
    #expect(states.contains("known"))
    let shown = try desk.program.run("show", skus[0], "--market", "US").output
    #expect(shown.contains("Price"))
  }

  @Test("that moved are changes: dearer, cheaper, new and gone")
  func changes() throws {
    let desk = try PriceDesk()
    let others = (10...20).map { PriceDesk.row("CFQ7TTC0LH18", "\($0)", unit: "1") }
    let october = [
      PriceDesk.row(unit: "10"), PriceDesk.row("CFQ7TTC0LH18", "2", unit: "10"),
      PriceDesk.row("CFQ7TTC0LH18", "3", unit: "10"),
    ]
    let november = [
      PriceDesk.row(unit: "10.5"), PriceDesk.row("CFQ7TTC0LH18", "2", unit: "9"),
      PriceDesk.row("CFQ7TTC0LH18", "4", unit: "7"),
    ]
    #expect(
      try desk.program.run("prices", "import", try desk.sheet(october + others, name: "license_202510.csv")).status == 0
    )
    #expect(try desk.program.run("changes", "--kind", "price").status == 0)
    #expect(
      try desk.program.run("prices", "import", try desk.sheet(november + others, name: "license_202511.csv")).status
        == 0)
    let changes = try desk.json("changes", "--kind", "price")["changes"]?.elements ?? []
    #expect(
      Set(
        changes.map {
          "\($0["skuId"]?.word ?? "") \($0["kind"]?.word ?? "") \($0["oldUnit"]?.word ?? "-") \($0["newUnit"]?.word ?? "-")"
        })
        == ["0001 up 10 10.5", "0002 down 10 9", "0003 gone 10 -", "0004 new - 7"])
    let steps = try desk.json("prices", "CFQ7TTC0LH18:1", "--history")["prices"]?.elements ?? []
    #expect(steps.compactMap { $0["unit"]?.word } == ["10", "10.5"])
  }
}

@Suite("The command what-is")
struct WhatIsCommandTests {
  @Test(
    "knows any id or spelling, without a catalog",
    arguments: [
      ("6fd2c87f-b296-42f0-b197-1e91e994b900", "ENTERPRISEPACK"),
      ("{6FD2C87F-B296-42F0-B197-1E91E994B900}", "ENTERPRISEPACK"),
      ("enterprisepack", "6fd2c87f-b296-42f0-b197-1e91e994b900"), ("E3", "ENTERPRISEPACK"),
      ("BP", "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"), ("CFQ7TTC0LH18:0001", "3b555118-da6a-4418-894f-7df1e2096870"),
      ("P1M:CFQ7TTC0LH18:1", "O365_BUSINESS_ESSENTIALS"), ("CFQ7TTC0LH18-0001", "O365_BUSINESS_ESSENTIALS"),
      ("Azure Active Directory Premium P1", "AAD_PREMIUM"), ("WFI-00005", "CFQ7TTC0RM8K"),
      ("16c9f982-a827-4003-a88e-e75df1927f27", "CFQ7TTC0LFLS:0002"),
      ("00283e6b-2bd8-440f-a2d5-87358e4c89a1", "beb6439c-caad-48d3-bf46-0c82871e12be"),
    ])
  func known(text: String, answer: String) throws {
    let program = try Program()
    let result = try program.run("what-is", text, "--json")
    #expect(result.status == 0 && result.output.contains("\"\(answer)\""), "\(result.output)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: program.home.path).allSatisfy { !$0.contains("sqlite") })
  }

  @Test("counts the service plans of a licence, and lists them with --verbose")
  func plans() throws {
    let program = try Program()
    let licence = try program.run("what-is", "SPE_E5")
    #expect(!licence.output.contains("\nservicePlan"))
    #expect(licence.output.contains(" service plans: --verbose lists them\n"))
    let whole = try program.run("what-is", "SPE_E5", "--verbose")
    #expect(whole.output.contains("\nservicePlan"))
  }

  @Test("says of an unknown id how old the table is, and ends with 1")
  func unknown() throws {
    let program = try Program()
    let result = try program.run("what-is", "11111111-2222-3333-4444-555555555555")
    #expect(result.status == 1 && result.errors.contains("The table of licences is that of 2026-03"))
    let json = try program.run("what-is", "11111111-2222-3333-4444-555555555555", "--json")
    #expect(json.status == 1 && json.output.contains("\"nodes\": []"))
  }

  @Test("adds the SKUs of the catalog that provision a licence")
  func catalog() throws {
    let desk = try PriceDesk()
    #expect(try desk.program.run("sync", "--demo", "--market", "US", "--quiet").status == 0)
    let item = try desk.json("search", "microsoft 365 e3", "--items", "--limit", "100")["items"]?.elements
      .first { $0["provisioningId"]?.word != nil }
    let id = try #require(item?["provisioningId"]?.word)
    let sku = "\(item?["productId"]?.word ?? ""):\(item?["skuId"]?.word ?? "")"
    let edges = try desk.json("what-is", id)["edges"]?.elements ?? []
    #expect(
      edges.contains { edge in
        edge["confidence"]?.word == "stated" && edge["from"]?["id"]?.word == sku && edge["to"]?["id"]?.word == id
      })
  }

  @Test("takes a new edition of the table, and refuses a damaged one")
  func editions() throws {
    let desk = try PriceDesk()
    func table(_ lines: [String]) throws -> String {
      let path = desk.program.home.appendingPathComponent("table-\(UUID().uuidString).csv").path
      try Data(("Product_Display_Name,String_ Id,GUID\r\n" + lines.joined(separator: "\r\n") + "\r\n").utf8)
        .write(to: URL(fileURLWithPath: path))
      return path
    }
    let few = try desk.program.run(
      "crosswalk", "import", try table(["Office 365 E3,ENTERPRISEPACK,6fd2c87f-b296-42f0-b197-1e91e994b900"]))
    #expect(few.status == 2 && few.errors.contains("it has 1 of 617 known licences"))
    let counted = try desk.program.run(
      "crosswalk", "import", try table((0...5).map { "E3,ENTERPRISEPACK,6fd2c87f-b296-42f0-b197-1e91e994b90\($0)" }))
    #expect(counted.errors.contains("counted up"))
    let wrong = try desk.program.run("crosswalk", "import", try table(["E3,ENTERPRISEPACK,no guid"]))
    #expect(wrong.errors.contains("line 2 has no valid GUID"))
  }
}
