public import Foundation
public import PartnerCenter

/// The prices of one line, before tax, in the currency of the line.
///
/// Only ``extendedPrice`` and sums of it may be compared with a ceiling: ``price`` is one charge cycle in one reference
/// body and the whole term in others. Absent prices are unknown, not zero.
///
/// Source: .NET SDK 3.4, class `Pricing`; reference bodies of "Create a cart" and "Checkout a cart".
public struct LinePricing: WireResource, Hashable {
  /// The full list price of the term, of one unit.
  public var listPrice: Decimal?
  /// The list price after discounts.
  public var discountedPrice: Decimal?
  /// The discounted price of the rest of a term.
  public var proratedPrice: Decimal?
  /// One unit in the billing currency, after discounts and proration.
  public var price: Decimal?
  /// Price × quantity, less refunds.
  public var extendedPrice: Decimal?

  /// Creates prices of one amount, such as those that a test compares with.
  public init(price: Decimal, extendedPrice: Decimal) {
    (listPrice, discountedPrice, proratedPrice) = (price, price, price)
    self.price = price
    self.extendedPrice = extendedPrice
  }

  /// Reads prices.
  ///
  /// - Throws: where an amount is not a number, or has more digits than a `Decimal` holds.
  public init(_ object: WireObject) throws {
    listPrice = try object.decimal("listPrice")
    discountedPrice = try object.decimal("discountedPrice")
    proratedPrice = try object.decimal("proratedPrice")
    price = try object.decimal("price")
    extendedPrice = try object.decimal("extendedPrice")
  }
}

/// The hourly amount to which a savings plan commits the customer.
///
/// Source: "Purchase an Azure savings plan", which spells the currency `usd` and the grain `hourly` and `Hourly`.
public struct PurchaseCommitment: WireResource, Hashable {
  /// For each hour.
  public var amount: Decimal
  /// An ISO 4217 code in upper case; empty where the response omits it.
  public var currency: String
  /// `hourly`, as received.
  public var grain: String

  /// Creates a commitment. Nothing is checked.
  public init(amount: Decimal, currency: String, grain: String = "hourly") {
    self.amount = amount
    self.currency = currency
    self.grain = grain
  }

  /// Reads a commitment; the currency may stand in `currency` or `currencyCode`.
  ///
  /// - Throws: where the amount is missing or not a number.
  public init(_ object: WireObject) throws {
    guard let amount = try object.decimal("amount") else { throw WireObject.Fault.missing("amount") }
    self.amount = amount
    currency = (object.string("currency") ?? object.string("currencyCode") ?? "").uppercased()
    grain = object.string("grain") ?? ""
  }
}
