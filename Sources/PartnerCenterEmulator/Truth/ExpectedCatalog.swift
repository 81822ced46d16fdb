import CatalogModel
import Foundation
import Synchronization

/// The expected result of a complete crawl, item by item and in order, generated as it is read.
///
/// Memory holds one product's items in one market at a time.
public struct ExpectedCatalog: Sequence, Sendable {
  var catalog: EmulatorCatalog
  var configuration: EmulatorConfiguration
  var locale: String

  /// Starts at the first item.
  public func makeIterator() -> Iterator { Iterator(self) }

  /// Generates the items of one product in one market after the other.
  public struct Iterator: IteratorProtocol {
    private let truth: ExpectedCatalog
    private let markets: [Market]
    /// Slots in the order of product ids.
    private let slots: [Int]
    private var market = 0
    private var slot = 0
    private var waiting: ArraySlice<ExpectedItem> = []

    init(_ truth: ExpectedCatalog) {
      self.truth = truth
      markets = Set(truth.catalog.shape.markets).sorted()
      slots = truth.catalog.families.indices.map { ($0, truth.catalog.product(inSlot: $0).id) }
        .sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// The next item in the order of ``ExpectedItem``; `nil` at the end.
    public mutating func next() -> ExpectedItem? {
      while waiting.isEmpty {
        if slot == slots.count { (market, slot) = (market + 1, 0) }
        guard market < markets.count else { return nil }
        waiting = truth.items(inSlot: slots[slot], market: markets[market])[...]
        slot += 1
      }
      return waiting.removeFirst()
    }
  }

  private func items(inSlot slot: Int, market: Market) -> [ExpectedItem] {
    let product = catalog.product(inSlot: slot)
    let open = Set(Segment.documented).subtracting(configuration.forbiddenSegments)
    var items: [ExpectedItem] = []
    for scope in product.family.isReservation ? ReservationReading.allCases : [.legacy] {
      let reading = CatalogReading(
        catalog: catalog, configuration: configuration, market: market, scope: scope, openSegments: open)
      guard reading.isReachable(product) else { continue }
      let title = product.title(locale: locale)
      for sku in product.skus(in: market, scope: scope) {
        for availability in sku.availabilities(in: market, scope: scope) where open.contains(availability.segment) {
          items.append(item(availability, scope: scope, productTitle: title))
        }
      }
    }
    return items.sorted()
  }

  /// The refund windows of every new-commerce term.
  private static let refunds = JSONFragment(
    canonical: #"[{"refundOptions":[{"expiresAfter":"P1D","sequenceId":0,"type":"Full"}]}]"#)

  private func item(
    _ availability: SampleAvailability, scope: ReservationReading, productTitle: String
  ) -> ExpectedItem {
    let sku = availability.sku
    let type = sku.product.productType
    let prerequisites = sku.purchasePrerequisites(scope: scope)
    return ExpectedItem(
      market: availability.market.code, segment: availability.segment.rawValue,
      reservationScope: scope == .azurePlan ? ReservationScope.azurePlan.rawValue : nil,
      productID: sku.product.id, skuID: sku.id, availabilityID: availability.id,
      catalogItemID: availability.catalogItemID, productTitle: productTitle, skuTitle: sku.title(locale: locale),
      productType: type?.id, productSubtype: type?.subType, publisher: sku.product.publisher,
      currency: availability.currency, isPurchasable: availability.isPurchasable,
      isRenewable: availability.isRenewable, isTrial: sku.isTrial, minimumQuantity: sku.minimumQuantity,
      maximumQuantity: sku.maximumQuantity,
      terms: availability.terms.map {
        Term(
          duration: $0.duration, billingCycle: $0.billingCycle, description: $0.description, id: $0.id,
          cancellationPolicies: $0.id == nil ? nil : Self.refunds)
      },
      purchasePrerequisites: prerequisites, inventoryVariables: sku.inventoryVariables,
      requiresInventoryCheck: prerequisites.contains("InventoryCheck"))
  }
}

extension Emulator {
  /// The expected result of a complete crawl in a locale at this moment, sorted. Forbidden views and segments are left
  /// out.
  public func truth(locale: String = "en-US") -> ExpectedCatalog {
    ExpectedCatalog(catalog: state.withLock { $0.catalog }, configuration: configuration, locale: locale)
  }
}

extension ExpectedItem {
  /// One line of JSON, keys sorted, without a line break.
  public func jsonLine() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
