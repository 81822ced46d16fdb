import CatalogModel

/// The part of the catalog visible to one request: the rules about views, segments and markets, as plain functions.
struct CatalogReading {
  var catalog: EmulatorCatalog
  var configuration: EmulatorConfiguration
  var market: Market
  var scope: ReservationReading
  /// The segments open to the request: all but the forbidden ones, and for a customer those of its qualifications.
  var openSegments: Set<Segment>
  /// The segment asked for by name.
  var segment: Segment?
  /// The customer, where one customer's own catalog is read.
  var customer: SampleCustomer?
  /// The ids reissued since the start.
  var reissues = Reissues()

  /// The segments whose availabilities are listed.
  private var listedSegments: Set<Segment> {
    segment.map { openSegments.intersection([$0]) } ?? openSegments.subtracting([.nonprofit])
  }

  /// Whether the customer's agreements and Azure plan open a product to it.
  func isOpen(_ product: SampleProduct) -> Bool {
    guard let customer else { return product.family != .savingsPlan }
    if product.family.isReservation, scope == .azurePlan { return customer.hasAzurePlan }
    if product.family == .savingsPlan, !customer.hasAzurePlan { return false }
    let agreements = product.sku(at: 0).purchasePrerequisites(scope: scope).filter { $0.hasSuffix("Agreement") }
    return customer.acceptedAgreements.isSuperset(of: agreements)
  }

  func isReachable(_ product: SampleProduct) -> Bool {
    product.isSold(in: market, scope: scope) && isOpen(product)
      && product.family.views(of: product.draw).contains { !configuration.forbiddenViews.contains($0) }
  }

  func products(in view: TargetView) -> [SampleProduct] {
    let products = catalog.slots(in: view).lazy.map(catalog.product(inSlot:)).filter { product in
      product.isSold(in: market, scope: scope) && isOpen(product) && isListed(product)
    }
    return isOpen(catalog.savingsPlan) && view == .azure && customer != nil
      ? products + [catalog.savingsPlan] : Array(products)
  }

  private func isListed(_ product: SampleProduct) -> Bool {
    switch (segment, configuration.nonprofitListing) {
    case (_, .segmentIgnored), (nil, .listed): true
    case (nil, .leftOut), (_?, _): product.offers(any: listedSegments, in: market, scope: scope)
    }
  }

  func product(_ id: String) throws(APIError) -> SampleProduct {
    let known = id == catalog.savingsPlan.id ? catalog.savingsPlan : catalog.product(id: id)
    guard let product = known, isReachable(product) else { throw .productNotFound }
    return product
  }

  func skus(of product: SampleProduct) -> [SampleSKU] {
    product.skus(in: market, scope: scope).filter { sku in
      switch (segment, configuration.nonprofitListing) {
      case (nil, .listed), (nil, .segmentIgnored): true
      case (nil, .leftOut), (_?, _): sku.offers(any: listedSegments, in: market, scope: scope)
      }
    }
  }

  func sku(_ id: String, of product: SampleProduct) throws(APIError) -> SampleSKU {
    guard let sku = product.sku(id: id), sku.isSold(in: market, scope: scope) else { throw .skuNotFound }
    return sku
  }

  func availabilities(of sku: SampleSKU) -> [SampleAvailability] {
    let listed = listedSegments
    return current(sku).filter { listed.contains($0.segment) }
  }

  /// By id, of whatever segment is open.
  func availability(_ id: String, of sku: SampleSKU) throws(APIError) -> SampleAvailability {
    guard
      let found = current(sku).first(where: { $0.id == id && openSegments.contains($0.segment) })
    else { throw .availabilityNotFound }
    return found
  }

  /// The availabilities of a SKU, with the ids that are valid now.
  private func current(_ sku: SampleSKU) -> [SampleAvailability] {
    let availabilities = sku.availabilities(in: market, scope: scope)
    if reissues.isEmpty { return availabilities }
    return availabilities.map { availability in
      var availability = availability
      availability.id = reissues.now(availability.generatedID)
      return availability
    }
  }
}
