public import CatalogModel
import Foundation

/// Which prices an answer has, and how it is filtered and ordered by them.
public struct PriceOptions: Sendable, Hashable {
  /// The amounts to show.
  public enum Amounts: String, Sendable, CaseIterable {
    case retail, partner, both, none
  }

  /// The length of time that a limit is for.
  public enum Period: String, Sendable, CaseIterable {
    case month, year, term
  }

  /// The largest price of an item.
  public struct Limit: Sendable, Hashable {
    /// The amount, in the currency of the answer.
    public var amount: PriceAmount
    /// The length of time that it is for.
    public var period: Period

    /// A limit.
    public init(_ amount: PriceAmount, per period: Period) {
      self.amount = amount
      self.period = period
    }

    /// Reads `25.50/month`, `300/year` or `1000/term`.
    ///
    /// - Returns: `nil` for anything else.
    public init?(parsing text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, let amount = PriceAmount(parts[0]), amount.decimal >= 0,
        let period = Period(rawValue: parts[1].lowercased())
      else { return nil }
      self.init(amount, per: period)
    }
  }

  /// The amounts to show.
  public var amounts: Amounts
  /// The currency that was asked for: prices in no other are shown.
  public var currency: String?
  /// The currency that the partner is billed in, for markets whose sheet has several.
  public var billingCurrency: String?
  /// Whether prices are read at all: then items have a state of price even before the first sheet.
  public var isConfigured: Bool
  /// The age in seconds beyond which a price is ``PriceState/stale``; `nil` for none.
  public var maximumAge: Int?
  /// Lists only items with a price of at most this. Prices that are not ``PriceState/isUsable`` do not count.
  public var limit: Limit?
  /// Lists the cheapest item first, by its price for a month; items without a usable price are left out.
  public var sortsByPrice: Bool

  /// Options; by default both amounts are shown and nothing is filtered.
  public init(
    amounts: Amounts = .both, currency: String? = nil, billingCurrency: String? = nil, isConfigured: Bool = false,
    maximumAge: Int? = nil, limit: Limit? = nil, sortsByPrice: Bool = false
  ) {
    self.amounts = amounts
    self.currency = currency?.uppercased()
    self.billingCurrency = billingCurrency?.uppercased()
    self.isConfigured = isConfigured
    self.maximumAge = maximumAge
    self.limit = limit
    self.sortsByPrice = sortsByPrice
  }

  /// Whether the answer depends on prices.
  var selects: Bool { limit != nil || sortsByPrice }
}
