import CatalogModel
import CatalogSchema
import Foundation

extension PriceReader {
  /// The prices of an item: those of its terms, and a state for each term without one.
  ///
  /// - Returns: `nil` where prices are not used.
  func prices(of item: CatalogItem) throws -> [ItemPrice]? {
    guard isUsed else { return nil }
    let sheets = try sheets(of: item.market)
    let views = Self.views(productType: item.productType, productSubType: item.productSubType)
    let relevant = sheets.filter { $0.timeline == .current && (views.isEmpty || views.contains($0.name)) }
    let rows = try prices(of: item.sku, in: item.market, segment: item.segment)
    let selection = PriceSelection(sheets: sheets, moment: moment, options: options)
    guard let sheet = relevant.first ?? rows.first.flatMap({ row in sheets.first { $0.sheet == row.price.sheet } })
    else {
      return [ItemPrice(currency: options.currency ?? options.billingCurrency ?? item.currency, state: .notRead)]
    }
    let currency = selection.chosenCurrency(sheet) ?? item.currency
    let metered = rows.filter { !$0.offer.meter.isEmpty }
    if let first = metered.first, metered.count == rows.count {
      return [ItemPrice(currency: first.price.currency, state: .byMeter, sheet: first.price.sheet)]
    }
    guard !item.terms.isEmpty else {
      return rows.isEmpty ? [ItemPrice(currency: currency, state: .noRow, sheet: sheet.sheet)] : rows.map(\.price)
    }
    var prices: [ItemPrice] = []
    var used: Set<Int> = []
    for term in item.terms {
      let matching = rows.indices.filter { Self.joins(rows[$0].offer, term) }
      if matching.isEmpty {
        prices.append(
          ItemPrice(
            termDuration: term.duration, billingPlan: term.billingCycle, currency: currency, state: .noRow,
            sheet: sheet.sheet))
      }
      for index in matching where used.insert(index).inserted { prices.append(rows[index].price) }
    }
    return prices
  }

  /// Whether a row is the price of a term.
  ///
  /// A trial's `None` is a cycle `none` or an absent one. Sheets of reservations have no billing plan: any cycle is theirs.
  static func joins(_ offer: PriceOffer, _ term: Term) -> Bool {
    let isOnce = ["", "onetime", "noterm"].contains(offer.term.lowercased())
    let cycle = word(term.billingCycle ?? "")
    if isOnce { return cycle == "onetime" || term.duration.isEmpty }
    guard offer.term.lowercased() == term.duration.lowercased() else { return false }
    let plan = word(offer.plan)
    return plan.isEmpty || cycle.isEmpty || plan == cycle
  }

  /// `one_time`, `OneTime` → `onetime`.
  private static func word(_ text: String) -> String { text.lowercased().filter { $0 != "_" && $0 != " " } }

  /// The views that hold the prices of a kind of product; none for a kind that is not known.
  private static func views(productType: String, productSubType: String) -> Set<PriceView> {
    let (type, sub) = (productType.lowercased(), productSubType.lowercased())
    if type.hasPrefix("onlineservices") { return [.licences, .licencesAtEndOfSale, .extendedTerm] }
    if type.hasPrefix("software") { return [.software] }
    if type.contains("saas") || type.contains("marketplace") || sub.contains("saas") { return [.marketplace] }
    if type.contains("reserv") || sub.contains("reserv") {
      return [.reservations, .azureRetail, .azureRetailReservations]
    }
    if type.hasPrefix("azure") { return [.reservations, .consumption, .azureRetail, .azureRetailReservations] }
    return []
  }
}
