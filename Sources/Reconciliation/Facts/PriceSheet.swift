public import CatalogModel
public import Foundation

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
