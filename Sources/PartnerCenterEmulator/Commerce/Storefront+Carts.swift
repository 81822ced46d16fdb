import CatalogModel
import Foundation

/// Carts: made, read and replaced.
extension Storefront {
  /// Source: "Create a cart": a cart lives seven days.
  static let lifetime = 7 * 86_400

  mutating func createCart(
    for customer: SampleCustomer, _ context: CommerceContext, _ faults: inout FaultCounter
  ) throws(APIError) -> RouteResponse {
    let asked = try RequestedCart(context.request.body)
    guard asked.isAttested else { throw .attestationMissing }
    let target = context.request.target
    if faults.next(.reissue, at: .cart, target: target) != nil {
      reissueItems(asked.lines.map(\.itemID), context, customer)
    }
    if let fault = faults.next(.price, at: .cart, target: target) {
      changePrices(of: asked.lines.map(\.itemID), byPercent: fault.purchase.percent)
    }
    if faults.next(.attestation, at: .cart, target: target) != nil { attested.formUnion(asked.lines.map(\.skuName)) }
    var lines = try lines(asked, of: customer, context)
    if let fault = faults.next(.promotion, at: .cart, target: target) {
      for index in lines.indices where lines[index].promotionID == nil {
        let promotion = Promotion(draw: lines[index].sku.draw.at(.price, 5), percent: fault.purchase.percent)
        lines[index].promotionID = promotion.id
        lines[index].discount = promotion.percent
      }
    }
    if let fault = faults.next(.lineError, target: target), lines.indices.contains(fault.purchase.line) {
      lines[fault.purchase.line].failure = .init(
        code: fault.purchase.code ?? 10_002, available: lines[fault.purchase.line].quantity / 2,
        spelling: fault.purchase.spelling)
    }
    let life = faults.next(.expire, target: target).map { $0.purchase.seconds ?? 900 } ?? Self.lifetime
    let cart = StoredCart(
      id: CatalogIdentifier.guid(draw(context.catalog)), customerID: customer.id, created: context.now,
      modified: context.now, expires: context.now.addingTimeInterval(Double(life)), lines: lines, isAttested: true,
      isUnpriced: faults.next(.unpriced, target: target) != nil)
    carts[cart.id] = cart
    return RouteResponse(status: 201, body: body(cart, context))
  }

  mutating func readCart(
    _ id: String, of customer: SampleCustomer, _ context: CommerceContext, _ faults: inout FaultCounter
  ) throws(APIError) -> RouteResponse {
    let cart = try cart(id, of: customer, at: context.now)
    if let fault = faults.next(.price, at: .read, target: context.request.target) {
      changePrices(of: cart.lines.map(\.itemID), byPercent: fault.purchase.percent)
    }
    return RouteResponse(body: body(cart, context))
  }

  /// Replaces all lines. An update does not extend the life of a cart. Source: "Update a cart".
  mutating func replaceCart(
    _ id: String, of customer: SampleCustomer, _ context: CommerceContext, _ faults: inout FaultCounter
  ) throws(APIError) -> RouteResponse {
    var cart = try cart(id, of: customer, at: context.now)
    if faults.next(.busy, target: context.request.target) != nil { throw .cartHeld }
    if cart.result != nil { throw .cartSubmitted }
    let asked = try RequestedCart(context.request.body)
    cart.lines = try lines(asked, of: customer, context)
    cart.isAttested = cart.isAttested || asked.isAttested
    cart.modified = context.now
    carts[cart.id] = cart
    return RouteResponse(status: context.madeStatus, body: body(cart, context))
  }

  /// - Throws: where the cart is another customer's, unknown or expired; one that was ordered stays readable.
  func cart(_ id: String, of customer: SampleCustomer, at now: Date) throws(APIError) -> StoredCart {
    guard let cart = carts[id.lowercased()], cart.customerID == customer.id, cart.result != nil || now < cart.expires
    else { throw .cartNotFound }
    return cart
  }

  /// Lines with their order groups, numbered as the billing cycles come up. Source: "Create a cart" and its bodies.
  private func lines(
    _ asked: RequestedCart, of customer: SampleCustomer, _ context: CommerceContext
  ) throws(APIError) -> [StoredLine] {
    let held =
      customer.subscriptions.map(\.offerID)
      + orders.filter { $0.customerID == customer.id }.flatMap {
        $0.lines.map(\.itemID)
      }
    let bases = Set(held.map(RequestedLine.skuName) + asked.lines.map(\.skuName))
    let check = check(for: customer, context, bases: bases)
    var lines: [StoredLine] = []
    var cycles: [String] = []
    for line in asked.lines {
      var stored = try check.line(line)
      if !cycles.contains(stored.cycle) { cycles.append(stored.cycle) }
      stored.group =
        stored.sku.product.family == .legacyAzure && stored.failure?.code != 10_001
        ? "OMS-0" : String(cycles.firstIndex(of: stored.cycle) ?? 0)
      lines.append(stored)
    }
    return lines
  }

  func check(for customer: SampleCustomer, _ context: CommerceContext, bases: Set<String> = []) -> LineCheck {
    LineCheck(customer: customer, context: context, attested: attested, reissues: reissues, bases: bases)
  }

  // MARK: - Changes of items

  mutating func reissueItems(_ items: [String], _ context: CommerceContext, _ customer: SampleCustomer) {
    let check = check(for: customer, context)
    for item in items {
      guard let found = check.availability(item) else { continue }
      reissues.reissue(found.generatedID, draw: context.catalog.root)
    }
  }

  /// Reissues the availabilities of a SKU that a customer's catalog is asked about, where a fault says so.
  mutating func reissueAtRead(_ router: Router, _ faults: inout FaultCounter) {
    let parts = router.request.parts
    guard parts.count >= 8, parts[1].lowercased() == "customers", parts[7].lowercased() == "availabilities",
      faults.next(.reissue, at: .plan, target: router.request.target) != nil,
      let market = router.catalog.customer(id: parts[2])?.market,
      let sku = router.catalog.product(id: parts[4])?.sku(id: parts[6])
    else { return }
    for scope in ReservationReading.allCases {
      for availability in sku.availabilities(in: market, scope: scope)
      where scope == .legacy || availability.sku.product.family.isReservation {
        reissues.reissue(availability.generatedID, draw: router.catalog.root)
      }
    }
  }

  mutating func changePrices(of items: [String], byPercent percent: Int) {
    for item in Set(items.map(RequestedLine.skuName)) { priceChanges[item, default: 0] += percent }
  }

  func prices(_ line: StoredLine) -> LinePrices? {
    LinePrices(line, change: priceChanges[RequestedLine.skuName(line.itemID)] ?? 0, discount: line.discount)
  }
}

extension RequestedLine {
  /// `product:sku`.
  var skuName: String { Self.skuName(itemID) }

  static func skuName(_ item: String) -> String {
    item.split(separator: ":", omittingEmptySubsequences: false).prefix(2).joined(separator: ":")
  }
}
