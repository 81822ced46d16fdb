import CatalogModel
import SampleCatalog

/// The prices of a generated catalog: what the sheets of its version say.
///
/// Proportions are those counted in a real sheet: the monthly-billed year is 1.05 times the annual one, twelve months
/// 1.2 times, three years three times; the partner pays eight tenths.
struct EmulatedPrices {
  var catalog: EmulatorCatalog
  /// The share of catalog changes that the sheets show.
  var visibleShare = 1.0

  /// A price of a term in one currency, in hundredths.
  struct Price: Hashable {
    var sku: SampleSKU
    var term: String
    var plan: String
    var segment: Segment
    var currency: String
    var unit: Int
    var retail: Int
    /// The version since which it holds; 1 for always.
    var since: Int
    /// How many versions have changed the product, as far as sheets show them; 0 where every version may change all.
    var edition: Int

    static func == (left: Price, right: Price) -> Bool { left.key == right.key && left.unit == right.unit }
    func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// What tells it from others of the same sheet.
    var key: [String] { [sku.product.id, sku.id, term, plan, segment.rawValue, currency] }
  }

  /// The 44 markets of the service's region Europe are priced in six currencies.
  ///
  /// Source: "Pricing and offers"; counted in the sheet of market AX.
  static let europeanCurrencies = ["EUR", "GBP", "DKK", "NOK", "SEK", "CHF"]

  static func currencies(of market: Market) -> [String] {
    let own = CatalogShape.currency(of: market)
    return europeanCurrencies.contains(own) ? europeanCurrencies : [own]
  }

  /// The prices that a sheet of a view lists in a market.
  func prices(_ view: PriceView, in market: Market) -> [Price] {
    catalog.families.indices.flatMap { slot -> [Price] in
      guard Self.view(of: catalog.families[slot]) == view else { return [] }
      let product = shown(catalog.product(inSlot: slot))
      guard product.isSold(in: market, scope: .legacy) else { return [] }
      return product.skus(in: market, scope: .legacy).flatMap { prices($0, view, in: market) }
    }
  }

  /// A product as sheets show it: of the versions that touched it, those that the dial lets through.
  private func shown(_ product: SampleProduct) -> SampleProduct {
    guard visibleShare < 1 else { return product }
    var shown = product
    shown.history.versions = product.history.versions.filter { isShown(product, $0) }
    return shown
  }

  private func isShown(_ product: SampleProduct, _ version: Int) -> Bool {
    visibleShare >= 1 || product.draw.at(.price, 107).at(.version, version).chance(visibleShare)
  }

  /// What a version changes is not always in the columns of a sheet: its text tells it all the same.
  private func edition(_ product: SampleProduct, in market: Market) -> Int {
    guard catalog.shape.churn.touch != nil else { return 0 }
    return product.history(in: market).versions.count { isShown(product, $0) }
  }

  private func prices(_ sku: SampleSKU, _ view: PriceView, in market: Market) -> [Price] {
    // Some SKUs of the catalog stand in no sheet.
    if !sku.isEvergreen, sku.draw.at(.price, 101).chance(0.02) { return [] }
    let currencies = view == .reservations || view == .marketplace ? ["USD"] : Self.currencies(of: market)
    let terms = Self.terms(sku, view)
    return currencies.flatMap { currency in
      terms.flatMap { term, plan in
        sku.segments.map { segment in price(sku, term, plan, segment, currency, in: market) }
      }
    }
  }

  private static func terms(_ sku: SampleSKU, _ view: PriceView) -> [(String, String)] {
    let terms = sku.terms
    guard !terms.isEmpty else { return [("OneTime", "")] }
    var seen: Set<[String]> = []
    return terms.map { ($0.duration, view == .reservations ? "" : $0.billingCycle ?? "") }
      .filter { seen.insert([$0.0, $0.1]).inserted }
  }

  private func price(
    _ sku: SampleSKU, _ term: String, _ plan: String, _ segment: Segment, _ currency: String, in market: Market
  ) -> Price {
    var monthly = Amount.monthly(sku, currency: currency)
    var since = 1
    for version in 2..<max(2, catalog.shape.version + 1) where sku.draw.at(.price, version).chance(0.022) {
      monthly = Amount.changed(
        monthly, byPercent: sku.draw.at(.price, version).at(.price).pick([5, 5, 5, -5, 10]), currency: currency)
      since = version
    }
    // The same currency may be dearer in one market than in another.
    if sku.draw.at(.price, 103).at(.market, text: market.code).chance(0.02) {
      monthly = Amount.changed(monthly, byPercent: 1, currency: currency)
    }
    let year = monthly * 10
    let retail: Int =
      switch (term, plan) {
      case ("P1M", _): monthly
      case ("P1Y", "Monthly"): year * 105 / 100
      case ("P1Y", _): year
      case ("P3Y", "Monthly"): year * 315 / 100
      case ("P3Y", _): year * 3
      default: year * 2
      }
    let isFree = plan == "None" || sku.draw.at(.price, 104).chance(0.01) && !sku.isEvergreen
    let rounded = Amount.changed(retail, byPercent: 0, currency: currency)
    let unit = Amount.changed(retail, byPercent: segment == .nonprofit ? -10 : -20, currency: currency)
    return Price(
      sku: sku, term: term, plan: plan, segment: segment, currency: currency, unit: isFree ? 0 : unit,
      retail: isFree ? 0 : rounded, since: since, edition: edition(sku.product, in: market))
  }

  private static func view(of family: Family) -> PriceView? {
    switch family {
    case .licence, .licenceAddOn: .licences
    case .perpetualSoftware, .softwareSubscription, .linuxSubscription: .software
    case .machineReservation, .sqlReservation, .cosmosReservation: .reservations
    case .marketplace: .marketplace
    case .azurePlan, .legacyAzure, .savingsPlan, .specializedOffer: nil
    }
  }
}
