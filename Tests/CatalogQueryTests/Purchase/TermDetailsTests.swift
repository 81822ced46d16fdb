import CatalogExport
import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import GRDB
import Testing

@testable import CatalogQuery

@Suite("Refund windows, renewals and what is not said of an item")
struct TermDetailsTests {
  private static let refunds = #"[{"refundOptions":[{"expiresAfter":"P1D","sequenceId":0,"type":"Full"}]}]"#
  private static let renewals =
    #"[{"applicableTermIds":["5aeco6mffyxo"],"renewalOptions":[{"isAutoRenewable":true,"renewToId":"P:0001"}]}]"#

  private func filled(isPurchasable: Bool? = true) async throws -> SmallStore {
    let store = try await SmallStore()
    var availability = item("A1", isPurchasable: isPurchasable, terms: ["P1Y"], of: "P:0001")
    availability.offer.terms[0].id = "5aeco6mffyxo"
    availability.offer.terms[0].cancellationPolicies = JSONFragment(canonical: Self.refunds)
    availability.offer.details = #"{"renewalInstructions":\#(Self.renewals)}"#
    try await store.put("P", product("Plan", [availability, item("B1", .education, of: "P:0001")]), in: "US")
    try await store.customer("Contoso", domain: "contoso.example", market: "US", id: "c-1")
    return store
  }

  private func object(_ value: some Encodable) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(value)) as? [String: Any])
  }

  @Test("They stand in the JSON of an item under the names that the service has for them")
  func json() async throws {
    let store = try await filled()
    let catalog = try store.catalog()
    let found = try #require(try catalog.search("plan").items.first?.item)
    let bought = try #require(try catalog.purchasableItems(for: "c-1", matching: "P:0001").items.first?.item)
    let shown = try #require(try catalog.details(of: .product("P"))?.skus.first?.items.first)
    for item in [found, bought, shown] {
      let object = try object(item)
      let term = try #require((object["terms"] as? [[String: Any]])?.first)
      #expect(Set(term.keys) == ["duration", "billingCycle", "description", "id", "cancellationPolicies"])
      #expect(term["id"] as? String == "5aeco6mffyxo")
      let policies = try #require(term["cancellationPolicies"] as? [[String: [[String: Any]]]])
      #expect(policies[0]["refundOptions"]?[0]["expiresAfter"] as? String == "P1D")
      let renewals = try #require(object["renewalInstructions"] as? [[String: Any]])
      #expect(renewals[0]["applicableTermIds"] as? [String] == ["5aeco6mffyxo"])
    }
    let other = try object(#require(try catalog.details(of: .product("P"))?.skus[0].items.last))
    #expect((other["renewalInstructions"] as? [Any])?.isEmpty == true)
    #expect(
      Set(try #require((other["terms"] as? [[String: Any]])?.first).keys) == [
        "duration", "billingCycle", "description",
      ])
  }

  @Test("They stand in the view and in exports, in one spelling")
  func view() async throws {
    let store = try await filled()
    let rows = try await store.store.pool.read { db in
      try Row.fetchAll(db, sql: "SELECT terms, renewal_instructions FROM catalog_items ORDER BY segment")
        .map { [$0[0] as String, $0[1] as String] }
    }
    #expect(
      rows[0] == [
        #"[{"billingCycle":"annual","cancellationPolicies":\#(Self.refunds),"description":"","duration":"P1Y","id":"5aeco6mffyxo"}]"#,
        Self.renewals,
      ])
    #expect(rows[1][1] == "[]")
    var exported: [UInt8] = []
    _ = try ItemExport(store.path, form: .ndjson).write {
      exported += $0
      return true
    }
    let lines = String(decoding: exported, as: UTF8.self).split(separator: "\n")
    for (line, row) in zip(lines, rows) {
      #expect(line.contains("\"terms\":\(row[0])") && line.contains("\"renewal_instructions\":\(row[1]),"))
    }
  }

  @Test("What the service does not say can be bought is null everywhere, found, and never blocked")
  func notSaid() async throws {
    let store = try await filled(isPurchasable: nil)
    let catalog = try store.catalog()
    let item = try #require(try catalog.purchasableItems(for: "c-1", matching: "plan").items.first)
    #expect(item.verdict == .stepsRequired && item.steps.map(\.code) == [.purchasability])
    #expect(try object(item)["isPurchasable"] is NSNull)
    #expect(try catalog.explain(customer: "c-1", item: "P:0001:A1").verdict == .stepsRequired)
    #expect(try catalog.resolve("P:0001", for: "c-1").item?.catalogItemID == "P:0001:A1")
    let value = try await store.store.pool.read { db in
      try Bool.fetchOne(db, sql: "SELECT is_purchasable IS NULL FROM catalog_items WHERE segment = 'commercial'")
    }
    #expect(value == true)
    var exported: [UInt8] = []
    _ = try ItemExport(store.path, segments: ["commercial"], form: .ndjson).write {
      exported += $0
      return true
    }
    #expect(String(decoding: exported, as: UTF8.self).contains(#""is_purchasable":null,"#))
    for (value, count) in [("true", 1), ("false", 0)] {
      var options = SearchOptions()
      options.filter.only = [.purchasable: [value]]
      #expect(try catalog.search("plan", options).total == count)
    }
  }

  @Test(
    "Not said, yes and no are three offers, each read back as it was written", arguments: [nil, true, false] as [Bool?])
  func threeValues(isPurchasable: Bool?) async throws {
    let store = try await filled(isPurchasable: isPurchasable)
    let stored = try await store.store.unit(ProductKey(marketScope: MarketScope(market: "US"), product: "P"))
    #expect(stored?.skus["0001"]?.availabilities.map(\.content.offer.isPurchasable) == [isPurchasable, true])
  }
}
