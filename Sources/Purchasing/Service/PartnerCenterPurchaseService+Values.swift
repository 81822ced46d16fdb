import CatalogModel
import Foundation
import PartnerCenter
import PartnerCenterCommerce

extension RequestIDs {
  /// - Throws: where one is not a GUID: then nothing is sent.
  var tracing: TracingIDs {
    get throws {
      guard let tracing = TracingIDs(requestID: requestID, correlationID: correlationID) else {
        throw UnreadableAnswer(description: "The ids of the request are not GUIDs.")
      }
      return tracing
    }
  }
}

extension LiveAvailability {
  init(_ detailed: DetailedAvailability, of sku: SKUReference) {
    let availability = detailed.availability
    self.init(
      catalogItemID: availability.catalogItemID ?? CatalogItemID("\(sku):\(availability.id)"),
      segment: availability.segment, isPurchasable: availability.isPurchasable, terms: availability.terms,
      billingCycles: detailed.sku?.supportedBillingCycles,
      quantities: detailed.sku.map { $0.minimumQuantity...max($0.minimumQuantity, $0.maximumQuantity) })
  }
}

extension CartRequest {
  init(_ draft: CartDraft) {
    self.init(
      lineItems: draft.lines.map { line in
        var request = CartLineRequest(
          catalogItemID: line.catalogItemID, quantity: line.quantity, billingCycle: BillingCycle(line.billingCycle),
          termDuration: line.termDuration)
        request.promotionID = line.promotionID.map { PromotionID($0) }
        request.customTermEndDate = ServiceTime.date(line.customTermEndDate)
        request.renewsToTermDuration = line.renewsTo
        request.purchaseCommitment = line.commitment.map {
          PurchaseCommitment(amount: $0.amount, currency: $0.currency)
        }
        request.provisioningContext = line.provisioningContext
        request.participants = draft.reseller.map { [Participant(key: "transaction_reseller", value: $0)] } ?? []
        request.isAttestationAccepted = line.attestation ? true : nil
        return request
      }, isPartnerOnRecordAttestationAccepted: draft.attestsPartnerOnRecord)
  }
}

extension ServiceCart {
  init(_ cart: Cart) {
    let status: String? =
      switch cart.status {
      case .active?: "Active"
      case .ordered?: "Ordered"
      case .other(let word)?: word
      case nil: nil
      }
    self.init(id: cart.id.rawValue, status: status, expiresAt: cart.expiresAt, lines: cart.lineItems.map(Line.init))
  }
}

extension ServiceCart.Line {
  init(_ line: CartLineItem) {
    let currency = line.currencyCode
    var price: LinePrice?
    if let pricing = line.pricing, let extended = pricing.extendedPrice, let currency {
      price = LinePrice(unit: pricing.price ?? extended, extended: extended, currency: currency)
    }
    let error = line.error ?? line.addOnItems.lazy.compactMap(\.error).first
    self.init(
      catalogItemID: line.catalogItemID, quantity: line.quantity, termDuration: line.termDuration,
      billingCycle: line.billingCycle?.word, promotionID: line.promotionID?.rawValue,
      renewsTo: line.renewsToTermDuration, commitment: line.purchaseCommitment.map { Money($0.amount, $0.currency) },
      currency: currency,
      orderGroup: line.orderGroup, price: price,
      error: error.map {
        PurchaseError(
          code: $0.number.map(String.init) ?? $0.code, message: $0.description, orderGroup: line.orderGroup)
      })
  }
}

extension ServiceOrder {
  init(_ order: Order) {
    self.init(
      id: order.id.rawValue, alternateID: order.alternateID?.rawValue, status: order.status?.word,
      currency: order.currencyCode, createdAt: order.createdAt, transactionType: order.transactionType,
      lines: order.lineItems.enumerated().map { position, line in
        Line(
          lineItemNumber: line.lineItemNumber ?? position, catalogItemID: line.offerID, quantity: line.quantity,
          termDuration: line.termDuration, billingCycle: order.billingCycle?.word, name: line.friendlyName,
          subscriptionID: line.subscriptionID, hasActivationLinks: line.linkNames.contains("activationLinks"))
      }, hasProvisioningStatus: order.linkNames.contains("provisioningStatus"))
  }
}

extension ProvisionedLine {
  init(_ line: LineProvisioning) {
    self.init(
      lineItemNumber: line.lineItemNumber, status: line.status.word,
      parts: line.quantities.map { Part(quantity: $0.quantity, status: $0.status.word) })
  }
}

extension CheckoutAnswer {
  init(_ result: CheckoutResult, ids: RequestIDs) {
    self.init(
      orders: result.orders.map(ServiceOrder.init),
      errors: result.orderErrors.map {
        RefusedGroup(orderGroup: $0.orderGroup, code: $0.code, message: $0.description)
      }, requestID: ids.requestID)
  }
}

extension HeldEntitlement {
  init(_ entitlement: Entitlement) {
    self.init(
      productID: entitlement.productID, skuID: entitlement.skuID, entitlementType: entitlement.type,
      quantity: entitlement.quantity, orderID: entitlement.order?.id.rawValue,
      alternateOrderID: entitlement.order?.alternateID?.rawValue,
      lineItemID: entitlement.order?.lineItemNumber.map(String.init), expiresAt: entitlement.expiresAt)
  }
}

extension HeldReservation {
  init(_ reservation: Reservation) {
    self.init(
      reservationID: reservation.id, displayName: reservation.displayName, scopeType: reservation.scopeType,
      appliedScopes: reservation.appliedScopes, quantity: reservation.quantity,
      provisioningState: reservation.provisioningState, expiresAt: reservation.expiresAt)
  }
}

extension ServiceRefusal {
  init(_ error: ServiceError) {
    self.init(
      status: error.status, code: error.code, message: error.message ?? "", requestID: error.requestID)
  }
}

extension UncertainAnswer {
  init(_ unknown: UnknownOutcome) {
    let isAnswered =
      switch unknown.observation {
      case .response, .unreadable: true
      case .transport, .cancelled: false
      }
    self.init(reason: "\(unknown.observation)", isAnswered: isAnswered, requestID: unknown.requestID)
  }
}
