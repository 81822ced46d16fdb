import CatalogModel
import SampleCatalog

/// A generated SKU of a generated product.
struct SampleSKU: Sendable {
  var product: SampleProduct
  /// From 0, in the order of ids.
  var index: Int
  var draw: SeededRandom

  var id: String {
    product.family == .legacyAzure
      ? "MS-AZR-0145P" : CatalogIdentifier.text(product.firstSKUNumber + index, length: 4)
  }

  /// Whether add-ons may build on it or examples name it, and so it is never withdrawn and sold everywhere.
  var isEvergreen: Bool { product.isEvergreen && index < (product.wellKnown?.steadySKUs ?? 1) }

  /// The fixed facts of a well-known SKU; `nil` for a random one.
  var wellKnown: WellKnownProduct.SKU? {
    guard let skus = product.wellKnown?.skus, skus.indices.contains(index) else { return nil }
    return skus[index]
  }

  /// The random stream shared by both terms of a reservation; of any other SKU its own.
  private var offerDraw: SeededRandom { product.family.isReservation ? product.draw.at(.sku, index & ~1) : draw }

  /// The provisioned licence: a `skuId` of Microsoft Graph. SKUs of a product that differ only in segment share one;
  /// some are newer than every published table.
  var provisioningID: String {
    if let id = wellKnown?.provisioningID { return id }
    let plan = product.draw.at(.subscription, index / 4)
    return plan.chance(0.9)
      ? Vocabulary.graphSKUs[plan.at(.subscription, 1).below(Vocabulary.graphSKUs.count)] : CatalogIdentifier.guid(plan)
  }

  func isSold(in market: Market, scope: ReservationReading) -> Bool {
    if isEvergreen { return true }
    guard Lifespan.isPresent(draw, after: product.history, share: product.churn.skusWithdrawn) else { return false }
    let isFirst = index == 0 || product.family.isReservation && index == 1
    if product.family.isReservation, !isFirst, !offerDraw.at(.scope, scope.rawValue).chance(0.93) { return false }
    return isFirst || offerDraw.at(.market, text: market.code).chance(0.97)
  }

  /// The one segment of a licence SKU, with the shares of a real price list.
  var licenceSegment: Segment {
    if let wellKnown { return wellKnown.segment }
    if isEvergreen { return .commercial }
    switch draw.at(.segment).below(100) {
    case ..<34: return .education
    case ..<67: return .commercial
    case ..<84: return .nonprofit
    default: return .government
    }
  }

  /// The segments in which the SKU is offered.
  var segments: [Segment] {
    switch product.family {
    case .licence, .licenceAddOn, .specializedOffer:
      return [licenceSegment]
    case .perpetualSoftware, .softwareSubscription:
      let others: [Segment] = [.education, .government, .nonprofit]
      return [.commercial] + others.filter { draw.at(.segment, text: $0.rawValue).chance(0.35) }
    case .machineReservation, .sqlReservation, .cosmosReservation:
      return draw.at(.segment).chance(0.03) ? [.commercial, .education] : [.commercial]
    case .azurePlan, .legacyAzure, .linuxSubscription, .marketplace, .savingsPlan:
      return [.commercial]
    }
  }

  func offers(any wanted: Set<Segment>, in market: Market, scope: ReservationReading) -> Bool {
    guard segments.contains(where: wanted.contains) else { return false }
    // Below version 2 nothing is withdrawn, so that the segments alone decide.
    if product.version == 1 { return true }
    return availabilities(in: market, scope: scope).contains { wanted.contains($0.segment) }
  }

  var isTrial: Bool {
    (product.family == .licence || product.family == .marketplace) && !isEvergreen && draw.at(.shape).chance(0.05)
  }

  var minimumQuantity: Int {
    if wellKnown != nil { return 1 }
    return switch product.family {
    case .licence, .licenceAddOn: draw.at(.quantity).chance(0.86) ? 1 : 2 + draw.at(.quantity, 2).below(99)
    default: 1
    }
  }

  var maximumQuantity: Int {
    let epoch = Lifespan.epoch(draw, .quantity, after: product.history, share: product.churn.quantitiesChanged)
    if epoch > 1 { return 1_000 * epoch + 500 }
    if let maximum = wellKnown?.maximumQuantity { return maximum }
    switch product.family {
    case .azurePlan, .legacyAzure: return 1
    case .licence, .licenceAddOn:
      if isTrial { return 25 }
      return draw.at(.quantity, 3).chance(0.82)
        ? 10_000_000 : draw.at(.quantity, 4).pick([100, 300, 300, 1_000, 2_400])
    default: return 999_999_999
    }
  }

  /// P1Y or P3Y, where the SKU itself is of one term.
  var ownTerm: String { index % 2 == 0 ? "P1Y" : "P3Y" }

  /// The reservation; `nil` for other products.
  var reservation: Reservation { product.reservation(at: index) }
}
