import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("An id that cannot be a key, or stand in an address, is none")
struct HostileIdentifierTests {
  /// As they stand in JSON.
  static let bad = [
    #"\u0000"#, #"\u0000a"#, #"P1\u0000x"#, #"a\u0000"#, #"\n"#, #"a\r\nb"#, #"a\tb"#, #"\u001b[31m"#, #"\u001f"#,
    "\u{7F}", #"\u007f"#, #"\u0080"#, "a\u{9B}b", ".", "..", "", String(repeating: "a", count: 513),
  ]

  @Test("Elements with such ids are unreadable, whatever they are; their neighbours are read", arguments: bad)
  func elements(id: String) throws {
    let body = Data(#"{"items":[{"id":"\#(id)"},{"id":"good"}]}"#.utf8)
    func check<Item: WireResource>(_ type: Item.Type) throws {
      let page = try Page<Item>(body: body)
      #expect(page.items.count == 1)
      #expect(page.unreadable == 1)
    }
    try check(Product.self)
    try check(SKU.self)
    try check(Availability.self)
    try check(Customer.self)
    try check(Subscription.self)
    try check(AzureEntitlement.self)
    let item = try Page<Availability>(body: Data(#"[{"catalogItemId":"P:S:\#(id)"}]"#.utf8))
    #expect(item.items.isEmpty)
    let part = try Page<Availability>(body: Data(#"[{"id":"A","catalogItemId":"\#(id)","productId":"\#(id)"}]"#.utf8))
    #expect(part.items.map(\.catalogItemID) == [nil])
    #expect(part.items.map(\.productID) == [nil])
  }

  @Test(
    "Ids that are odd and still ids are kept",
    arguments: ["...", ".a", "a b", "a/b", "ü", "価格", "%2E%2E", String(repeating: "a", count: 512)])
  func odd(id: String) throws {
    #expect(try Product(body: Data(#"{"id":"\#(id)"}"#.utf8)).id.rawValue == id)
  }

  @Test("No path leads elsewhere: such an id is never sent", arguments: [".", "..", "", "a\0b", "\n"])
  func paths(id: String) async {
    let country = CatalogContext.country("US")
    let calls = [
      Call.product(ProductID(id), for: country), .skus(of: ProductID(id), for: country),
      .sku(SKUReference("P", SKUID(id)), for: country), .availabilities(of: SKUReference("P", SKUID(id)), for: country),
      .availability(AvailabilityID(id), of: SKUReference("P", "S"), for: country), .customer(CustomerID(id)),
      .products(for: .customer(CustomerID(id)), view: .azure), .register(id, customer: "c"),
    ]
    for call in calls {
      let service = ScriptedService([.json(200, #"{"id":"x"}"#)])
      await #expect {
        try await client(of: service).get(call, as: Product.self)
      } throws: { "\($0)".contains("it holds an id that is not valid in an address") }
      #expect(service.requests.isEmpty)
    }
  }
}
