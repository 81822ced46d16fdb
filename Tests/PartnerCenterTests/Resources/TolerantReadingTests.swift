import CatalogModel
import Foundation
import Testing

@testable import PartnerCenter

@Suite("Answers are read with patience")
struct TolerantReadingTests {
  private func skus(_ body: String) throws -> Page<SKU> {
    try Page<SKU>(body: Data(body.utf8))
  }

  @Test(
    "A list is a list in whichever form it comes",
    arguments: [
      #"{"items":[{"id":"0001","title":"T"}]}"#, #"{"Items":[{"Id":"0001","Title":"T"}]}"#,
      #"[{"id":"0001","title":"T"}]"#, #"{"id":"0001","title":"T"}"#, #"{"items":{"id":"0001","title":"T"}}"#,
      #"{"items":[null,{"id":"0001","title":"T"},null]}"#,
      "\u{FEFF}{\r\n\"items\":[{\"id\":\"0001\",\"title\":\"T\"}]}",
      #"{"items":[{"id":"0001","title":"T","minimumQuantity":null,"dynamicAttributes":null}],"links":null}"#,
      #"{"items":[{"id":"0001","title":"T"}],"links":{"next":null}}"#,
    ])
  func forms(body: String) throws {
    let page = try skus(body)
    #expect(page.items.map(\.id) == ["0001"])
    #expect(page.items.map(\.title) == ["T"])
    #expect(page.items.map(\.minimumQuantity) == [1])
    #expect(page.items.map(\.maximumQuantity) == [SKU.unlimitedQuantity])
    #expect(page.unreadable == 0)
    #expect(page.next == nil)
  }

  @Test(
    "An empty list is empty",
    arguments: [#"{"items":[]}"#, #"{"items":null}"#, "[]", #"{"totalCount":0}"#, #"{"totalCount":"0","links":{}}"#])
  func empty(body: String) throws {
    let page = try skus(body)
    #expect(page.items.isEmpty)
    #expect(page.unreadable == 0)
  }

  @Test(
    "What is no list is not taken for an empty one",
    arguments: [
      #"{"items":"none"}"#, #"{"items":{}}"#, #"{"items":7}"#, "{}", "null", "", "7", #"{"totalCount":3}"#,
      #"{"code":2000,"description":"no"}"#, "<html></html>", #"{"items":[{"id":"0001"}"#,
    ])
  func noList(body: String) {
    #expect(throws: (any Error).self) { try skus(body) }
  }

  @Test("Elements that cannot be read are counted, and spoil nothing")
  func unreadable() throws {
    let page = try skus(#"{"items":[{"id":"0001"},{"title":"no id"},"text",{"id":""},{"id":"0002"}]}"#)
    #expect(page.items.map(\.id) == ["0001", "0002"])
    #expect(page.unreadable == 3)
  }

  @Test("An empty id names nothing: the one in the CatalogItemId stands for it, and without that nothing does")
  func emptyIdentifiers() throws {
    let page = try Page<Availability>(
      body: Data(
        #"""
        {"items":[{"id":"","catalogItemId":"P:0001:A"},{"id":"","catalogItemId":""},{"id":"B","catalogItemId":"","skuId":""}]}
        """#.utf8))
    #expect(page.items.map(\.id) == ["A", "B"])
    #expect(page.items.map(\.catalogItemID) == ["P:0001:A", nil])
    #expect(page.items.last?.skuID == nil)
    #expect(page.unreadable == 1)
  }

  @Test("Numbers and booleans may be strings, and strings numbers")
  func types() throws {
    let sku = try #require(
      skus(
        #"""
        [{"id":7,"minimumQuantity":"5","maximumQuantity":"14.00","isTrial":"True","title":12,
          "supportedBillingCycles":"monthly","actions":[1,null,"Refund"],
          "attestationProperties":{"attestationType":"W","enforceAttestation":"True"}}]
        """#
      ).items.first)
    #expect(sku.id == "7")
    #expect(sku.title == "12")
    #expect(sku.minimumQuantity == 5)
    #expect(sku.maximumQuantity == 14)
    #expect(sku.isTrial)
    #expect(sku.supportedBillingCycles == ["monthly"])
    #expect(sku.actions == ["1", "Refund"])
    #expect(sku.enforcedAttestation == "W")
  }

  @Test("Members of the wrong kind count as absent")
  func wrongKind() throws {
    let product = try Product(
      body: Data(#"{"id":"P","title":[],"productType":{},"isMicrosoftProduct":"perhaps"}"#.utf8))
    #expect(product == Product(id: "P", title: ""))
    let named = try Product(body: Data(#"{"id":"P","productType":"Software"}"#.utf8))
    #expect(named.type == ItemType(id: "Software"))
  }

  @Test("The same bodies have the same hash, other bodies and other cuts another one")
  func hashes() {
    let (a, b) = (Data("a".utf8), Data("b".utf8))
    #expect(ContentHash(of: a) == ContentHash(of: [a]))
    #expect(ContentHash(of: [a, b]) != ContentHash(of: [b, a]))
    #expect(ContentHash(of: [a, b]) != ContentHash(of: Data("ab".utf8)))
  }
}
