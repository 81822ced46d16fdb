import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

/// Every body of the documentation that touches the catalog, field by field against an independent reading.
@Suite("The documentation's own bodies are read field by field", .enabled(if: Samples.areHere))
struct SampleConformanceTests {
  /// Reads a body as a list and pairs its items with a plain reading.
  private func pairs<Item: WireResource>(_ entry: Samples.Entry, as type: Item.Type) throws -> [(
    Item, PlainJSON
  )] {
    let body = try entry.body
    let page = try Page<Item>(body: body)
    let plain = try PlainJSON(body).resources
    #expect(page.unreadable == 0)
    #expect(page.items.count == plain.count)
    #expect(!page.items.isEmpty)
    let next = try PlainJSON(body)["links"]["next"]
    #expect(page.next?.uri == next["uri"].text)
    #expect(page.next?.headers.map(\.name) ?? [] == next["headers"].elements.compactMap { $0["key"].text })
    #expect(page.next?.headers.map(\.value) ?? [] == next["headers"].elements.compactMap { $0["value"].text })
    return Array(zip(page.items, plain))
  }

  private func compare(_ product: Product, _ plain: PlainJSON) {
    #expect(product.id.rawValue == plain["id"].text)
    #expect(product.title == plain["title"].text ?? "")
    #expect(product.description == plain["description"].text ?? "")
    #expect(product.type?.id == plain["productType"]["id"].text)
    #expect(product.type?.displayName == plain["productType"]["displayName"].text)
    #expect(product.type?.subType == plain["productType"]["subType"]["id"].text)
    #expect(product.isMicrosoftProduct == plain["isMicrosoftProduct"].flag)
    #expect(product.publisherName == plain["publisherName"].text)
  }

  private func compare(_ sku: SKU, _ plain: PlainJSON) {
    #expect(sku.id.rawValue == plain["id"].text)
    #expect(sku.productID?.rawValue == plain["productId"].text)
    #expect(sku.title == plain["title"].text ?? "")
    #expect(sku.description == plain["description"].text ?? "")
    #expect(sku.minimumQuantity == plain["minimumQuantity"].number ?? 1)
    #expect(sku.maximumQuantity == plain["maximumQuantity"].number ?? 999_999_999)
    #expect(sku.isTrial == plain["isTrial"].flag ?? false)
    #expect(sku.termsOfUseURI == plain["termsOfUseUri"].text)
    #expect(sku.supportedBillingCycles == plain["supportedBillingCycles"].texts)
    #expect(sku.purchasePrerequisites == plain["purchasePrerequisites"].texts)
    #expect(sku.inventoryVariables == plain["inventoryVariables"].texts)
    #expect(sku.provisioningVariables == plain["provisioningVariables"].texts)
    #expect(sku.actions == plain["actions"].texts)
    #expect(isEqual(sku.dynamicAttributes, plain["dynamicAttributes"]))
    let attestation = plain["attestationProperties"]
    #expect(
      sku.enforcedAttestation
        == (attestation["enforceAttestation"].flag == true ? attestation["attestationType"].text : nil))
    #expect(sku.consumptionType == plain["consumptionType"].text)
  }

  @Test("Products", arguments: Samples.bodies(of: "Product"))
  func products(entry: Samples.Entry) throws {
    for (product, plain) in try pairs(entry, as: Product.self) { compare(product, plain) }
  }

  @Test("SKUs", arguments: Samples.bodies(of: "Sku"))
  func skus(entry: Samples.Entry) throws {
    for (sku, plain) in try pairs(entry, as: SKU.self) { compare(sku, plain) }
  }

  @Test("Availabilities", arguments: Samples.bodies(of: "Availability"))
  func availabilities(entry: Samples.Entry) throws {
    for (detailed, plain) in try pairs(entry, as: DetailedAvailability.self) {
      let availability = detailed.availability
      #expect(availability.id.rawValue == plain["id"].text)
      #expect(availability.productID?.rawValue == plain["productId"].text)
      #expect(availability.skuID?.rawValue == plain["skuId"].text)
      #expect(availability.catalogItemID?.rawValue == plain["catalogItemId"].text)
      #expect(availability.currency?.code == plain["defaultCurrency"]["code"].text)
      #expect(availability.currency?.symbol == plain["defaultCurrency"]["symbol"].text)
      #expect(availability.segment?.rawValue == plain["segment"].text?.lowercased())
      #expect(availability.country?.code == plain["country"].text?.uppercased())
      #expect(availability.isPurchasable == plain["isPurchasable"].flag)
      #expect(availability.isRenewable == plain["isRenewable"].flag ?? false)
      #expect(availability.terms.map(\.duration) == plain["terms"].elements.map { $0["duration"].text ?? "" })
      #expect(availability.terms.map(\.billingCycle) == plain["terms"].elements.map { $0["billingCycle"].text })
      #expect(availability.terms.map(\.description) == plain["terms"].elements.map { $0["description"].text ?? "" })
      #expect(isEqual(availability.renewalInstructions, plain["renewalInstructions"]))
      #expect(isEqual(availability.includedQuantityOptions, plain["includedQuantityOptions"]))
      #expect((detailed.product != nil) == plain["product"].isThere)
      #expect((detailed.sku != nil) == plain["sku"].isThere)
      if let product = detailed.product { compare(product, plain["product"]) }
      if let sku = detailed.sku { compare(sku, plain["sku"]) }
    }
  }

  @Test("Customers", arguments: Samples.bodies(of: "Customer"))
  func customers(entry: Samples.Entry) throws {
    for (customer, plain) in try pairs(entry, as: Customer.self) {
      #expect(customer.id.rawValue == plain["id"].text)
      #expect(customer.companyName == plain["companyProfile"]["companyName"].text)
      #expect(customer.domain == plain["companyProfile"]["domain"].text)
      #expect(customer.relationshipToPartner == plain["relationshipToPartner"].text)
      #expect(customer.billingCountry?.code == plain["billingProfile"]["defaultAddress"]["country"].text?.uppercased())
    }
  }

  @Test("Qualifications", arguments: Samples.bodies(of: "CustomerQualification"))
  func qualifications(entry: Samples.Entry) throws {
    for (item, plain) in try pairs(entry, as: CustomerQualification.self) {
      #expect(item.qualification.name == plain["qualification"].text)
      #expect(item.qualification.vettingStatus == plain["vettingStatus"].text)
    }
  }

  @Test("Inventory answers", arguments: Samples.bodies(of: "InventoryItem"))
  func inventory(entry: Samples.Entry) throws {
    for (item, plain) in try pairs(entry, as: InventoryItem.self) {
      #expect(item.productID.rawValue == plain["productId"].text)
      #expect(item.skuID?.rawValue == plain["skuId"].text)
      #expect(item.isRestricted == plain["isRestricted"].flag)
      let restrictions = plain["restrictions"].elements
      #expect(item.restrictions.map(\.reasonCode) == restrictions.map { $0["reasonCode"].text })
      #expect(item.restrictions.map(\.description) == restrictions.map { $0["description"].text })
      #expect(
        item.restrictions.map { $0.properties["values"]?.text }
          == restrictions.map { ($0["properties"].value as? [String: String])?["values"] })
    }
  }

  @Test("The inventory question, but for the case of its keys", arguments: Samples.bodies(of: "InventoryCheckRequest"))
  func inventoryQuestion(entry: Samples.Entry) throws {
    let plain = try PlainJSON(entry.body)
    let call = try Call.checkInventory(
      InventoryCheckRequest(
        targetItems: plain["targetItems"].elements.map { item in
          .init(productID: ProductID(item["productId"].text ?? ""), skuID: item["skuId"].text.map { SKUID($0) })
        }, inventoryContext: plain["inventoryContext"].value as? [String: String] ?? [:]), in: "US")
    let ours = try PlainJSON(call.body ?? Data())
    #expect(
      ours["targetItems"].elements.map { $0["productId"].text }
        == plain["targetItems"].elements.map { $0["productId"].text })
    #expect(
      ours["targetItems"].elements.map { $0["skuId"].text } == plain["targetItems"].elements.map { $0["skuId"].text })
    #expect(ours["inventoryContext"].value as? [String: String] == plain["inventoryContext"].value as? [String: String])
    #expect(!ours["inventoryContext"].texts.contains(""))
  }

  @Test("Token answers", arguments: Samples.bodies(of: "TokenResponse"))
  func tokens(entry: Samples.Entry) throws {
    let body = try entry.body
    let response = try TokenResponse(body: body)
    let plain = try PlainJSON(body)
    #expect(response.accessToken.secret == plain["access_token"].text)
    #expect(response.lifetime == plain["expires_in"].number.map { .seconds($0) })
    #expect(response.refreshToken == plain["refresh_token"].text)
    #expect(response.resource == plain["resource"].text)
  }

  @Test("Error bodies", arguments: ["Error", "ThrottlingError", "TokenError"].flatMap { Samples.bodies(of: $0) })
  func errors(entry: Samples.Entry) throws {
    let body = try entry.body
    let status = Int(entry.status.prefix(3)) ?? 400
    let refusal = ServiceError(TransportResponse(status: status, body: body))
    let plain = try PlainJSON(body)
    #expect(refusal.status == status)
    #expect(refusal.code == plain["code"].text ?? plain["statusCode"].text ?? plain["error"].text)
    #expect(refusal.message != nil)
    #expect(refusal.message == plain["description"].text ?? plain["message"].text ?? plain["error_description"].text)
    if entry.model == "ThrottlingError" { #expect(refusal.retryAfter == .seconds(57)) }
  }

  @Test("The index names bodies of every kind")
  func index() {
    let counts = [
      "Product", "Sku", "Availability", "Customer", "CustomerQualification", "InventoryItem", "TokenResponse", "Error",
      "ThrottlingError", "TokenError",
    ].map { Samples.bodies(of: $0).count }
    #expect(counts.allSatisfy { $0 > 0 })
  }
}
