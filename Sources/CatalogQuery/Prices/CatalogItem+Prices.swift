import CatalogModel

extension CatalogItem {
  /// The prices of one of its terms: the list prices of an order.
  ///
  /// - Parameters:
  ///   - term: `P1Y`; `nil` for an item without a term.
  ///   - billingCycle: `monthly`; case and underscores do not matter.
  /// - Returns: at least one, of state ``PriceState/noRow`` where the sheets list no such term; `nil` where nobody reads price
  ///   sheets.
  public func prices(term: String?, billingCycle: String?) -> [ItemPrice]? {
    guard let prices else { return nil }
    let wanted = Term(duration: term ?? "", billingCycle: billingCycle, description: "")
    let own = prices.filter { price in
      PriceReader.joins(
        PriceOffer(
          product: sku.product, sku: sku.sku, term: price.termDuration ?? "", plan: price.billingPlan ?? ""), wanted)
    }
    if !own.isEmpty { return own }
    // States of the whole item, such as one whose sheets were never read.
    let whole = prices.filter { $0.termDuration == nil }
    if !whole.isEmpty { return whole }
    return [
      ItemPrice(
        termDuration: term, billingPlan: billingCycle, currency: prices.first?.currency ?? currency, state: .noRow,
        sheet: prices.first?.sheet)
    ]
  }
}
