import CatalogModel
import SampleCatalog

/// A generated product. Everything below it follows from it.
struct SampleProduct: Sendable {
  var slot: Int
  var family: Family
  var draw: SeededRandom
  var id: String
  var realTitle: String?
  var wellKnown: WellKnownProduct?
  var version: Int
  var churn: Churn
  /// The versions that touched it everywhere.
  var history: Lifespan.History
  /// The number of permanent licences: those of every sixteenth slot, the bases of add-ons.
  var evergreenSlots: Int
  var meanSKUs: Int?

  /// The versions that touched its availabilities in a market.
  func history(in market: Market) -> Lifespan.History {
    churn.history(of: draw, in: market.code, besides: history)
  }

  /// Never withdrawn.
  var isEvergreen: Bool { wellKnown != nil || slot % 16 == 0 || family == .legacyAzure || family == .savingsPlan }

  /// Whether the service knows the product in this market and reading at this version.
  func isSold(in market: Market, scope: ReservationReading) -> Bool {
    if family == .softwareSubscription, !CatalogShape.sellsSoftwareSubscriptions(market) { return false }
    guard isEvergreen || Lifespan.isPresent(draw, after: history, share: churn.productsWithdrawn) else { return false }
    if family.isReservation, slot >= 16, wellKnown == nil {
      switch draw.at(.scope).below(100) {
      case ..<14: if scope == .azurePlan { return false }
      case ..<28: if scope == .legacy { return false }
      default: break
      }
    }
    return slot < 16 || isEvergreen || draw.at(.market, text: market.code).chance(family.marketShare)
  }

  /// The number of SKUs in all versions up to this one.
  var skuCount: Int {
    if family == .azurePlan || family == .legacyAzure { return 1 }
    if family == .savingsPlan { return 2 }
    let count =
      if let wellKnown, !family.isReservation {
        wellKnown.skus.count
      } else if let meanSKUs {
        1 + draw.at(.count).below(2 * meanSKUs - 1)
      } else {
        SKUDistribution.count(of: family, at: draw.at(.count).unit)
      }
    let added = Lifespan.additions(draw.at(.count), after: history, share: churn.skusAdded)
    return family.isReservation ? min(count + count % 2 + 2 * added, mostReservations) : count + added
  }

  func sku(at index: Int) -> SampleSKU {
    SampleSKU(product: self, index: index, draw: draw.at(.sku, index))
  }

  /// Every SKU that is sold in the market and reading.
  func skus(in market: Market, scope: ReservationReading) -> [SampleSKU] {
    (0..<skuCount).lazy.map(sku(at:)).filter { $0.isSold(in: market, scope: scope) }
  }

  /// The SKU of an id, sold or not; `nil` where there is none.
  func sku(id: String) -> SampleSKU? {
    if family == .legacyAzure { return id == "MS-AZR-0145P" ? sku(at: 0) : nil }
    guard id.utf8.count == 4, let number = CatalogIdentifier.number(id) else { return nil }
    let index = number - firstSKUNumber
    return (0..<skuCount).contains(index) ? sku(at: index) : nil
  }

  /// Most products count from `0001`, some from a little later.
  var firstSKUNumber: Int {
    wellKnown != nil || draw.at(.identifier).chance(0.8) ? 1 : 1 + draw.at(.identifier, 2).below(18)
  }

  /// Whether anything of the product is offered in one of the segments.
  func offers(any segments: Set<Segment>, in market: Market, scope: ReservationReading) -> Bool {
    (0..<skuCount).contains { index in
      let sku = sku(at: index)
      return sku.isSold(in: market, scope: scope) && sku.offers(any: segments, in: market, scope: scope)
    }
  }
}

/// The reading of reservations, with or without an Azure plan. Other products are equal in both.
enum ReservationReading: UInt64, CaseIterable, Sendable {
  case legacy = 0, azurePlan

  /// `AzurePlan` in any case is the plan's reading, anything else the legacy one.
  init(_ parameter: String?) { self = parameter?.lowercased() == "azureplan" ? .azurePlan : .legacy }
}

/// The number of SKUs of a product. Origin: licences as counted in a real price list; machines as in the retail price
/// list of five regions, as quantiles with linear interpolation.
enum SKUDistribution {
  static func count(of family: Family, at unit: Double) -> Int {
    switch family {
    case .azurePlan, .legacyAzure, .savingsPlan: 1
    case .licence, .licenceAddOn: counted(licences, at: unit)
    case .machineReservation, .sqlReservation, .cosmosReservation: quantile(machines, at: unit)
    case .perpetualSoftware, .softwareSubscription, .linuxSubscription: 1 + Int(unit * unit * 12)
    case .marketplace, .specializedOffer: 1 + Int(unit * unit * 5)
    }
  }

  /// Products by number of SKUs.
  private static let licences: [(skus: Int, products: Int)] = [
    (1, 43), (2, 29), (3, 29), (4, 30), (5, 24), (6, 26), (7, 5), (8, 12), (9, 5), (10, 9), (13, 17), (19, 1), (20, 1),
    (36, 1), (42, 1), (46, 1), (144, 1),
  ]

  private static let machines: [(share: Double, skus: Double)] = [
    (0, 1), (0.10, 5), (0.25, 15), (0.50, 72), (0.75, 108), (0.90, 160), (0.99, 315), (1, 330),
  ]

  private static func counted(_ table: [(skus: Int, products: Int)], at unit: Double) -> Int {
    var left = unit * Double(table.reduce(0) { $0 + $1.products })
    for row in table {
      left -= Double(row.products)
      if left < 0 { return row.skus }
    }
    return 1
  }

  private static func quantile(_ table: [(share: Double, skus: Double)], at unit: Double) -> Int {
    for (low, high) in zip(table, table.dropFirst()) where unit <= high.share {
      return max(1, Int(low.skus + (high.skus - low.skus) * (unit - low.share) / (high.share - low.share)))
    }
    return 1
  }
}
