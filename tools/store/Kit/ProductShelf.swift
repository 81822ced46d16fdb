import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterEmulator

/// One product with its numbers in the store, each looked up once, where it is first met.
///
/// Texts and offers go through the wire: they are what a sync would read from the emulator's own bodies.
final class ProductShelf {
  let product: ServedProduct
  private let locale: String
  private let prefix: [UInt8]
  private var stored: (product: Int64, text: Int64)?
  private var texts: [ReservationScope?: [(sku: Int64, text: BulkLoad.Text)?]] = [:]
  /// By SKU and number of the offer: what it says in US dollars.
  private var offers: [Int: OfferContent] = [:]
  /// By SKU, number of the offer, whether it is purchasable, and currency.
  private var offerNumbers: [Int: Int64] = [:]
  private var catalogItemIDs: [Int: String] = [:]

  init(_ product: ServedProduct, locale: String) {
    self.product = product
    self.locale = locale
    prefix = Array(product.identifierPrefix.utf8)
  }

  func head(_ load: BulkLoad) throws -> (product: Int64, text: Int64) {
    if let stored { return stored }
    let read = try Product(body: product.body(locale: locale))
    let head = try load.product(product.id, ProductContent(read))
    stored = head
    return head
  }

  /// Whether the product stands in the nonprofit list: whether it has such an offer there.
  func isNonprofit(in market: ServedMarket, scope: ReservationScope?) -> Bool {
    guard product.skus.contains(where: { $0.segments.contains(.nonprofit) }) else { return false }
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

  func offer(
    _ issue: ServedIssue, sku: Int, scope: ReservationScope?, in market: ServedMarket, _ load: BulkLoad
  ) throws -> Int64 {
    let currency = product.skus[sku].currency(ofOffer: issue.offer, in: market)
    let key = (sku << 8 | issue.offer) << 25 | Self.number(ofCurrency: currency) << 1 | (issue.isPurchasable ? 1 : 0)
    if let number = offerNumbers[key] { return number }
    var content = try content(ofOffer: issue.offer, sku: sku, scope: scope)
    content.currency = currency
    content.currencySymbol = currencySymbol(of: currency)
    content.isPurchasable = issue.isPurchasable
    let number = try load.offer(content)
    offerNumbers[key] = number
    return number
  }

  /// Three letters as a number of 24 bits.
  private static func number(ofCurrency code: String) -> Int { code.utf8.reduce(0) { ($0 << 8 | Int($1)) & 0xFF_FFFF } }

  private func content(ofOffer offer: Int, sku: Int, scope: ReservationScope?) throws -> OfferContent {
    if let content = offers[sku << 8 | offer] { return content }
    let read = try Availability(body: product.body(ofOffer: offer, sku: sku, scope: scope, locale: locale))
    let reference = SKUReference(product.id, product.skus[sku].id)
    let availability = AvailabilityContent(read, of: reference, asked: nil)
    if !availability.catalogItemID.rawValue.hasPrefix("\(reference):") {
      catalogItemIDs[sku] = availability.catalogItemID.rawValue
    }
    offers[sku << 8 | offer] = availability.offer
    return availability.offer
  }

  /// Where it is not put together of the three ids.
  func catalogItemID(ofSKU sku: Int) -> String? { catalogItemIDs[sku] }

  func code(_ issue: ServedIssue) -> [UInt8] {
    let tail = issue.tail
    return prefix + [tail.0, tail.1, tail.2, tail.3, tail.4]
  }
}
