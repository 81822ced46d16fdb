import ArgumentParser
import CatalogJSON
import CatalogModel
import CatalogQuery

/// Which prices a command shows.
struct PriceArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("The prices to show: retail, partner, both or none.", valueName: "amounts"),
    completion: .list(PriceOptions.Amounts.allCases.map(\.rawValue)), transform: FilterWord.amounts)
  var price = PriceOptions.Amounts.both

  /// The options of the library; `currency` is the one that was asked for.
  func options(_ settings: Settings, currency: String? = nil, maximumAge: Int? = nil) -> PriceOptions {
    PriceOptions(
      amounts: price, currency: currency, billingCurrency: settings.billingCurrency?.value,
      isConfigured: settings.prices.value, maximumAge: maximumAge)
  }
}

/// How a list is filtered and ordered by price.
struct PriceFilters: ParsableArguments {
  @OptionGroup var amounts: PriceArguments
  @Option(
    help: ArgumentHelp(
      "Only items of at most this price: 25.50/month, 300/year, 1000/term.", valueName: "amount/period"),
    transform: FilterWord.priceLimit)
  var maxPrice: PriceOptions.Limit?
  @Option(
    help: ArgumentHelp("The order: relevance, or price (the cheapest for a month first).", valueName: "order"))
  var sort = Order.relevance

  enum Order: String, ExpressibleByArgument, CaseIterable { case relevance, price }

  func options(_ settings: Settings, maximumAge: Int? = nil) -> PriceOptions {
    var options = amounts.options(settings, maximumAge: maximumAge)
    options.limit = maxPrice
    options.sortsByPrice = sort == .price
    return options
  }

  /// Whether the page can go on behind another only by its number.
  var selects: Bool { maxPrice != nil || sort == .price }

  func validate() throws {
    guard !(selects && amounts.price == .none) else {
      throw ValidationError("--price none cannot be combined with --max-price or --sort price.")
    }
  }
}
