import CatalogModel
import CatalogSchema
import Foundation
import GRDB
import MarketFacts

/// Adds prices to answers, and filters and orders by them.
extension Snapshot {
  func priceReader(_ options: PriceOptions) throws -> PriceReader { try PriceReader(db, at: now, options) }

  func priced(_ result: SearchResult, _ options: PriceOptions) throws -> SearchResult {
    let reader = try priceReader(options)
    guard reader.isUsed else { return result }
    var result = result
    for index in result.items.indices {
      result.items[index].item.prices = try reader.prices(of: result.items[index].item)
    }
    return result
  }

  func priced(_ answer: PurchaseAnswer, _ options: PriceOptions) throws -> PurchaseAnswer {
    let reader = try priceReader(options)
    guard reader.isUsed else { return answer }
    var answer = answer
    for index in answer.items.indices {
      answer.items[index].item.prices = try reader.prices(of: answer.items[index].item)
    }
    return answer
  }

  /// Searches by price: all hits are read, those without a usable price left out, and the rest filtered, ordered and cut.
  func searchByPrice(_ text: String, _ options: SearchOptions) throws -> SearchResult {
    var wide = options
    wide.page = Page(limit: .max)
    wide.countsFacets = false
    var result = try priced(search(text, wide), options.prices)
    let choice = PriceChoice(options.prices)
    let chosen = choice.chosen(result.items) { $0.item.prices ?? [] }
    result.withoutPrice = chosen.withoutPrice
    result.total = chosen.items.count
    result.items = Self.cut(chosen.items, options.page)
    result.next = nil
    return result
  }

  func purchasableByPrice(
    for customer: CustomerRecord, _ selection: Selection, _ options: PurchaseOptions
  ) throws -> PurchaseAnswer {
    var wide = options
    wide.page = Page(limit: .max)
    wide.countsFacets = false
    var answer = try priced(purchasableItems(for: customer, selection, wide), options.prices)
    let choice = PriceChoice(options.prices)
    let chosen = choice.chosen(answer.items) { $0.item.prices ?? [] }
    answer.withoutPrice = chosen.withoutPrice
    answer.total = chosen.items.count
    answer.items = Self.cut(chosen.items, options.page)
    answer.next = nil
    return answer
  }

  private static func cut<Item>(_ items: [Item], _ page: Page) -> [Item] {
    Array(items.dropFirst(max(0, page.offset)).prefix(max(0, page.limit)))
  }

  /// The currency filter of a question: where sheets of all its markets have the currency, it chooses among prices, not
  /// among items, whose currency is the market's.
  func filter(_ filter: ItemFilter, markets: [Market], choosing options: inout PriceOptions) throws -> ItemFilter {
    guard filter.wanted(.currency).count == 1, let wanted = filter.wanted(.currency).first?.uppercased(),
      !markets.isEmpty
    else { return filter }
    let reader = try priceReader(options)
    guard reader.isUsed else { return filter }
    options.currency = wanted
    // The market's own currency is that of its items as well, and filters them as ever.
    let arePriced = try markets.allSatisfy { market in
      try MarketFacts.fact(for: market)?.currency != wanted
        && reader.sheets(of: market).contains { $0.currencies.contains(wanted) }
    }
    guard arePriced else { return filter }
    var filter = filter
    filter.only[.currency] = nil
    return filter
  }
}

/// The items of an answer that a price filter keeps, in the order of prices.
struct PriceChoice {
  private let options: PriceOptions

  init(_ options: PriceOptions) { self.options = options }

  /// The items to keep, and how many have no usable price.
  func chosen<Item>(_ items: [Item], _ prices: (Item) -> [ItemPrice]) -> (items: [Item], withoutPrice: Int) {
    var (kept, withoutPrice): ([(item: Item, place: Int, price: Comparison)], Int) = ([], 0)
    for (place, item) in items.enumerated() {
      let usable = prices(item).filter { $0.state.isUsable && amount($0) != nil }
      guard !usable.isEmpty else {
        withoutPrice += 1
        continue
      }
      let within = usable.filter { isWithin($0) }
      guard let cheapest = within.compactMap({ comparison($0) }).min() else { continue }
      kept.append((item, place, cheapest))
    }
    if options.sortsByPrice { kept.sort { ($0.price, $0.place) < ($1.price, $1.place) } }
    return (kept.map(\.item), withoutPrice)
  }

  /// The amount that filters and orders look at: the partner's, or the retail price where that is shown.
  private func amount(_ price: ItemPrice) -> Decimal? {
    (options.amounts == .retail ? price.retail : price.unit ?? price.retail)?.decimal
  }

  private func isWithin(_ price: ItemPrice) -> Bool {
    guard let limit = options.limit else { return true }
    guard let amount = amount(price) else { return false }
    let most = limit.amount.decimal
    switch limit.period {
    case .term: return amount <= most
    case .month: return Self.months(price.termDuration).map { amount <= most * Decimal($0) } ?? false
    case .year: return Self.months(price.termDuration).map { amount * 12 <= most * Decimal($0) } ?? false
    }
  }

  /// Prices of several currencies are ordered by currency first, prices that are paid once behind those of a term.
  struct Comparison: Comparable {
    var currency: String
    var isOnce: Bool
    var amount: Decimal
    var months: Int

    static func < (left: Comparison, right: Comparison) -> Bool {
      if left.currency != right.currency { return left.currency < right.currency }
      if left.isOnce != right.isOnce { return right.isOnce }
      return left.amount * Decimal(right.months) < right.amount * Decimal(left.months)
    }

    static func == (left: Comparison, right: Comparison) -> Bool { !(left < right) && !(right < left) }
  }

  private func comparison(_ price: ItemPrice) -> Comparison? {
    let months = Self.months(price.termDuration)
    return amount(price).map {
      Comparison(currency: price.currency, isOnce: months == nil, amount: $0, months: months ?? 1)
    }
  }

  /// The months of a term: 12 for `P1Y`; `nil` for one without length.
  static func months(_ term: String?) -> Int? {
    guard let term = term?.uppercased(), term.hasPrefix("P"), let count = Int(term.dropFirst().dropLast()),
      (1...1200).contains(count)
    else { return nil }
    switch term.last {
    case "M": return count
    case "Y": return count * 12
    default: return nil
    }
  }
}
