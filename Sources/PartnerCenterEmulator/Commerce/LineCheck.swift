import CatalogModel

/// Checks the lines of a cart against the catalog of its customer.
struct LineCheck {
  var customer: SampleCustomer
  var context: CommerceContext
  /// SKUs that enforce an attestation since a fault.
  var attested: Set<String>
  var reissues: Reissues
  /// The items of the other lines, and of what the customer holds, for add-ons: `product:sku`.
  var bases: Set<String>

  /// The line, priced and grouped, with an error where the service would refuse it.
  ///
  /// - Throws: what refuses the whole cart: a missing agreement, a quantity below the minimum.
  func line(_ asked: RequestedLine) throws(APIError) -> StoredLine {
    let found = availability(asked.itemID)
    let sku = found?.sku ?? context.catalog.product(inSlot: 0).sku(at: 0)
    var line = StoredLine(
      number: asked.number, itemID: asked.itemID, sku: sku, quantity: asked.quantity, cycle: asked.cycle,
      termDuration: asked.termDuration)
    line.promotionID = asked.promotionID
    line.participants = asked.participants
    line.context = asked.context
    line.isAttested = asked.isAttested
    line.endDate = asked.endDate
    line.renewsTo = asked.renewsTo
    line.commitment = asked.commitment
    line.friendlyName = asked.friendlyName
    guard let found else {
      try refuseWithoutAgreement(asked.itemID)
      line.failure = .init(code: 10_001)
      return line
    }
    line.currency = found.currency
    if asked.quantity < sku.minimumQuantity { throw .quantityNotAllowed }
    if let promotion = asked.promotionID {
      line.discount = Promotion(of: sku).flatMap { $0.id == promotion ? $0.percent : nil } ?? 0
    }
    line.failure = failure(asked, found)
    return line
  }

  private func failure(_ asked: RequestedLine, _ found: SampleAvailability) -> StoredLine.Failure? {
    let sku = found.sku
    guard found.isPurchasable else { return .init(code: 10_001) }
    if asked.quantity > sku.maximumQuantity {
      return .init(code: sku.product.family.isLicence ? 10_015 : 10_002, available: sku.maximumQuantity)
    }
    if let code = termFailure(asked, found.terms, sku) { return .init(code: code) }
    if sku.attestation != nil || attested.contains("\(sku.product.id):\(sku.id)"), asked.isAttested != true {
      return .init(code: 10_012)
    }
    if let promotion = asked.promotionID, Promotion(of: sku)?.id != promotion { return .init(code: 10_014) }
    if let code = endDateFailure(asked, sku) { return .init(code: code) }
    let needed = sku.prerequisiteSKUs(in: context.catalog)
    if !needed.isEmpty, bases.isDisjoint(with: needed) { return .init(code: 400_041) }
    return provisioningFailure(asked, sku).map { .init(code: $0) }
  }

  private func endDateFailure(_ asked: RequestedLine, _ sku: SampleSKU) -> Int? {
    guard let end = asked.endDate else { return nil }
    guard sku.product.family.isLicence, !sku.isTrial, let term = asked.termDuration else { return 10_016 }
    let ends = TermEndDates(term: term, held: customer.subscriptions, now: context.now).ends
    return ends.contains { $0.day == end.prefix(10) } ? nil : 10_017
  }

  private func termFailure(_ asked: RequestedLine, _ terms: [SampleTerm], _ sku: SampleSKU) -> Int? {
    let supported = sku.supportedBillingCycles.compactMap(RequestedLine.cycle)
    let offered = terms.filter { $0.duration == asked.termDuration }
    if terms.isEmpty {
      if asked.termDuration != nil, sku.product.family != .legacyAzure { return 400_039 }
    } else if offered.isEmpty {
      return 400_039
    }
    let cycles = offered.compactMap(\.billingCycle).compactMap(RequestedLine.cycle)
    return (cycles.isEmpty ? supported : cycles).contains(asked.cycle) ? nil : 10_013
  }

  /// Source: "Create a cart", provisioning context of reservations and savings plans; the subscription of a legacy
  /// reservation must be registered, that of an Azure plan too.
  private func provisioningFailure(_ asked: RequestedLine, _ sku: SampleSKU) -> Int? {
    let family = sku.product.family
    guard family.isReservation || family == .savingsPlan else { return nil }
    guard ["shared", "single"].contains(asked.context("scope")?.lowercased()) else { return 10_010 }
    guard let id = (asked.context("subscriptionId") ?? asked.context("entitlementId"))?.lowercased(),
      let held = customer.subscriptions.first(where: { held in
        held.kind != .licence
          && (held.id == id || held.kind == .azurePlan && context.catalog.entitlement(under: held) == id)
      })
    else { return 10_007 }
    if family == .savingsPlan { return held.kind == .azurePlan ? nil : 10_007 }
    return context.router.isRegistered(held.id) ? nil : 10_011
  }

  /// The availability of a catalog item in the customer's catalog, in either reading of reservations.
  func availability(_ item: String) -> SampleAvailability? {
    guard var reading = try? context.router.reading(for: customer) else { return nil }
    reading.reissues = reissues
    for scope in ReservationReading.allCases {
      reading.scope = scope
      if let found = reading.availability(ofItem: item) { return found }
    }
    return nil
  }

  /// A product that only an agreement closes to the customer is refused as a whole.
  private func refuseWithoutAgreement(_ item: String) throws(APIError) {
    var signed = self
    signed.customer.agreements = ["MicrosoftCustomerAgreement", "MicrosoftCloudAgreement"]
    guard let found = signed.availability(item) else { return }
    let needed = found.sku.purchasePrerequisites(scope: .legacy)
    if needed.contains("MicrosoftCustomerAgreement"),
      !customer.acceptedAgreements.contains("MicrosoftCustomerAgreement")
    {
      throw .agreementMissing
    }
  }
}

extension CatalogReading {
  /// The availability of a catalog item that is sold now.
  func availability(ofItem item: String) -> SampleAvailability? {
    let parts = item.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 3 {
      return try? availability(parts[2], of: sku(parts[1], of: product(parts[0])))
    }
    guard item.uppercased() == "MS-AZR-0145P", let slot = catalog.families.firstIndex(of: .legacyAzure) else {
      return nil
    }
    let product = catalog.product(inSlot: slot)
    guard isReachable(product) else { return nil }
    return availabilities(of: product.sku(at: 0)).first
  }
}

extension EmulatorCatalog {
  /// The Azure subscription under an Azure plan.
  func entitlement(under plan: SampleSubscription) -> String {
    CatalogIdentifier.guid(root.at(.subscription, text: "under \(plan.id)"))
  }
}

/// The one promotion of a SKU; three licences of four have none.
struct Promotion {
  var id: String
  /// The discount.
  var percent: Int

  init?(of sku: SampleSKU) {
    guard sku.product.family.isLicence, sku.draw.at(.price, 2).chance(0.25) else { return nil }
    self.init(draw: sku.draw.at(.price, 3), percent: 5 * (1 + sku.draw.at(.price, 4).below(6)))
  }

  /// The promotion that a fault adds.
  init(draw: SeededRandom, percent: Int) {
    id =
      "39NFJQT2" + CatalogIdentifier.text(draw.at(.identifier, 1).below(CatalogIdentifier.fours), length: 4) + ":0001:"
      + "39NFJQT2" + CatalogIdentifier.text(draw.at(.identifier, 2).below(CatalogIdentifier.fours), length: 4)
    self.percent = percent
  }
}
