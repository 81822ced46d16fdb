package import CatalogModel
package import Foundation

/// All products that the emulator serves, without requests: for tools that write a whole store at once.
///
/// Data common to all markets is created once, here; the rest is requested from a ``ServedProduct``, market by market.
package struct ServedCatalog: Sendable {
  /// Those that the service shows in any market, in the order of their ids.
  package let products: [ServedProduct]

  package init(_ configuration: EmulatorConfiguration) {
    let catalog = EmulatorCatalog(configuration.shape)
    let open = Set(Segment.documented).subtracting(configuration.forbiddenSegments)
    products = catalog.families.indices.lazy
      .map { catalog.product(inSlot: $0) }
      .filter { product in
        product.family.views(of: product.draw).contains { !configuration.forbiddenViews.contains($0) }
      }
      .map { ServedProduct($0, catalog: catalog, open: open) }
      .sorted { $0.id < $1.id }
  }
}

/// The facts of a market that every product needs.
package struct ServedMarket: Sendable {
  package let market: Market
  /// The currency of the market.
  package let currency: String
  let sellsSoftwareSubscriptions: Bool

  package init(_ market: Market) {
    self.market = market
    currency = CatalogShape.currency(of: market)
    sellsSoftwareSubscriptions = CatalogShape.sellsSoftwareSubscriptions(market)
  }
}

/// One product: its bodies, its markets, and its offers there.
package final class ServedProduct: Sendable {
  package let id: ProductID
  /// Whether the product is read in two reservation scopes, with different responses.
  package let isReservation: Bool
  package let skus: [ServedSKU]
  private let views: Set<TargetView>
  private let product: SampleProduct
  private let catalog: EmulatorCatalog

  init(_ product: SampleProduct, catalog: EmulatorCatalog, open: Set<Segment>) {
    id = ProductID(product.id)
    isReservation = product.family.isReservation
    views = Set(product.family.views(of: product.draw))
    self.product = product
    self.catalog = catalog
    skus = (0..<product.skuCount).map { ServedSKU(product.sku(at: $0), open: open) }
  }

  /// Whether a product list of that view shows it where it is sold.
  package func stands(in view: TargetView) -> Bool { views.contains(view) }

  package func isSold(in market: ServedMarket, scope: ReservationScope?) -> Bool {
    // Software subscriptions are looked up once for the market.
    if product.family == .softwareSubscription, !market.sellsSoftwareSubscriptions { return false }
    return product.isSold(in: market.market, scope: Self.reading(scope))
  }

  /// Visits the SKUs and availabilities sold in a market.
  ///
  /// Calls `sku` with the number of each SKU of the list, before `offer` with each of its availabilities.
  package func visit(
    in market: ServedMarket, scope: ReservationScope?, sku: (Int) throws -> Void, offer: (ServedIssue) throws -> Void
  ) rethrows {
    let reading = Self.reading(scope)
    let own = isReservation ? reading : .legacy
    let history = product.history(in: market.market)
    for index in skus.indices where skus[index].sku.isSold(in: market.market, scope: reading) {
      try sku(index)
      let here = skus[index].sku.draw.at(.market, text: market.market.code)
      for listed in skus[index].listed {
        if let issue = skus[index].sku.issue(ofOffer: listed, here, reading: own, after: history) {
          try offer(
            ServedIssue(
              offer: listed, isPurchasable: issue.isPurchasable,
              identifier: issue.identifier, lastDigit: (listed * 2 + Int(own.rawValue)) % 30))
        }
      }
    }
  }

  /// The body of the product.
  package func body(locale: String) -> Data {
    var writer = DialectWriter(WireDialect())
    writing(locale).product(product, &writer)
    return writer.data
  }

  /// The body of one SKU.
  package func body(ofSKU index: Int, scope: ReservationScope?, locale: String) -> Data {
    var writer = DialectWriter(WireDialect())
    writing(locale).sku(skus[index].sku, scope: Self.reading(scope), &writer)
    return writer.data
  }

  /// The body of one availability as it would be in the United States; other markets differ in id, currency and
  /// `isPurchasable` alone.
  package func body(ofOffer offer: Int, sku index: Int, scope: ReservationScope?, locale: String) -> Data {
    var writer = DialectWriter(WireDialect { $0.bareAvailabilities = true })
    let sku = skus[index].sku
    let availability = sku.availability(
      sku.offers[offer], SampleSKU.Issue(isPurchasable: true, identifier: 0), in: "US", reading: Self.reading(scope))
    writing(locale).availability(availability, scope: Self.reading(scope), &writer)
    return writer.data
  }

  private func writing(_ locale: String) -> ResourceWriting {
    ResourceWriting(catalog: catalog, locale: locale, market: "US")
  }

  /// The prefix of every availability id: seven characters.
  package var identifierPrefix: String { String(product.family.identifierPrefix.prefix(7)) }

  private static func reading(_ scope: ReservationScope?) -> ReservationReading {
    scope == .azurePlan ? .azurePlan : .legacy
  }
}

package final class ServedSKU: Sendable {
  package let id: SKUID
  /// By number: of which segment each offer is.
  package let segments: [Segment]
  /// By number: whether it is in a currency other than the market's own.
  package let areInOtherCurrency: [Bool]
  /// The numbers of those whose segment the partner may see.
  let listed: [Int]
  let sku: SampleSKU

  init(_ sku: SampleSKU, open: Set<Segment>) {
    let offers = sku.offers
    id = SKUID(sku.id)
    segments = offers.map(\.segment)
    areInOtherCurrency = offers.map(\.isInOtherCurrency)
    listed = offers.indices.filter { open.contains(offers[$0].segment) }
    self.sku = sku
  }

  /// The currency of an offer in a market.
  package func currency(ofOffer offer: Int, in market: ServedMarket) -> String {
    areInOtherCurrency[offer] ? (market.currency == "USD" ? "EUR" : "USD") : market.currency
  }
}

/// The state of an offer in a market.
package struct ServedIssue: Sendable {
  package var offer: Int
  package var isPurchasable: Bool
  var identifier: Int
  var lastDigit: Int

  /// The rest of the id: four random characters and a counter.
  package var tail: (UInt8, UInt8, UInt8, UInt8, UInt8) {
    let alphabet = CatalogIdentifier.alphabet
    return (
      alphabet[identifier / 27_000], alphabet[identifier / 900 % 30], alphabet[identifier / 30 % 30],
      alphabet[identifier % 30], alphabet[lastDigit]
    )
  }
}

/// The service's symbol of a currency.
package func currencySymbol(of code: String) -> String { CurrencySymbol.of(code) }
