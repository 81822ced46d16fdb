import CatalogModel
import Foundation

/// Orders that were placed before the emulator started, for invoices to bill; a function of shape and time.
struct SampleOrders {
  var catalog: EmulatorCatalog
  var shape: InvoiceShape
  var now: Date

  var orders: [StoredOrder] {
    guard catalog.shape.customers > 0 else { return [] }
    return (0..<shape.orders).compactMap { order($0, catalog.root.at(.order, text: "sample \($0)")) }
      + (0..<shape.otherOrders).compactMap { otherOrder($0, catalog.root.at(.order, text: "other \($0)")) }
  }

  private func order(_ number: Int, _ draw: SeededRandom) -> StoredOrder? {
    let customer = catalog.customer(draw.at(.customer).below(catalog.shape.customers))
    let planted = planted(number, draw)
    guard let (item, term, cycle) = purchase(for: customer, planted, draw) else { return nil }
    let sku = item.sku
    var line = StoredLine(
      number: 0, itemID: item.catalogItemID, sku: sku,
      quantity: max(sku.minimumQuantity, 1 + draw.at(.quantity).below(40)), cycle: cycle, termDuration: term)
    line.currency = item.currency
    if planted == .promotionMissing || planted == nil && draw.at(.terms, 9).chance(0.15), term != nil {
      (line.promotionID, line.discount) = ("\(sku.product.id):\(sku.id):39NFJQT1Q5J0", 10)
    }
    // Ids that no other order has: those of products that never were, and of products that had ended.
    if planted == .unknownProduct { line.itemID = "ZZ" + String(line.itemID.dropFirst(2)) }
    if planted == .retiredBeforeOrder { line.itemID = "ZR" + String(line.itemID.dropFirst(2)) }
    let created = date(draw)
    let id = String(CatalogIdentifier.guid(draw).filter { $0 != "-" }.prefix(12))
    let isHidden = planted == .lineWithoutOrder
    var order = StoredOrder(
      id: id, alternateID: id, customerID: customer.id, cartID: nil, created: created, lines: [line],
      prices: [LinePrices(line, change: 0, discount: line.discount)], listed: isHidden ? .distantFuture : created,
      found: isHidden ? .distantFuture : created, provisioned: planted == .paidNotEntitled ? nil : created,
      linked: created,
      subscriptions: [
        sku.product.family.becomesSubscription ? CatalogIdentifier.guid(draw.at(.subscription)) : nil
      ])
    order.planted = planted
    if planted == .creditWithoutCharge { order.status = ("cancelled", .distantFuture) }
    return order
  }

  /// Whole months ago, and not in the last days of a month, so that each later charge has the same day.
  private func date(_ draw: SeededRandom) -> Date {
    let month = BillingCalendar.adding(
      months: -1 - draw.at(.version).below(shape.months), to: BillingCalendar.month(now))
    return month.addingTimeInterval(Double(draw.at(.lifespan).below(27)) * 86_400 + 3_600 * 9.5)
  }

  private func planted(_ number: Int, _ draw: SeededRandom) -> PlantedDifference.Code? {
    guard !shape.differences.isEmpty, draw.at(.fault).chance(shape.share) else { return nil }
    return shape.differences[number % shape.differences.count]
  }

  /// An offer with a term and a cycle that show the difference once: a year at once, or software.
  private func purchase(
    for customer: SampleCustomer, _ planted: PlantedDifference.Code?, _ draw: SeededRandom
  ) -> (SampleAvailability, term: String?, cycle: String)? {
    let wantsSoftware = planted == .paidNotEntitled || planted == nil && draw.at(.family).chance(0.3)
    let family: Family = wantsSoftware ? .perpetualSoftware : .licence
    let slots = catalog.families.indices.filter { catalog.families[$0] == family }
    guard !slots.isEmpty else { return nil }
    let own = CatalogShape.currency(of: customer.market)
    for attempt in 0..<40 {
      let product = catalog.product(inSlot: draw.at(.product, attempt).pick(Array(slots)))
      guard product.isSold(in: customer.market, scope: .legacy),
        let sku = product.skus(in: customer.market, scope: .legacy).first, !sku.isTrial,
        let item = sku.availabilities(in: customer.market, scope: .legacy)
          .first(where: { $0.currency == own && $0.segment == .commercial && $0.isPurchasable })
      else { continue }
      if wantsSoftware { return (item, nil, "one_time") }
      let yearly = item.terms.first { $0.duration == "P1Y" && $0.billingCycle == "Annual" }
      let monthly = item.terms.first { $0.duration == "P1Y" && $0.billingCycle == "Monthly" }
      if planted == nil, monthly != nil, draw.at(.term).chance(0.4) { return (item, "P1Y", "monthly") }
      if yearly != nil { return (item, "P1Y", "annual") }
    }
    return nil
  }

  // MARK: - Other charges

  /// Differences that lines without products of the catalog can have.
  private static let otherDifferences: Set<PlantedDifference.Code> = [
    .lineWithoutOrder, .chargedTwice, .arithmetic, .totalDiffers,
  ]

  private func otherOrder(_ number: Int, _ draw: SeededRandom) -> StoredOrder? {
    let charges = OtherCharges.allCases[number % OtherCharges.allCases.count]
    let customer = catalog.customer(draw.at(.customer).below(catalog.shape.customers))
    guard let item = item(of: charges == .planUse ? .azurePlan : .licence, for: customer) else { return nil }
    let possible = charges.isLegacy ? shape.differences.filter(Self.otherDifferences.contains) : []
    let planted = possible.isEmpty || !draw.at(.fault).chance(shape.share) ? nil : possible[number % possible.count]
    // Source: "Get invoice line items": ids of offers are GUIDs, Azure is one offer, ids of orders are long numbers.
    let offer =
      switch charges {
      case .legacyLicence: CatalogIdentifier.guid(draw.at(.identifier)).uppercased()
      case .legacyUse: "MS-AZR-0145P"
      case .planUse: item.catalogItemID
      }
    var line = StoredLine(
      number: 0, itemID: offer, sku: item.sku,
      quantity: charges == .legacyLicence ? 1 + draw.at(.quantity).below(40) : 1, cycle: "monthly", termDuration: nil)
    line.currency = charges.isLegacy ? "USD" : item.currency
    let created = date(draw)
    let isHidden = planted == .lineWithoutOrder
    let id = charges.isLegacy ? "56" + String(10_000_000_000_000_000 + draw.at(.identifier, 1).below(1 << 53)) : nil
    let short = String(CatalogIdentifier.guid(draw).filter { $0 != "-" }.prefix(12))
    var order = StoredOrder(
      id: id ?? short, alternateID: id ?? short, customerID: customer.id, cartID: nil, created: created, lines: [line],
      prices: [nil], listed: isHidden ? .distantFuture : created, found: isHidden ? .distantFuture : created,
      provisioned: created, linked: created, subscriptions: [nil])
    (order.charges, order.planted) = (charges, planted)
    return order
  }

  /// The first item of a kind that a customer can buy.
  private func item(of family: Family, for customer: SampleCustomer) -> SampleAvailability? {
    for slot in catalog.families.indices where catalog.families[slot] == family {
      let product = catalog.product(inSlot: slot)
      guard product.isSold(in: customer.market, scope: .legacy) else { continue }
      for sku in product.skus(in: customer.market, scope: .legacy) {
        if let item = sku.availabilities(in: customer.market, scope: .legacy).first { return item }
      }
    }
    return nil
  }
}
