import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterEmulator

/// One product with its numbers in the store, each looked up once, where it is first met.
///
/// Texts and offers go through the wire: they are what a sync would read from the emulator's own bodies.
final class ProductLoader {
  let product: ServedProduct
  /// By number of a list in a market's plan: whether its view shows the product.
  let standsInList: [Bool]
  private let hasNonprofit: Bool
  private let locale: String
  private let prefix: [UInt8]
  private var stored: (product: Int64, text: Int64)?
  private var texts: [ReservationScope?: [(sku: Int64, text: BulkLoad.Text)?]] = [:]
  private let offers: OfferTable
  /// By SKU and number of the offer: where it stands in the table; -1 before it is first met.
  private var offerPositions: [[Int]]
  private var catalogItemIDs: [Int: String] = [:]

  init(_ product: ServedProduct, locale: String, offers: OfferTable) {
    self.product = product
    self.offers = offers
    standsInList = Self.views.map { product.stands(in: $0) }
    hasNonprofit = product.skus.contains { $0.segments.contains(.nonprofit) }
    offerPositions = product.skus.map { Array(repeating: -1, count: $0.segments.count) }
    self.locale = locale
    prefix = Array(product.identifierPrefix.utf8)
  }

  /// In the order of every market's plan.
  private static let views = ListPlan(market: "US").lists.map(\.view)

  func head(_ load: BulkLoad) throws -> (product: Int64, text: Int64) {
    if let stored { return stored }
    let read = try Product(body: product.body(locale: locale))
    let head = try load.product(product.id, ProductContent(read))
    stored = head
    return head
  }

  /// Whether the product stands in the nonprofit list: whether it has such an offer there.
  func isNonprofit(in market: ServedMarket, scope: ReservationScope?) -> Bool {
    guard hasNonprofit else { return false }
    var isNonprofit = false
    var current = 0
    product.visit(in: market, scope: scope) {
      current = $0
    } offer: { issue in
      if product.skus[current].segments[issue.offer] == .nonprofit { isNonprofit = true }
    }
    return isNonprofit
  }

  func text(ofSKU sku: Int, scope: ReservationScope?, _ load: BulkLoad) throws -> (sku: Int64, text: BulkLoad.Text) {
    let scope = product.isReservation ? scope : nil
    if let text = texts[scope]?[sku] { return text }
    let read = try SKU(body: product.body(ofSKU: sku, scope: scope, locale: locale))
    let text = try load.text(
      SKUContent(read), of: SKUReference(product.id, product.skus[sku].id), in: try head(load))
    texts[scope, default: Array(repeating: nil, count: product.skus.count)][sku] = text
    return text
  }

  func offer(_ issue: ServedIssue, sku: Int, scope: ReservationScope?, in market: ServedMarket) throws -> Int64 {
    var position = offerPositions[sku][issue.offer]
    if position < 0 {
      position = offers.position(of: try content(ofOffer: issue.offer, sku: sku, scope: scope))
      offerPositions[sku][issue.offer] = position
    }
    return try offers.number(
      of: position, currency: product.skus[sku].currency(ofOffer: issue.offer, in: market),
      symbol: { currencySymbol(of: $0) }, isPurchasable: issue.isPurchasable)
  }

  /// What the offer says in US dollars.
  private func content(ofOffer offer: Int, sku: Int, scope: ReservationScope?) throws -> OfferContent {
    let read = try Availability(body: product.body(ofOffer: offer, sku: sku, scope: scope, locale: locale))
    let reference = SKUReference(product.id, product.skus[sku].id)
    let availability = AvailabilityContent(read, of: reference, asked: nil)
    if !availability.catalogItemID.rawValue.hasPrefix("\(reference):") {
      catalogItemIDs[sku] = availability.catalogItemID.rawValue
    }
    return availability.offer
  }

  /// Where it is not put together of the three ids.
  func catalogItemID(ofSKU sku: Int) -> String? { catalogItemIDs[sku] }

  func code(_ issue: ServedIssue) -> [UInt8] {
    let tail = issue.tail
    return prefix + [tail.0, tail.1, tail.2, tail.3, tail.4]
  }
}
