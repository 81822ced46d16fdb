import CatalogExport
import CatalogModel
import CatalogStore
import Foundation
import GRDB
import Testing

@testable import CatalogQuery

@Suite("What a SKU provisions") struct ProvisioningIDTests {
  private static let id = "3b555118-da6a-4418-894f-7df1e2096870"

  @Test(
    "It is the id among the attributes, in lower case, in answers, the view and exports; null where there is none",
    arguments: [
      (#"{"provisioningId":"\#(id)"}"#, id), (#"{"ProvisioningId":"\#(id.uppercased())"}"#, id), ("{}", nil),
      (#"{"provisioningId":""}"#, nil), (#"{"provisioningId":null}"#, nil), (#"{"provisioningID":"x"}"#, nil),
    ] as [(String, String?)])
  func everywhere(attributes: String, expected: String?) async throws {
    let store = try await SmallStore()
    try await store.customer("Contoso", domain: "contoso.com", market: "US", id: "c-1")
    try await store.put(
      "CFQ7TTC0LH18",
      product("Business Basic", attributes: attributes, [item("A1", of: "CFQ7TTC0LH18:0001")]), in: "US")
    let catalog = try store.catalog()
    let found = try #require(try catalog.search("basic").items.first?.item)
    #expect(found.provisioningID == expected)
    #expect(try catalog.resolve("CFQ7TTC0LH18:0001", for: "c-1").item?.item.provisioningID == expected)
    #expect(
      try catalog.details(of: #require(ItemReference(parsing: "CFQ7TTC0LH18")))?.skus.first?.items.first?.provisioningID
        == expected)
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(found)) as? [String: Any]
    #expect(json?["provisioningId"] as? String == expected && json?.keys.contains("provisioningId") == true)
    let stored = try await store.store.pool.read { db in
      try String?.fetchOne(db, sql: "SELECT provisioning_id FROM catalog_items")
    }
    #expect(stored == .some(expected))
    var exported: [UInt8] = []
    _ = try ItemExport(store.path, form: .ndjson).write {
      exported += $0
      return true
    }
    let written = String(decoding: exported, as: UTF8.self)
    #expect(written.hasSuffix(#""provisioning_id":\#(expected.map { "\"\($0)\"" } ?? "null")}"# + "\n"))
  }
}
