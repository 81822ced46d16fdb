import CatalogModel
import Foundation
import PartnerCenter
import Testing

@testable import PartnerCenterCommerce

@Suite("Carts and orders are read tolerantly, but never in part")
struct ResourceReadingTests {
  private func decimal(_ text: String) throws -> Decimal { try #require(ExactDecimal.parse(text)) }

  @Test("A cart with numbers as strings, names in capitals, nulls and unknown members")
  func cart() throws {
    let cart = try Cart(body: Fixture.body("cart"))
    #expect(cart.id == "0aab1111-0000-4000-8000-000000000001")
    #expect(cart.status == .active)
    #expect(isSame(cart.createdAt, instant(2026, 11, 18, 9, 12, 44.123_456_7)))
    #expect(isSame(cart.modifiedAt, instant(2026, 11, 18, 9, 12, 44)))
    #expect(isSame(cart.expiresAt, instant(2026, 11, 25, 9, 12, 44)))
    #expect(cart.isPartnerOnRecordAttestationAccepted == true)
    #expect(cart.hasErrors)
    let line = try #require(cart.lineItems.first)
    #expect(line.id == 0 && line.quantity == 25 && line.currencyCode == "USD" && line.billingCycle == .oneTime)
    #expect(line.orderGroup == "0" && line.promotionID == "39NFJQT1PHSN:0008:39NFJQT1Q5J0" && line.friendlyName == nil)
    #expect(line.participants.map(\.value) == ["5357564", "517285"])
    #expect(
      line.provisioningContext == ["Scope": "shared", "subscriptionId": "3d5eced6-1151-44c7-aee6-70a4bb725666"])
    #expect(isSame(line.customTermEndDate, instant(2027, 2, 19)))
    #expect(line.renewsToTermDuration == "P3Y" && line.isAttestationAccepted == true && line.error == nil)
    #expect(try line.purchaseCommitment?.amount == decimal("0.0500000000000000000001"))
    #expect(line.purchaseCommitment?.currency == "USD" && line.purchaseCommitment?.grain == "Hourly")
    #expect(try line.pricing?.listPrice == decimal("30.4"))
    #expect(try line.pricing?.discountedPrice == decimal("30.4"))
    #expect(try line.pricing?.proratedPrice == decimal("0.1234567890123456789012"))
    #expect(try line.pricing?.price == decimal("30.4"))
    #expect(try line.pricing?.extendedPrice == decimal("9120"))
    let second = cart.lineItems[1]
    #expect(second.quantity == 1 && second.billingCycle == .other("weekly") && second.pricing == nil)
    #expect(second.renewsToTermDuration == "P1Y")
    let error = try #require(second.error)
    #expect((error.number, error.availableQuantity, error.purchasedQuantity) == (10002, 120, 500))
    #expect(error.meaning == .fixInput && error.description == "Not that many.")
  }

  @Test("A checkout with an order and an error")
  func checkout() throws {
    let result = try CheckoutResult(body: Fixture.body("checkout"))
    let order = try #require(result.orders.first)
    #expect(order.id == "a68736758d9c" && order.customerID == "94cd6638-11b6-4323-8c9f-6ae3088adc59")
    #expect(order.status == .pendingPurchaseOrderUpload)
    #expect(try order.totalPrice == decimal("72.96"))
    #expect(isSame(order.createdAt, instant(2026, 12, 1, 6, 3, 45.450_513_6)))
    #expect(order.etag == "abc" && order.linkNames == ["self"] && !order.isSystemPurchase)
    let line = try #require(order.lineItems.first)
    #expect(line.lineItemNumber == 0 && line.termDuration == nil && line.quantity == 2)
    #expect(line.subscriptionID == "0c353b8e-da9d-4007-d0d4-bca8bd5b5ce1")
    #expect(line.partnerIDOnRecord == "517285" && line.additionalPartnerIDsOnRecord == ["5357564"])
    #expect(line.linkNames == ["activationLinks", "sku"])
    #expect(result.orderErrors == [OrderGroupError(orderGroup: "1", code: "900121", description: "Credit.")])
    #expect(result.orderErrors.map(\.meaning) == [.askPartner])
  }

  @Test(
    "A checkout result is an order, orders, errors or both; anything else proves nothing",
    arguments: [
      (#"{"id":"o","lineItems":[]}"#, 1, 0), (#"{"orders":[{"id":"o"}]}"#, 1, 0),
      (#"?{"orders":[{"id":"o"}],"orderErrors":null}"#, 1, 0), (#"{"orderErrors":[{"code":"1"}]}"#, 0, 1),
      (#"{"orders":{"id":"o"},"orderErrors":[]}"#, 1, 0), (#"{"Orders":[],"OrderErrors":[{"Code":4}]}"#, 0, 1),
      (#"{}"#, -1, 0), (#"{"orders":[]}"#, -1, 0), (#"{"orders":[],"orderErrors":[]}"#, -1, 0),
      (#"{"orders":null}"#, -1, 0), (#"{"orders":[{"id":"o"},{}]}"#, -1, 0),
      (#"{"orders":[{"id":"o"}],"orderErrors":["no"]}"#, -1, 0), (#"[]"#, -1, 0),
      (#"{"orders":[{"id":"o","lineItems":[{"offerId":"x"}]}]}"#, -1, 0), (#"{"orders":[{"id":"o"}"#, -1, 0),
    ])
  func checkoutShapes(body: String, orders: Int, errors: Int) {
    let result = try? CheckoutResult(body: Data(body.utf8))
    #expect(result?.orders.count ?? -1 == orders)
    #expect(result?.orderErrors.count ?? 0 == errors)
  }

  /// Source of the first three: a line error as a number, a name, and a name with underscores, met by users.
  @Test(
    "The code of a line error is the same as number, name, or name with underscores; 0 is an error too",
    arguments: [
      (#"10001"#, 10001, ErrorMeaning.rereadCatalog), (#""CatalogItemIdIsNotValid""#, 10001, .rereadCatalog),
      (#""catalog_item_id_is_not_valid""#, 10001, .rereadCatalog), (#""10015""#, 10015, .fixInput),
      ("0", 0, .askPartner), ("400039", 400039, .rereadCatalog), (#""Unknown""#, 0, .askPartner),
      (#""SomethingNew""#, nil, .unknown), ("77777", 77777, .unknown), ("null", nil, .unknown),
    ] as [(String, Int?, ErrorMeaning)])
  func lineErrors(code: String, number: Int?, meaning: ErrorMeaning) throws {
    let body = #"""
      {"id":"c","lineItems":[{"id":0,"catalogItemId":"P:1:A","quantity":1,
        "error":{"errorCode":\#(code),"errorDescription":"x"}}]}
      """#
    let cart = try Cart(body: Data(body.utf8))
    #expect(cart.hasErrors)
    #expect(cart.lineItems[0].error?.number == number)
    #expect(cart.lineItems[0].error?.meaning == meaning)
  }

  @Test("An error of an add-on is an error of the cart")
  func addOnError() throws {
    let body =
      #"{"id":"c","lineItems":[{"catalogItemId":"a","quantity":1,"addonItems":[{"catalogItemId":"b","quantity":1,"error":{}}]}]}"#
    #expect(try Cart(body: Data(body.utf8)).hasErrors)
  }

  @Test(
    "A member that must not be lost makes the cart unreadable, and the error names it",
    arguments: [
      (#""quantity":2.5"#, "lineItems.quantity"), (#""quantity":"many""#, "lineItems.quantity"),
      (#""quantity":null"#, "lineItems.quantity"),
      (#""quantity":1,"pricing":{"price":"30,4"}"#, "lineItems.pricing.price"),
      (#""quantity":1,"pricing":{"extendedPrice":true}"#, "lineItems.pricing.extendedPrice"),
      (
        #""quantity":1,"pricing":{"extendedPrice":1.00000000000000000000000000000000000000001}"#,
        "lineItems.pricing.extendedPrice"
      ), (#""quantity":1,"pricing":30.4"#, "lineItems.pricing"),
      (#""quantity":1,"error":"no""#, "lineItems.error"), (#""quantity":1,"addonItems":[1]"#, "lineItems.addonItems"),
      (#""quantity":99999999999999999999"#, "lineItems.quantity"),
    ])
  func unreadable(member: String, name: String) throws {
    let body = Data(#"{"id":"c","lineItems":[{"catalogItemId":"P:1:A",\#(member)}]}"#.utf8)
    let fault = #expect(throws: WireObject.Fault.self) { try Cart(body: body) }
    #expect(fault == .missing(name) || fault == .unreadable(name), "\(String(describing: fault))")
  }

  @Test("Where lines are a text there is no cart; where there are none, or null, it is empty")
  func noLines() throws {
    #expect(throws: WireObject.Fault.unreadable("lineItems")) {
      try Cart(body: Data(#"{"id":"c","lineItems":"x"}"#.utf8))
    }
    #expect(throws: WireObject.Fault.missing("id")) { try Cart(body: Data(#"{"lineItems":[]}"#.utf8)) }
    #expect(try Cart(body: Data(#"{"id":"c","lineItems":null,"status":"Frozen"}"#.utf8)).status == .other("Frozen"))
    #expect(try Cart(body: Data(#"{"id":"c"}"#.utf8)).lineItems.isEmpty)
  }

  @Test(
    "Amounts are exact, whatever their form",
    arguments: [
      ("30.40", "30.4"), ("3.04e1", "30.4"), ("3040E-2", "30.4"), ("0", "0"), ("-0.00", "0"), ("-1.10", "-1.1"),
      ("12345678901234567890.12", "12345678901234567890.12"), ("0.1", "0.1"), ("1e3", "1000"),
      ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
    ])
  func amounts(text: String, exact: String) throws {
    #expect(try ExactDecimal.text(decimal(text)) == exact)
  }

  @Test(
    "What is no number, or too long a one, is none",
    arguments: [
      "", "-", "01", "1.", ".5", "1e", "+1", "1,5", "0x1", "NaN", "1 ", "1e999", "1e101",
      String(repeating: "9", count: 39),
    ])
  func noAmounts(text: String) { #expect(ExactDecimal.parse(text) == nil) }

  @Test("An entitlement in each spelling, with what it includes, and the attributes of an artifact on itself")
  func entitlement() throws {
    let body = #"""
      {"productId":"DZH318Z0BQ3W","skuId":"007J","quantity":"3","entitlementType":"virtual_machine_reserved_instance",
       "quantityDetails":[{"quantity":2,"status":"Fulfilled"},{"quantity":"1","status":"Transferred"}],
       "referenceOrder":{"id":"KaJ8","lineItemId":"2","alternateId":null},
       "entitledArtifacts":[{"artifactType":"reservedinstance","resourceId":"r"},{"artifactType":"x","link":{"uri":"/a"}}],
       "includedEntitlements":[{"productId":"P","quantity":1}],
       "dynamicAttributes":{"reservationType":"sqldatabases"},"expiryDate":"2022-01-28T00:00:00Z"}
      """#
    let held = try Entitlement(body: Data(body.utf8))
    #expect(
      held.isReservation && held.quantity == 3 && held.order?.lineItemNumber == 2 && held.order?.alternateID == nil)
    #expect(held.quantityDetails.map(\.status) == [.fulfilled, .transferred])
    #expect(held.artifacts.map(\.link) == [nil, "/a"])
    #expect(held.artifacts.map(\.reservationType) == ["sqldatabases", "sqldatabases"])
    #expect(held.included.map(\.productID) == ["P"] && held.included.allSatisfy { $0.order == nil })
    #expect(isSame(held.expiresAt, instant(2022, 1, 28)))
    for bad in [
      #"{"productId":"P"}"#, #"{"quantity":1}"#, #"{"productId":"P","quantity":1,"includedEntitlements":[{}]}"#,
    ] {
      #expect(throws: (any Error).self) { try Entitlement(body: Data(bad.utf8)) }
    }
  }

  @Test("An audit record tells its order from its pairs, and from the new value where the pairs are short")
  func auditRecord() throws {
    let body = #"""
      {"operationType":"create_order","operationStatus":"succeeded","resourceType":"order",
       "operationDate":"2026-11-30T10:00:00.5Z","originalCorrelationId":"96514EBE-C1B2-4865-CB46-2C2D20A2E911",
       "customizedData":[{"key":"OrderId","value":"o1"},{"key":"OfferId-0","value":"P:1:A"},{"key":"Quantity-0","value":25},
         {"key":"PartnerOnRecord-0","value":null},{"key":"OfferId-1","value":"P:2:B"},{"key":"Quantity-1","value":"1"}]}
      """#
    let record = try AuditRecord(body: Data(body.utf8))
    #expect(record.createdOrder == "o1" && record.originalCorrelationID == "96514ebe-c1b2-4865-cb46-2c2d20a2e911")
    #expect(
      record.orderedLines.map(\.offerID) == ["P:1:A", "P:2:B"] && record.orderedLines.map(\.quantity) == [25, 1])
    #expect(record.customizedData["PartnerOnRecord-0"] == nil)
    let short = #"""
      {"operationType":"create_order","operationStatus":"succeeded","resourceType":"order",
       "resourceNewValue":"{\"Id\":\"o2\",\"LineItems\":[{\"LineItemNumber\":0,\"OfferId\":\"P:1:A\",\"Quantity\":2}]}"}
      """#
    let second = try AuditRecord(body: Data(short.utf8))
    #expect(second.createdOrder == "o2" && second.orderedLines.map(\.quantity) == [2])
    for other in [
      #"{"operationType":"create_order","operationStatus":"failed","customizedData":[{"key":"OrderId","value":"o"}]}"#,
      #"{"operationType":"update_order","operationStatus":"succeeded","customizedData":[{"key":"OrderId","value":"o"}]}"#,
      #"{"operationType":"create_order","operationStatus":"succeeded","resourceType":"order","resourceNewValue":"cut {"}"#,
    ] { #expect(try AuditRecord(body: Data(other.utf8)).createdOrder == nil) }
  }

  @Test("Orders that the service makes by itself are told apart", arguments: ["SystemPurchase", "system_billing"])
  func systemPurchase(word: String) throws {
    #expect(try Order(body: Data(#"{"id":"o","transactionType":"\#(word)"}"#.utf8)).isSystemPurchase)
  }
}
