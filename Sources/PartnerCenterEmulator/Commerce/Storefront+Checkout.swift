import Foundation

/// Checkouts: the only way to buy.
extension Storefront {
  mutating func checkOut(
    _ id: String, of customer: SampleCustomer, _ context: CommerceContext, _ faults: inout FaultCounter
  ) throws(APIError) -> CommerceReply {
    var cart = try cart(id, of: customer, at: context.now)
    let target = context.request.target
    if cart.result != nil { return try repeated(&cart, context, &faults) }
    if faults.next(.busy, target: target) != nil { throw .cartHeld }
    let items = cart.lines.map(\.itemID)
    if faults.next(.reissue, at: .checkout, target: target) != nil { reissueItems(items, context, customer) }
    if let fault = faults.next(.price, at: .checkout, target: target) {
      changePrices(of: items, byPercent: fault.purchase.percent)
    }
    if faults.next(.promotion, at: .checkout, target: target) != nil {
      for index in cart.lines.indices { (cart.lines[index].promotionID, cart.lines[index].discount) = (nil, 0) }
    }
    if faults.next(.attestation, at: .checkout, target: target) != nil {
      attested.formUnion(items.map(RequestedLine.skuName))
    }
    try check(cart, of: customer, context)
    if let fault = faults.next(.late, target: target) {
      let due = context.now.addingTimeInterval(Double(fault.purchase.seconds ?? 60))
      var later = context
      later.router.bought = { _ in [] }
      pending.append(Pending(due: due, cartID: cart.id, context: later))
      carts[cart.id] = cart
      return .unanswered
    }
    place(&cart, context, &faults)
    carts[cart.id] = cart
    return .response(RouteResponse(status: context.madeStatus, body: resultBody(cart, context)))
  }

  /// Source: "Checkout a cart" for the first response again; "Partner Center REST error codes" for the others.
  private mutating func repeated(
    _ cart: inout StoredCart, _ context: CommerceContext, _ faults: inout FaultCounter
  ) throws(APIError) -> CommerceReply {
    switch faults.next(.repeated, target: context.request.target)?.purchase.repetition ?? .answer {
    case .submitted: throw .cartSubmitted
    case .progress: throw .orderInProgress
    case .held: throw .cartHeld
    case .answer: break
    }
    if let errors = cart.result?.errors, errors.contains(where: \.heals) {
      for error in errors where error.heals { order(error.group, of: &cart, context, &faults) }
      cart.result?.errors.removeAll(where: \.heals)
      carts[cart.id] = cart
    }
    return .response(RouteResponse(status: context.madeStatus, body: resultBody(cart, context)))
  }

  /// - Throws: what the service refuses before it orders anything.
  private func check(_ cart: StoredCart, of customer: SampleCustomer, _ context: CommerceContext) throws(APIError) {
    guard cart.isAttested else { throw .attestationMissing }
    if cart.lines.contains(where: { $0.failure != nil }) { throw .cartHasErrors }
    let check = check(for: customer, context)
    for line in cart.lines {
      guard check.availability(line.itemID)?.isPurchasable == true else { throw .availabilityNotFound }
      if attested.contains(line.skuName), line.isAttested != true { throw .itemNeedsAttestation }
    }
  }

  /// Orders every group of the cart but those that a fault refuses.
  mutating func place(_ cart: inout StoredCart, _ context: CommerceContext, _ faults: inout FaultCounter) {
    let target = context.request.target
    if let fault = faults.next(.twin, target: target) {
      var twin = context
      twin.now += Double(fault.purchase.seconds ?? 0)
      placeOrder(cart.lines, of: cart, isOwn: false, group: "0", twin, &faults)
    }
    let groups = cart.lines.reduce(into: [String]()) { if !$0.contains($1.group) { $0.append($1.group) } }
    cart.result = StoredResult(orders: [], errors: [])
    var refused: StoredResult.GroupError?
    if let fault = faults.next(.partial, target: target), let last = groups.last {
      refused = .init(
        group: fault.purchase.group ?? last, code: fault.purchase.code ?? 900_121, heals: fault.purchase.heals)
    }
    for group in groups {
      if let refused, refused.group == group {
        cart.result?.errors.append(refused)
      } else {
        order(group, of: &cart, context, &faults)
      }
    }
  }

  private mutating func order(
    _ group: String, of cart: inout StoredCart, _ context: CommerceContext, _ faults: inout FaultCounter
  ) {
    let lines = cart.lines.filter { $0.group == group }
    let id = placeOrder(lines, of: cart, isOwn: true, group: group, context, &faults)
    cart.result?.orders.append(id)
  }

  @discardableResult
  private mutating func placeOrder(
    _ lines: [StoredLine], of cart: StoredCart, isOwn: Bool, group: String, _ context: CommerceContext,
    _ faults: inout FaultCounter
  ) -> String {
    let draw = draw(context.catalog)
    let short = String(CatalogIdentifier.guid(draw).filter { $0 != "-" }.prefix(12))
    let id = context.router.dialect.olderOrders ? Self.olderID(draw) : short
    let now = context.now
    let target = context.request.target
    let lateness = isOwn ? faults.next(.orderLate, target: target) : nil
    let listed = lateness.map { Double($0.purchase.seconds ?? 900) } ?? 0
    let found = lateness.map { Double($0.purchase.secondsByID) } ?? 0
    var order = StoredOrder(
      id: id, alternateID: short, customerID: cart.customerID, cartID: isOwn ? cart.id : nil, created: now,
      lines: lines,
      prices: lines.map { cart.isUnpriced ? nil : prices($0) }, listed: now.addingTimeInterval(listed),
      found: now.addingTimeInterval(found), provisioned: now, linked: now,
      subscriptions: lines.enumerated().map { number, line in
        line.sku.product.family.becomesSubscription ? CatalogIdentifier.guid(draw.at(.subscription, number)) : nil
      })
    if let status = isOwn ? faults.next(.status, target: target)?.purchase : nil {
      order.status = (
        status.word, status.seconds.map { now.addingTimeInterval(Double($0)) } ?? .distantFuture
      )
    }
    if let late = isOwn ? faults.next(.provision, target: target)?.purchase : nil {
      order.provisioned = late.isNever ? nil : now.addingTimeInterval(Double(late.seconds ?? 3600))
      order.provisionedShare = late.share
      order.linked = order.provisioned?.addingTimeInterval(Double(late.secondsOfLinks))
    }
    if let status = order.status, status.word != "completed", status.word != "pending", order.provisioned != nil {
      order.provisioned = max(order.provisioned ?? now, status.until)
      order.linked = max(order.linked ?? now, status.until)
    }
    orders.append(order)
    let record = isOwn ? faults.next(.audit, target: target)?.purchase : nil
    let seconds = Double(record?.seconds ?? 0)
    audit.append(
      StoredAudit(
        orderID: id, shown: now.addingTimeInterval(seconds),
        correlationID: Self.correlationID(record?.correlation ?? (isOwn ? .own : .other), context, draw)))
    note(order, group: group, requestID: isOwn ? context.requestID : nil)
    return id
  }

  /// `9qg-ErcO-4MPbPqq_3MIQaS7bn8W6HfG1`: 32 characters and a version.
  private static func olderID(_ draw: SeededRandom) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    return String((0..<32).map { draw.at(.identifier, 16 + $0).pick(alphabet) }) + "1"
  }

  private static func correlationID(
    _ kind: PurchaseFault.Correlation, _ context: CommerceContext, _ draw: SeededRandom
  ) -> String? {
    switch kind {
    case .own: context.correlationID
    case .none: nil
    case .other: CatalogIdentifier.guid(draw.at(.identifier, 9))
    }
  }

  private mutating func note(_ order: StoredOrder, group: String, requestID: String?) {
    ledger.append(
      LedgerEntry(
        time: order.created, customerId: order.customerID, orderId: order.id, alternateId: order.alternateID,
        cartId: order.cartID, orderGroup: group,
        requestId: requestID,
        lines: order.lines.map { .init(catalogItemId: $0.itemID, sku: $0.skuName, quantity: $0.quantity) },
        total: order.total.map(Amount.text), currency: order.currency))
  }
}

extension Family {
  /// Whether a purchase shows as a subscription. Perpetual software, software subscriptions and reservations show as
  /// entitlements alone.
  var becomesSubscription: Bool {
    switch self {
    case .licence, .licenceAddOn, .specializedOffer, .marketplace, .azurePlan, .legacyAzure, .savingsPlan: true
    case .perpetualSoftware, .softwareSubscription, .linuxSubscription: false
    case .machineReservation, .sqlReservation, .cosmosReservation: false
    }
  }
}
