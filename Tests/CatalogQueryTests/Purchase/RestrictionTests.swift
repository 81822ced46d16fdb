import CatalogModel
import CatalogStore
import Testing

@testable import CatalogQuery

@Suite("Restrictions that inventory checks find")
struct RestrictionTests {
  private func words(_ json: String) -> String { RestrictionFinding.words(RestrictionFinding.all(in: json)) }

  @Test(
    "They are told in the service's words, zones and terms behind where it does not name them, never with a full stop",
    arguments: [
      ("[]", ""), ("nonsense", ""), ("[{}]", ""), ("[null]", ""), ("[5]", ""),
      (#"[{"description":"Not here."}]"#, "Not here"), (#"[{"description":"Not here ... "}]"#, "Not here"),
      (#"[{"reasonCode":"NotAvailableForSubscription","description":""}]"#, "NotAvailableForSubscription"),
      (#"[{"description":"A."},{"description":"B"}]"#, "A; B"),
      (
        #"[{"description":"Type 'Zone' with values 'westus2'.","properties":{"type":"Zone","values":["westus2"],"zones":["1"]}}]"#,
        "Type 'Zone' with values 'westus2' (zone 1)"
      ),
      (#"[{"description":"X","properties":{"zones":["1","3"]}}]"#, "X (zones 1, 3)"),
      (#"[{"description":"X","properties":{"zones":"1,2"}}]"#, "X (zones 1, 2)"),
      (#"[{"description":"X","properties":{"zone":2}}]"#, "X (zone 2)"),
      (
        #"[{"description":"X","properties":{"restrictionInfo":{"locations":["westus2"],"zones":["2"]}}}]"#, "X (zone 2)"
      ),
      (#"[{"properties":{"type":"Zone","zones":["1"]}}]"#, "zone 1"),
      (#"[{"Description":"X.","Properties":{"Zones":["1"]}}]"#, "X (zone 1)"),
      (
        #"[{"type":"Term","description":"Type 'Term' with values 'P5Y'.","properties":{"values":["P5Y"]}}]"#,
        "Type 'Term' with values 'P5Y'"
      ),
      (#"[{"reasonCode":"R","properties":{"type":"Term","values":["P5Y","P3Y"]}}]"#, "R (term P5Y, term P3Y)"),
    ])
  func sentences(json: String, sentence: String) { #expect(words(json) == sentence) }

  private func block(_ json: String) -> InventoryBlock {
    InventoryBlock(RestrictionFinding.all(in: json), sentence: "")
  }

  @Test(
    "Only where every restriction is of type Term and names its terms is a term restricted alone",
    arguments: [
      (#"[{"type":"Term","properties":{"type":"Term","values":["P5Y"]}}]"#, ["P5Y"]),
      (#"[{"properties":{"type":"term","values":"P5Y"}}]"#, ["P5Y"]),
      (#"[{"properties":{"type":"Term","values":"P5Y,P3Y"}}]"#, ["P5Y", "P3Y"]),
      (#"[{"type":"Term","values":["p5y"]}]"#, ["P5Y"]), (#"[{"type":"Term","values":["60M","P5Y"]}]"#, ["P5Y"]),
      (#"[{"type":"Term","values":["5Years"]}]"#, ["P5Y"]),
      (#"[{"type":"Term","values":["P1Y"]},{"type":"Term","values":["P3Y"]}]"#, ["P1Y", "P3Y"]),
      (#"[{"type":"Term","values":[]}]"#, nil), (#"[{"type":"Term"}]"#, nil), ("[]", nil),
      (#"[{"type":"Zone","properties":{"values":["westus2"],"zones":["1"]}}]"#, nil),
      (#"[{"type":"Moon","values":["P5Y"]}]"#, nil),
      (#"[{"type":"Term","values":["P5Y"]},{"type":"Location","values":["westus2"]}]"#, nil),
    ] as [(String, [String]?)])
  func terms(json: String, blocked: [String]?) {
    let block = block(json)
    for term in ["P1M", "P1Y", "P3Y", "P5Y"] {
      #expect(block.covers(term) == (blocked?.contains(term) ?? true), "\(term)")
    }
    #expect(block.covers(nil) == (blocked == nil))
  }

  @Test("Of two places one that is free is enough, for each term")
  func places() {
    let (all, five, three) = (
      block("[]"), block(#"[{"type":"Term","values":["P5Y"]}]"#), block(#"[{"type":"Term","values":["P3Y","P5Y"]}]"#)
    )
    #expect(all.intersection(all).terms == nil)
    #expect(all.intersection(five).terms == five.terms && five.intersection(all).terms == five.terms)
    #expect(three.intersection(five).terms == five.terms)
    #expect(five.intersection(block(#"[{"type":"Term","values":["P1Y"]}]"#)).terms == [])
    #expect(!five.coversAll([]) && all.coversAll([]))
    #expect(five.coversAll(["P5Y"]) && !five.coversAll(["P5Y", "P1Y"]))
  }

  private func filled(_ terms: [[String]]) async throws -> SmallStore {
    let store = try await SmallStore()
    let items = terms.enumerated().map { index, terms in
      item("A\(index)", terms: terms, of: "DZH318Z0BQ3P:0001")
    }
    try await store.put("DZH318Z0BQ3P", product("Reserved ND6s", type: "Azure", items), in: "US")
    try await store.customer("Contoso", domain: "contoso.example", market: "US", id: "c-1")
    return store
  }

  private func verdicts(_ store: SmallStore, _ text: String = "") throws -> [String] {
    try store.catalog().purchasableItems(for: "c-1", matching: text, PurchaseOptions(includesBlocked: true)).items
      .map { "\($0.availabilityID) \($0.verdict.rawValue)" }.sorted()
  }

  @Test("Items whose term is another stay buyable, in every list and every count")
  func items() async throws {
    let store = try await filled([["P1Y"], ["P5Y"], ["P1Y", "P5Y"], []])
    try await store.inventoryCheck(
      customer: "c-1", sku: "DZH318Z0BQ3P:0001", isRestricted: true,
      restrictions: #"[{"type":"Term","properties":{"type":"Term","values":["P5Y"]}}]"#)
    let expected = ["A0 purchasable", "A1 blocked", "A2 stepsRequired", "A3 purchasable"]
    #expect(try verdicts(store) == expected)
    #expect(try verdicts(store, "reserved") == expected)
    #expect(try verdicts(store, "DZH318Z0BQ3P/1") == expected)
    for text in ["", "reserved nd6s"] {
      let answer = try store.catalog().purchasableItems(for: "c-1", matching: text)
      #expect(answer.total == 3 && answer.items.count == 3)
    }
    let why = try store.catalog().explain(customer: "c-1", item: "DZH318Z0BQ3P:0001:A1")
    #expect(why.reasons.map(\.code) == [.inventoryRestricted])
    #expect(why.message.hasSuffix("region westus2: term P5Y."))
    try await store.inventoryCheck(
      customer: "c-1", sku: "DZH318Z0BQ3P:0001", isRestricted: true, subscription: "s-2",
      restrictions: #"[{"type":"Term","values":["P1Y"]}]"#)
    #expect(try verdicts(store).allSatisfy { $0.hasSuffix("purchasable") }, "each term is free somewhere")
  }

  @Test("A zone and an unknown type restrict the SKU, and the sentence says which zone", arguments: ["Zone", "Moon"])
  func zone(type: String) async throws {
    let store = try await filled([["P1Y"]])
    try await store.inventoryCheck(
      customer: "c-1", sku: "DZH318Z0BQ3P:0001", isRestricted: true,
      restrictions:
        #"[{"reasonCode":"R","description":"Type '\#(type)'.","properties":{"type":"\#(type)","zones":["2"]}}]"#)
    #expect(try verdicts(store) == ["A0 blocked"])
    #expect(
      try store.catalog().explain(customer: "c-1", item: "DZH318Z0BQ3P:0001").reasons.map(\.message) == [
        "The inventory check of 2026-02-28 found it restricted for subscription s-1, region westus2: Type '\(type)' (zone 2)."
      ])
  }

  @Test("A cart line takes the term that is not restricted")
  func cartLine() async throws {
    let store = try await filled([["P1Y", "P5Y"]])
    let options = ResolveOptions(quantity: 1, isForCart: true)
    #expect(try store.catalog().resolve("DZH318Z0BQ3P:0001", for: "c-1", options).missing?.choice == .term)
    try await store.inventoryCheck(
      customer: "c-1", sku: "DZH318Z0BQ3P:0001", isRestricted: true,
      restrictions: #"[{"type":"Term","values":["P5Y"]}]"#)
    #expect(try store.catalog().resolve("DZH318Z0BQ3P:0001", for: "c-1", options).cartLine?.termDuration == "P1Y")
  }
}
