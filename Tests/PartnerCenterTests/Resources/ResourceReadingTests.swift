import CatalogModel
import Foundation
import Testing

@testable import PartnerCenter

@Suite("Resources are read from the documented shapes")
struct ResourceReadingTests {
  @Test("A product list is read with its types, and a product without a type")
  func products() throws {
    let page = try Page<Product>(body: fixture("products"))
    #expect(page.unreadable == 0)
    #expect(page.next == nil)
    #expect(
      page.items == [
        Product(
          id: "DZH318Z00001", title: "Würfel – Serie α®", description: "Rechnet \"schnell\".",
          type: ItemType(id: "Azure", displayName: "Azure", subType: "VirtualMachines"), isMicrosoftProduct: true,
          publisherName: "Contoso"),
        Product(id: "CFQ7TTC00002", title: "仮想ノート", isMicrosoftProduct: false),
      ])
  }

  @Test("A SKU is read whole from a body with byte order mark and CRLF")
  func sku() throws {
    let sku = try #require(Page<SKU>(body: fixture("skus")).items.first)
    #expect(sku.id == "000F")
    #expect(sku.productID == "DZH318Z00001")
    #expect(sku.title == "Würfel D2")
    #expect(sku.description == "Zwei Kerne")
    #expect(sku.minimumQuantity == 2)
    #expect(sku.maximumQuantity == 300)
    #expect(sku.isTrial)
    #expect(sku.termsOfUseURI == "https://example.com/terms")
    #expect(sku.supportedBillingCycles == ["one_time", "monthly"])
    #expect(sku.purchasePrerequisites == ["InventoryCheck", "SomethingNew"])
    #expect(sku.inventoryVariables == ["CustomerId", "ArmRegionName"])
    #expect(sku.provisioningVariables == ["Scope", "Duration"])
    #expect(sku.actions == ["Refund"])
    #expect(sku.enforcedAttestation == "Windows365")
    #expect(sku.consumptionType == "metered")
    #expect(
      sku.dynamicAttributes
        == .object([
          "isAddon": .bool(false), "provisioningId": .string("p-1"), "count": .integer(3), "ratio": .number(1.5),
          "prerequisiteSkus": .array([.string("CFQ7TTC00002:0001")]), "nothing": .null,
        ]))
  }

  @Test("Availabilities are read with embedded, elided and absent copies of product and SKU")
  func availabilities() throws {
    let detailed = try Page<DetailedAvailability>(body: fixture("availabilities")).items
    let items = try Page<Availability>(body: fixture("availabilities")).items
    try #require(items.count == 3)
    #expect(detailed.map(\.availability) == items)
    #expect(detailed.map(\.product?.title) == ["Würfel", nil, nil])
    #expect(detailed.map(\.sku?.id) == ["000F", nil, nil])
    let whole = items[0]
    #expect(whole.id == "DZH318X00001")
    #expect(whole.catalogItemID == "DZH318Z00001:000F:DZH318X00001")
    #expect(whole.productID == "DZH318Z00001")
    #expect(whole.skuID == "000F")
    #expect(whole.currency == Currency(code: "EUR", symbol: "€"))
    #expect(whole.segment == .commercial)
    #expect(whole.country == "DE")
    #expect(whole.isPurchasable == true)
    #expect(whole.isRenewable)
    #expect(
      whole.terms == [
        Term(duration: "P1Y", billingCycle: "Annual", description: "ein Jahr", id: "t1"),
        Term(duration: "P1Y", billingCycle: "Monthly", description: ""),
        Term(duration: "P3Y", billingCycle: nil, description: ""),
      ])
    #expect(whole.includedQuantityOptions == .array([.object(["units": .string("hour")])]))

    let elided = items[1]
    #expect(elided.segment == "moonbase")
    #expect(elided.currency == Currency(code: "CHF", symbol: nil))
    #expect(elided.isPurchasable == nil, "what the service does not say is neither yes nor no")

    #expect(items[2].id == "DZH318X00003", "the id stands in the catalog item id too")
    #expect(items[2].terms.isEmpty)
  }

  @Test("A customer by id brings the market; a list does not")
  func customers() throws {
    let one = try Customer(body: fixture("customer"))
    #expect(one.id == "c-1")
    #expect(one.companyName == "Nordwind")
    #expect(one.domain == "nordwind.example")
    #expect(one.billingCountry == "DE")
    #expect(one.relationshipToPartner == "reseller")
    let page = try Page<Customer>(body: fixture("customers"))
    #expect(page.items.map(\.billingCountry) == [nil])
    #expect(page.next?.uri == "/customers?size=1&seekOperation=Next")
    #expect(page.next?.headers == [.init("MS-ContinuationToken", "AAAA")])
  }

  @Test("Qualifications and inventory come as bare arrays")
  func bareArrays() throws {
    let qualifications = try Page<CustomerQualification>(body: fixture("qualifications"))
    #expect(
      qualifications.items.map(\.qualification) == [
        Qualification(name: "Education", vettingStatus: "InReview"),
        Qualification(name: "StateOwnedEntity", vettingStatus: nil),
      ])
    let inventory = try Page<InventoryItem>(body: fixture("inventory")).items
    #expect(inventory.map(\.isRestricted) == [true, false])
    #expect(inventory.first?.restrictions.first?.reasonCode == "NotAvailableForSubscription")
    #expect(inventory.first?.restrictions.first?.description == "Nicht hier")
    #expect(inventory.first?.restrictions.first?.properties["values"]?.text == "japanwest")
  }

  @Test("Restrictions are kept as received, whatever the shape of their properties")
  func restrictions() throws {
    func read(_ restrictions: String) throws -> [InventoryRestriction] {
      try InventoryItem(
        body: Data(#"{"productId":"P","skuId":"S","isRestricted":true,"restrictions":\#(restrictions)}"#.utf8)
      ).restrictions
    }
    let received =
      #"{"description":"","properties":{"locationInfo":{"zones":["1"]},"type":"Zone","values":["westus2"]},"reasonCode":"R","type":"Term"}"#
    let restriction = try #require(try read("[\(received)]").first)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(restriction), as: UTF8.self) == received)
    #expect(restriction.properties["values"] == .array([.string("westus2")]))
    #expect(
      String(decoding: try encoder.encode(read(#"[{"x":1}]"#)), as: UTF8.self)
        == #"[{"description":"","properties":{},"reasonCode":"","x":1}]"#)
    #expect(try read(#"{"reasonCode":"R"}"#).map(\.reasonCode) == ["R"], "one in the place of a list")
    #expect(try read("null").isEmpty && read("[null]").isEmpty)
    #expect(try read(#"["words"]"#).map(\.reasonCode) == [""])
  }

  @Test("Terms bring ids, refund windows and renewals in any dialect")
  func termDetails() throws {
    func terms(_ text: String) throws -> [Term] {
      try Availability(body: Data(#"{"id":"A","terms":[\#(text)]}"#.utf8)).terms
    }
    let term = try #require(
      try terms(
        #"{"Id":"t1","Duration":"P1Y","CancellationPolicies":[{"refundOptions":[{"type":"Full","sequenceId":0,"expiresAfter":"P1D"}]}],"renewalOptions":[{"termDuration":"P1Y","description":"x"}],"renewalInstructions":[]}"#
      ).first)
    #expect(term.id == "t1")
    #expect(
      term.cancellationPolicies?.text
        == #"[{"refundOptions":[{"expiresAfter":"P1D","sequenceId":0,"type":"Full"}]}]"#)
    #expect(term.renewalOptions?.text == #"[{"description":"x","termDuration":"P1Y"}]"#)
    #expect(term.renewalInstructions?.text == "[]")
    let plain = try #require(try terms(#"{"duration":"P1Y","id":"","cancellationPolicies":null}"#).first)
    #expect(plain == Term(duration: "P1Y", billingCycle: nil, description: ""))
    #expect(try terms(#"{"duration":"P1M","id":7,"cancellationPolicies":"none"}"#).first?.id == "7")
  }

  @Test("A token answer is read though every value is a string, and though none is", arguments: ["3599", "\"3599\""])
  func token(seconds: String) throws {
    let fromFile = try TokenResponse(body: fixture("token"))
    #expect(fromFile.accessToken == AccessToken(secret: "access-1"))
    #expect(fromFile.lifetime == .seconds(3599))
    #expect(fromFile.refreshToken == "refresh-1")
    #expect(fromFile.resource == "https://api.partnercenter.microsoft.com")
    let other = try TokenResponse(body: Data(#"{"access_token":"a","expires_in":\#(seconds)}"#.utf8))
    #expect(other.lifetime == .seconds(3599))
    #expect(other.refreshToken == nil)
  }
}
