import CatalogModel
import CatalogQuery
import Foundation
import Reconciliation

/// The price sheets of the catalog file, for the comparison with invoices.
struct CatalogPriceSheet: PriceSheet {
  private let catalog: Catalog

  init(_ catalog: Catalog) { self.catalog = catalog }

  func price(
    of sku: SKUReference, market: Market?, segment: Segment?, term: String?, billingPlan: String?, currency: String,
    asOf date: Date
  ) -> SheetPrice {
    guard let market else { return .unread("the line does not name the customer's market") }
    let price: ItemPrice
    do {
      price = try catalog.price(
        of: sku, market: market, segment: segment ?? .commercial, term: term, billingPlan: billingPlan,
        currency: currency, asOf: date)
    } catch {
      return .unread("the price sheets cannot be read: \(error.message)")
    }
    switch price.state {
    case .known, .free, .trial:
      guard let amount = price.unit else { return .unread("the price sheet has no price for the partner") }
      return .price(Self.charge(amount.decimal, term: term, billingPlan: billingPlan))
    case .notRead: return .unread("no price sheet of \(market) was read")
    case .stale: return .unread("no price sheet of that month was read for \(market)")
    case .noRow: return .unread("the price sheet has no such term")
    case .contradictory: return .unread("the price sheet contradicts itself")
    case .currencyUnknown: return .unread("the price sheet has several currencies")
    default: return .unread("the price sheet has no price of that day")
    }
  }

  /// One charge cycle's share of the price of a whole term, rounded up to a hundredth: a line is above the sheet only where it
  /// is by more than rounding.
  ///
  /// Source: "Get a price sheet": a price is for one unit and the whole term; billed monthly, a year costs a twelfth each month.
  static func charge(_ price: Decimal, term: String?, billingPlan: String?) -> Decimal {
    let cycle: Int? =
      switch billingPlan?.lowercased() {
      case "monthly": 1
      case "annual": 12
      default: nil
      }
    guard let cycle, let months = term.flatMap(months), months > cycle else { return price }
    var share = price * Decimal(cycle) / Decimal(months)
    var rounded = Decimal()
    NSDecimalRound(&rounded, &share, 2, .up)
    return rounded
  }

  /// `P1Y` as 12.
  private static func months(_ term: String) -> Int? {
    let text = term.uppercased()
    guard text.hasPrefix("P"), let count = Int(text.dropFirst().dropLast()) else { return nil }
    switch text.last {
    case "M": return count
    case "Y": return count * 12
    default: return nil
    }
  }
}
