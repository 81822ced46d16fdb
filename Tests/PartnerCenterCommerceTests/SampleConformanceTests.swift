import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter
@testable import PartnerCenterCommerce

/// Every body of the documentation about carts, orders and entitlements, field by field against an independent reading.
@Suite("The documentation's own bodies of a purchase are read field by field", .enabled(if: Samples.areHere))
struct CommerceConformanceTests {
  private func pairs<Item: WireResource>(_ entry: Samples.Entry, as type: Item.Type) throws -> [(Item, PlainJSON)] {
    let body = try entry.body
    let page = try Page<Item>(body: body)
    let plain = try PlainJSON(body).resources
    #expect(page.unreadable == 0)
    #expect(page.items.count == plain.count && !page.items.isEmpty)
    return Array(zip(page.items, plain))
  }

  // MARK: - Parts

  private func expectSame(_ ours: Date?, _ plain: PlainJSON) {
    // The second reader is Foundation's, which wants a zone and no misprints.
    var text = plain.text?.replacing(" ", with: "").replacing("TT", with: "T")
    if text?.hasPrefix("0001-") == true { text = nil }
    if let given = text, given.dropFirst(10).allSatisfy({ !"Z+-".contains($0) }) { text = given + "Z" }
    let date = text.flatMap { text in
      (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))))
    }
    #expect(text == nil || date != nil, "\(text ?? "")")
    #expect(ours == nil ? date == nil : abs((date ?? .distantPast).timeIntervalSince(ours ?? .now)) < 0.001)
  }

  private func expectSame(_ ours: Decimal?, _ plain: PlainJSON) {
    #expect(ours.flatMap { Double(ExactDecimal.text($0)) } == plain.text.flatMap { Double($0) })
  }

  private func expectSame(_ ours: LinePricing?, _ plain: PlainJSON) {
    #expect((ours != nil) == plain.isThere)
    for (value, name) in [
      (ours?.listPrice, "listPrice"), (ours?.discountedPrice, "discountedPrice"),
      (ours?.proratedPrice, "proratedPrice"),
      (ours?.price, "price"), (ours?.extendedPrice, "extendedPrice"),
    ] { expectSame(value, plain[name]) }
  }

  private func expectSame(_ ours: PurchaseCommitment?, _ plain: PlainJSON) {
    #expect((ours != nil) == plain.isThere)
    expectSame(ours?.amount, plain["amount"])
    #expect(ours?.currency == (plain["currency"].text ?? plain["currencyCode"].text)?.uppercased())
    #expect(ours?.grain == plain["grain"].text)
  }

  private func expectSame(_ ours: [String: String], _ plain: PlainJSON) {
    #expect(ours == (plain.value as? [String: Any] ?? [:]).compactMapValues { PlainJSON($0).text })
  }

  private func isSameWord(_ ours: BillingCycle?, _ plain: PlainJSON) -> Bool {
    func folded(_ word: String?) -> String? { word?.lowercased().replacing("_", with: "") }
    return folded(ours?.word) == folded(plain.text)
  }

  // MARK: - Resources

  private func compare(_ line: CartLineItem, _ plain: PlainJSON) {
    #expect(line.id == plain["id"].number)
    #expect(line.catalogItemID.rawValue == plain["catalogItemId"].text)
    #expect(line.friendlyName == plain["friendlyName"].text)
    #expect(line.quantity == plain["quantity"].number)
    #expect(line.currencyCode == plain["currencyCode"].text)
    #expect(isSameWord(line.billingCycle, plain["billingCycle"]))
    #expect(line.termDuration == plain["termDuration"].text)
    #expect(line.promotionID?.rawValue == plain["promotionId"].text)
    #expect(line.participants.map(\.key) == plain["participants"].elements.map { $0["key"].text })
    #expect(line.participants.map(\.value) == plain["participants"].elements.map { $0["value"].text })
    expectSame(line.provisioningContext, plain["provisioningContext"])
    #expect(line.orderGroup == plain["orderGroup"].text)
    expectSame(line.customTermEndDate, plain["customTermEndDate"])
    #expect(line.renewsToTermDuration == plain["renewsTo"]["termDuration"].text)
    #expect(line.isAttestationAccepted == plain["attestationAccepted"].flag)
    expectSame(line.purchaseCommitment, plain["purchaseCommitment"])
    expectSame(line.pricing, plain["pricing"])
    #expect((line.error != nil) == plain["error"].isThere)
    let addOns = plain["addonItems"].value == nil ? plain["addOnItems"].elements : plain["addonItems"].elements
    #expect(line.addOnItems.count == addOns.count)
    for (line, plain) in zip(line.addOnItems, addOns) { compare(line, plain) }
  }

  @Test("Carts that the service sent", arguments: Samples.bodies(of: "Cart").filter(\.isResponse))
  func carts(entry: Samples.Entry) throws {
    let cart = try Cart(body: entry.body)
    let plain = try PlainJSON(entry.body)
    #expect(cart.id.rawValue == plain["id"].text)
    #expect(cart.status == plain["status"].text.map { Cart.Status($0) })
    expectSame(cart.createdAt, plain["creationTimestamp"])
    expectSame(cart.modifiedAt, plain["lastModifiedTimestamp"])
    expectSame(cart.expiresAt, plain["expirationTimestamp"])
    #expect(cart.modifiedBy == plain["lastModifiedUser"].text)
    #expect(cart.isPartnerOnRecordAttestationAccepted == plain["partnerOnRecordAttestationAccepted"].flag)
    #expect(cart.lineItems.count == plain["lineItems"].elements.count && !cart.lineItems.isEmpty)
    for (line, plain) in zip(cart.lineItems, plain["lineItems"].elements) { compare(line, plain) }
  }

  @Test(
    "Carts that are sent: their lines are read as well", arguments: Samples.bodies(of: "Cart").filter { !$0.isResponse }
  )
  func sentCarts(entry: Samples.Entry) throws {
    struct Lines: WireResource {
      var lines: [CartLineItem]
      init(_ object: WireObject) throws { lines = try object.wholeList("lineItems") }
    }
    let lines = try Lines(body: entry.body).lines
    let plain = try PlainJSON(entry.body)["lineItems"].elements
    #expect(lines.count == plain.count && !lines.isEmpty)
    for (line, plain) in zip(lines, plain) { compare(line, plain) }
  }

  private func compare(_ order: Order, _ plain: PlainJSON) {
    #expect(order.id.rawValue == plain["id"].text.map { GUID.canonical($0) })
    #expect(order.alternateID?.rawValue == plain["alternateId"].text)
    #expect(order.customerID?.rawValue == plain["referenceCustomerId"].text?.lowercased())
    #expect(isSameWord(order.billingCycle, plain["billingCycle"]))
    #expect(order.currencyCode == plain["currencyCode"].text)
    #expect(order.currencySymbol == plain["currencySymbol"].text)
    expectSame(order.createdAt, plain["creationDate"])
    #expect(order.status?.word == plain["status"].text)
    #expect(order.transactionType == plain["transactionType"].text)
    expectSame(order.totalPrice, plain["totalPrice"])
    #expect(order.isPartnerOnRecordAttestationAccepted == plain["partnerOnRecordAttestationAccepted"].flag)
    #expect(order.client?.name == plain["client"]["name"].text)
    #expect(order.client?.marketplaceCountry == plain["client"]["marketplaceCountry"].text)
    #expect(order.client?.deviceFamily == plain["client"]["deviceFamily"].text)
    #expect(order.etag == plain["attributes"]["etag"].text)
    #expect(order.linkNames.count == (plain["links"].value as? [String: Any])?.count ?? 0)
    #expect(order.lineItems.count == plain["lineItems"].elements.count)
    for (line, plain) in zip(order.lineItems, plain["lineItems"].elements) { compare(line, plain) }
  }

  private func compare(_ line: OrderLineItem, _ plain: PlainJSON) {
    #expect(line.lineItemNumber == plain["lineItemNumber"].number)
    #expect(line.offerID.rawValue == plain["offerId"].text)
    #expect(line.subscriptionID == plain["subscriptionId"].text?.lowercased())
    #expect(line.parentSubscriptionID == plain["parentSubscriptionId"].text?.lowercased())
    #expect(line.friendlyName == plain["friendlyName"].text)
    #expect(line.quantity == plain["quantity"].number)
    #expect(line.termDuration ?? "" == plain["termDuration"].text ?? "")
    #expect(line.transactionType == plain["transactionType"].text)
    #expect(line.promotionID?.rawValue == plain["promotionId"].text)
    expectSame(line.customTermEndDate, plain["customTermEndDate"])
    #expect(line.renewsToTermDuration == plain["renewsTo"]["termDuration"].text)
    #expect(line.partnerIDOnRecord == plain["partnerIdOnRecord"].text)
    #expect(line.additionalPartnerIDsOnRecord == plain["additionalPartnerIdsOnRecord"].texts)
    expectSame(line.provisioningContext, plain["provisioningContext"])
    expectSame(line.pricing, plain["pricing"])
    expectSame(line.purchaseCommitment, plain["purchaseCommitment"])
    #expect(line.isAttestationAccepted == plain["attestationAccepted"].flag)
    #expect(line.linkNames.count == (plain["links"].value as? [String: Any])?.count ?? 0)
  }

  /// Requests of the pages for `POST` and `PATCH` lack what every order has.
  @Test("Orders", arguments: Samples.bodies(of: "Order").filter { $0.isResponse || $0.status == "(nested)" })
  func orders(entry: Samples.Entry) throws {
    // One page leaves its line out, which never happens on the wire.
    if try PlainJSON(entry.body)["lineItems"].elements.contains(where: { !$0.isThere }) {
      #expect(throws: WireObject.Fault.missing("lineItems.offerId")) { try Order(body: entry.body) }
      return
    }
    for (order, plain) in try pairs(entry, as: Order.self) { compare(order, plain) }
  }

  @Test("Results of checkouts", arguments: Samples.bodies(of: "CartCheckoutResult"))
  func checkouts(entry: Samples.Entry) throws {
    let result = try CheckoutResult(body: entry.body)
    let plain = try PlainJSON(entry.body)
    #expect(result.orders.count == plain["orders"].elements.count && !result.orders.isEmpty)
    for (order, plain) in zip(result.orders, plain["orders"].elements) { compare(order, plain) }
    #expect(result.orderErrors.count == plain["orderErrors"].elements.count)
    #expect(isEqual(result.additionalInformation, plain["additionalInformation"]))
  }

  @Test("A bare order in place of a result", arguments: Samples.all.filter { $0.file == "checkout-a-cart__2.json" })
  func bareOrder(entry: Samples.Entry) throws {
    #expect(try CheckoutResult(body: entry.body).orders == [Order(body: entry.body)])
  }

  @Test("Provisioning", arguments: Samples.bodies(of: "OrderLineItemProvisioningStatus"))
  func provisioning(entry: Samples.Entry) throws {
    for (line, plain) in try pairs(entry, as: LineProvisioning.self) {
      #expect(line.lineItemNumber == plain["lineItemNumber"].number)
      #expect(line.status.word == plain["status"].text)
      let parts = plain["quantityProvisioningInformation"].elements
      #expect(line.quantities.map(\.quantity) == parts.map { $0["quantity"].number })
      #expect(line.quantities.map(\.status.word) == parts.map { $0["status"].text })
    }
  }

  @Test("Activation links", arguments: Samples.bodies(of: "OrderLineItemActivationLink"))
  func activationLinks(entry: Samples.Entry) throws {
    for (link, plain) in try pairs(entry, as: ActivationLink.self) {
      #expect(link.lineItemNumber == plain["lineItemNumber"].number)
      #expect(link.uri == plain["link"]["uri"].text)
    }
  }

  private func compare(_ held: Entitlement, _ plain: PlainJSON) {
    #expect(held.productID.rawValue == plain["productId"].text)
    #expect(held.skuID?.rawValue == plain["skuId"].text)
    #expect(held.quantity == plain["quantity"].number)
    #expect(held.quantityDetails.map(\.quantity) == plain["quantityDetails"].elements.map { $0["quantity"].number })
    #expect(held.type == plain["entitlementType"].text)
    #expect(held.order?.id.rawValue == plain["referenceOrder"]["id"].text)
    #expect(held.order?.alternateID?.rawValue == plain["referenceOrder"]["alternateId"].text)
    #expect(held.order?.lineItemNumber == plain["referenceOrder"]["lineItemId"].number)
    let artifacts = plain["entitledArtifacts"].elements
    #expect(held.artifacts.map(\.type) == artifacts.map { $0["artifactType"].text })
    #expect(held.artifacts.map(\.link) == artifacts.map { $0["link"]["uri"].text })
    #expect(held.artifacts.map(\.resourceID) == artifacts.map { $0["resourceId"].text })
    let shared = plain["dynamicAttributes"]["reservationType"].text
    #expect(
      held.artifacts.map(\.reservationType)
        == artifacts.map { $0["dynamicAttributes"]["reservationType"].text ?? shared })
    expectSame(held.expiresAt, plain["expiryDate"])
    #expect(held.fulfillmentState == plain["fulfillmentState"].text)
    #expect(held.included.count == plain["includedEntitlements"].elements.count)
    for (held, plain) in zip(held.included, plain["includedEntitlements"].elements) { compare(held, plain) }
  }

  @Test("Entitlements", arguments: Samples.bodies(of: "Entitlement"))
  func entitlements(entry: Samples.Entry) throws {
    for (held, plain) in try pairs(entry, as: Entitlement.self) {
      compare(held, plain)
      for link in held.artifacts.compactMap(\.link) {
        #expect(Call.reservationDetails(at: link, of: CustomerID(String(link.split(separator: "/")[1]))) != nil)
      }
    }
  }

  @Test("Reservations", arguments: Samples.bodies(of: "ReservedInstanceArtifactDetails"))
  func reservations(entry: Samples.Entry) throws {
    let details = try ReservationDetails(body: entry.body)
    let plain = try PlainJSON(entry.body)
    #expect(details.type == plain["type"].text)
    let listed = plain["reservations"].elements + plain["virtualMachineReservations"].elements
    #expect(details.reservations.count == listed.count && !listed.isEmpty)
    for (reservation, plain) in zip(details.reservations, listed) {
      #expect(reservation.id == plain["reservationId"].text)
      #expect(reservation.scopeType == plain["scopeType"].text)
      #expect(reservation.displayName == plain["displayName"].text)
      #expect(reservation.appliedScopes == plain["appliedScopes"].texts)
      #expect(reservation.quantity == plain["quantity"].number)
      expectSame(reservation.startsAt, plain["effectiveDateTime"])
      expectSame(reservation.expiresAt, plain["expiryDateTime"])
      #expect(reservation.provisioningState == plain["provisioningState"].text)
    }
  }

  @Test("Audit records", arguments: Samples.bodies(of: "AuditRecord"))
  func auditRecords(entry: Samples.Entry) throws {
    for (record, plain) in try pairs(entry, as: AuditRecord.self) {
      #expect(record.id == plain["id"].text)
      #expect(record.partnerID == plain["partnerId"].text)
      #expect(record.participants == plain["participants"].texts)
      #expect(record.customerID?.rawValue == plain["customerId"].text)
      #expect(record.customerName == plain["customerName"].text)
      #expect(record.userPrincipalName == plain["userPrincipalName"].text)
      #expect(record.applicationID == plain["applicationId"].text)
      #expect(record.resourceType == plain["resourceType"].text)
      #expect(record.operationType == plain["operationType"].text)
      #expect(record.operationStatus == plain["operationStatus"].text)
      #expect(record.originalCorrelationID == plain["originalCorrelationId"].text)
      expectSame(record.operationDate, plain["operationDate"])
      #expect(record.resourceNewValue == plain["resourceNewValue"].text)
      #expect(record.resourceOldValue == plain["resourceOldValue"].text)
      for pair in plain["customizedData"].elements {
        #expect(record.customizedData[pair["key"].text ?? ""] == pair["value"].text)
      }
      if record.resourceType == "order", record.resourceNewValue != nil {
        #expect(record.newOrder?.id == record.createdOrder)
        #expect(!record.orderedLines.isEmpty)
      }
    }
  }

  @Test("Eligibilities", arguments: Samples.bodies(of: "PromotionEligibility").filter(\.isResponse))
  func eligibilities(entry: Samples.Entry) throws {
    for (item, plain) in try pairs(entry, as: PromotionEligibilities.self) {
      #expect(item.id == plain["id"].number)
      #expect(item.catalogItemID.rawValue == plain["catalogItemId"].text)
      #expect(item.quantity == plain["quantity"].number)
      #expect(isSameWord(item.billingCycle, plain["billingCycle"]))
      #expect(item.termDuration == plain["termDuration"].text)
      let listed = plain["eligibilities"].elements
      #expect(item.eligibilities.map(\.promotionID.rawValue) == listed.map { $0["promotionId"].text })
      #expect(item.eligibilities.map(\.isEligible) == listed.map { $0["isEligible"].flag })
      for (eligibility, plain) in zip(item.eligibilities, listed) {
        let reasons = plain["errors"].elements
        #expect(eligibility.errors.map(\.type) == reasons.map { $0["type"].text })
        #expect(eligibility.errors.map(\.description) == reasons.map { $0["description"].text })
        #expect(eligibility.errors.map(\.minimumRequiredSeats) == reasons.map { $0["minimumRequiredSeats"].number })
        #expect(eligibility.errors.map(\.maximumRequiredSeats) == reasons.map { $0["maximumRequiredSeats"].number })
        #expect(eligibility.errors.map(\.availableSeats) == reasons.map { $0["availableSeats"].number })
      }
    }
  }

  @Test(
    "The question about promotions", arguments: Samples.bodies(of: "PromotionEligibility").filter { !$0.isResponse })
  func promotionQuestion(entry: Samples.Entry) throws {
    let items = try PlainJSON(entry.body)["items"].elements
    let questions = items.map { item in
      PromotionQuestion(
        catalogItemID: CatalogItemID(item["catalogItemId"].text ?? ""), quantity: item["quantity"].number ?? 0,
        termDuration: item["termDuration"].text ?? "", billingCycle: BillingCycle(item["billingCycle"].text ?? ""))
    }
    let ours = try PlainJSON(PromotionQuestion.body(questions))["items"].elements
    for name in ["catalogItemId", "quantity", "termDuration", "billingCycle", "id"] {
      #expect(ours.map { $0[name].text } == items.map { $0[name].text }, "\(name)")
    }
  }

  @Test("Subscriptions", arguments: Samples.bodies(of: "Subscription").filter(\.isResponse))
  func subscriptions(entry: Samples.Entry) throws {
    for (held, plain) in try pairs(entry, as: OrderedSubscription.self) {
      #expect(held.subscription.id == plain["id"].text?.lowercased())
      #expect(held.subscription.quantity == plain["quantity"].number ?? 0)
      #expect(held.subscription.status == plain["status"].text ?? "")
      #expect(held.orderID?.rawValue == plain["orderId"].text.map { GUID.canonical($0) })
      #expect(held.productOrderID == plain["productOrderId"].text)
      #expect(held.entitlementID == plain["entitlementId"].text?.lowercased())
      #expect(held.promotionID?.rawValue == plain["promotionId"].text)
      #expect(held.parentSubscriptionID == plain["parentSubscriptionId"].text?.lowercased())
      #expect(held.nature.billingType == plain["billingType"].text)
      #expect(held.nature.contractType == plain["contractType"].text)
      #expect(held.nature.unitType == plain["unitType"].text)
      #expect(held.nature.publisherName == plain["publisherName"].text)
      #expect(held.nature.isMicrosoftProduct == plain["isMicrosoftProduct"].flag)
      #expect(held.nature.hasPurchasableAddOns == plain["hasPurchasableAddons"].flag)
      #expect(held.nature.partnerID ?? "" == plain["partnerId"].text ?? "")
      #expect(held.nature.needsAttention == plain["attentionNeeded"].flag)
      #expect(held.nature.isActionTaken == plain["actionTaken"].flag)
      let refundable = plain["refundableQuantity"]
      #expect(held.refundableQuantity?.total == refundable["totalQuantity"].number)
      let parts = refundable["details"].elements
      #expect(held.refundableQuantity?.parts.map(\.quantity) ?? [] == parts.map { $0["quantity"].number })
      for (part, plain) in zip(held.refundableQuantity?.parts ?? [], parts) {
        expectSame(part.allowedUntil, plain["allowedUntilDateTime"])
      }
      #expect(held.isTrial == plain["isTrial"].flag)
      expectSame(held.cancellableUntil, plain["cancellationAllowedUntilDate"])
      #expect(held.refundOptions.map(\.type) == plain["refundOptions"].elements.map { $0["type"].text })
      #expect(held.etag ?? "" == plain["attributes"]["etag"].text ?? "")
      let lines = plain["lineItems"].elements
      #expect(held.lineItems.map(\.id) == lines.map { $0["id"].text })
      #expect(held.lineItems.map(\.scopeType) == lines.map { $0["scope"]["type"].text })
      #expect(held.lineItems.map(\.scopeEntitlementID) == lines.map { $0["scope"]["entitlementId"].text })
      for (line, plain) in zip(held.lineItems, lines) {
        expectSame(line.purchaseCommitment, plain["purchaseCommitment"])
      }
    }
  }

  @Test("Ends of terms", arguments: Samples.bodies(of: "CustomTermEndDate"))
  func termEndDates(entry: Samples.Entry) throws {
    for (end, plain) in try pairs(entry, as: CustomTermEndDate.self) {
      #expect(end.type == plain["allowedCustomTermEndDateType"].text)
      expectSame(end.date, plain["allowedCustomTermEndDate"])
    }
  }

  @Test("The index names bodies of every kind")
  func index() {
    let models = [
      "Cart", "CartCheckoutResult", "Order", "OrderLineItemProvisioningStatus", "OrderLineItemActivationLink",
      "CustomTermEndDate", "Entitlement", "ReservedInstanceArtifactDetails", "AuditRecord", "PromotionEligibility",
      "Subscription",
    ]
    #expect(models.allSatisfy { !Samples.bodies(of: $0).isEmpty })
  }
}
