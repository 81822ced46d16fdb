public import CatalogModel
public import Foundation
import Synchronization

/// The prices of a market and a month.
public protocol PriceSheet: Sendable {
  /// The price of one unit for one charge cycle.
  ///
  /// - Parameters:
  ///   - sku: product and SKU.
  ///   - market: where it is sold; `nil` where the line does not say.
  ///   - segment: `nil` for any.
  ///   - term: `P1Y`; `nil` for a purchase without a term.
  ///   - billingPlan: `monthly`, `annual`, `one_time`, …; `nil` where the line does not say.
  ///   - currency: the pricing currency, ISO 4217.
  ///   - date: the day of the price.
  /// - Returns: the price, or why there is none.
  func price(
    of sku: SKUReference, market: Market?, segment: Segment?, term: String?, billingPlan: String?, currency: String,
    asOf date: Date
  ) -> SheetPrice
}

/// The answer of a price sheet.
public enum SheetPrice: Sendable, Hashable {
  /// For one unit and one charge cycle.
  case price(Decimal)
  /// It cannot be said. The text is the reason, as a part of a sentence.
  case unread(String)
}

/// No price sheet: prices cannot be checked.
public struct NoPriceSheet: PriceSheet {
  /// Creates it.
  public init() {}

  /// Always unread.
  public func price(
    of sku: SKUReference, market: Market?, segment: Segment?, term: String?, billingPlan: String?, currency: String,
    asOf date: Date
  ) -> SheetPrice { .unread("no price sheet was read") }
}

/// The prices of another sheet, each asked for once: an invoice has the same few thousand again and again.
final class RememberedPrices: PriceSheet {
  private struct Question: Hashable {
    var sku: SKUReference
    var market: Market?
    var segment: Segment?
    var term: String?
    var billingPlan: String?
    var currency: String
    var date: Date
  }

  private let sheet: any PriceSheet
  private let prices = Mutex<[Question: SheetPrice]>([:])
  private static let most = 50_000

  init(_ sheet: any PriceSheet) { self.sheet = sheet }

  func price(
    of sku: SKUReference, market: Market?, segment: Segment?, term: String?, billingPlan: String?, currency: String,
    asOf date: Date
  ) -> SheetPrice {
    let question = Question(
      sku: sku, market: market, segment: segment, term: term, billingPlan: billingPlan, currency: currency, date: date)
    if let price = prices.withLock({ $0[question] }) { return price }
    let price = sheet.price(
      of: sku, market: market, segment: segment, term: term, billingPlan: billingPlan, currency: currency, asOf: date)
    prices.withLock { prices in
      if prices.count >= Self.most { prices.removeAll(keepingCapacity: true) }
      prices[question] = price
    }
    return price
  }
}
