import CatalogModel
import CatalogQuery
import Foundation
import Testing

@Suite("The price of a term for another program")
struct PriceOfTests {
  private static func moment(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  @Test("is the row that held at the moment, with its state where there is no single amount")
  func moments() throws {
    let desk = try PriceDesk()
    let rows = [
      PriceDesk.row(unit: "10", starts: "2021-10-01", ends: "2021-11-03T06:57:30.0682597Z"),
      PriceDesk.row(unit: "11", starts: "2021-11-01"), PriceDesk.row(plan: "Monthly", unit: "12"),
      PriceDesk.row("CFQ7TTC0LH18", "2", unit: "1"), PriceDesk.row("CFQ7TTC0LH18", "2", unit: "2"),
      PriceDesk.row("CFQ7TTC0LH18", "3", term: "OneTime", plan: "", unit: "38.25"),
    ]
    let imported = try desk.program.run("prices", "import", try desk.sheet(rows, name: "license_US_202111.csv"))
    #expect(imported.status == 0, "\(imported.errors)")
    let catalog = try Catalog(path: desk.program.home.appendingPathComponent("catalog.sqlite").path)
    func price(
      _ sku: SKUID, _ term: String? = "P1Y", _ plan: String? = "annual", market: Market = "US",
      segment: Segment = .commercial, currency: String = "USD", at text: String
    ) throws -> String {
      let price = try catalog.price(
        of: SKUReference("CFQ7TTC0LH18", sku), market: market, segment: segment, term: term, billingPlan: plan,
        currency: currency, asOf: Self.moment(text))
      return "\(price.state) \(price.unit?.text ?? "-")"
    }
    #expect(try price("0001", at: "2021-11-02T00:00:00Z") == "known 10")
    #expect(try price("0001", at: "2021-11-04T00:00:00Z") == "known 11")
    #expect(try price("0001", at: "2021-12-04T00:00:00Z") == "stale 11")
    // Before the first sheet the start of its row says since when it holds.
    #expect(try price("0001", at: "2021-10-20T00:00:00Z") == "known 10")
    #expect(try price("0001", "p1y", "Monthly", at: "2021-11-02T00:00:00Z") == "known 12")
    #expect(try price("0002", at: "2021-11-02T00:00:00Z") == "contradictory -")
    #expect(try price("0003", nil, nil, at: "2021-11-02T00:00:00Z") == "known 38.25")
    #expect(try price("0001", "P3Y", at: "2021-11-02T00:00:00Z") == "noRow -")
    #expect(try price("0001", segment: .education, at: "2021-11-02T00:00:00Z") == "noRow -")
    #expect(try price("0001", currency: "EUR", at: "2021-11-02T00:00:00Z") == "noRow -")
    #expect(try price("0001", market: "DE", at: "2021-11-02T00:00:00Z") == "notRead -")
  }
}
