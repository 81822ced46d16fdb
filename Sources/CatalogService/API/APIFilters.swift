import CatalogJSON
import CatalogQuery

/// The filters and prices of `search` and `can-buy`.
enum APIFilters {
  private static let facets: [(name: String, facet: SearchFacet, kind: APIParameter.Kind, explanation: String)] = [
    ("market", .market, .market, "Only in this market."),
    ("segment", .segment, .word, "Only this segment: commercial, education, government or nonprofit."),
    ("type", .productType, .word, "Only products of this type or sub-type."),
    ("publisher", .publisher, .word, "Only publishers with this in their name."),
    ("term", .term, .term, "Only this term: P1Y, 1y, 1 year."),
    ("billing", .billingCycle, .word, "Only this billing cycle: monthly, annual, triennial, one_time."),
    ("scope", .reservationScope, .scope, "Only this reservation scope: AzurePlan; legacy or none without one."),
    ("prerequisite", .prerequisite, .word, "Only with this purchase prerequisite, or none."),
    ("currency", .currency, .word, "Only in this currency, such as EUR."),
    ("trial", .trial, .choice(["true", "false"]), "Only trials, or none."),
    ("purchasable", .purchasable, .choice(["true", "false"]), "Only purchasable items, or only others."),
  ]

  /// The parameters: each may be repeated, and excludes a value after `not:`.
  static let parameters = facets.map { facet in
    APIParameter(
      name: facet.name, kind: facet.kind, explanation: facet.explanation, isRepeated: true, excludes: true)
  }

  static func filter(_ arguments: APIArguments) throws -> ItemFilter {
    var values: [SearchFacet: [FilterValue]] = [:]
    for facet in facets { values[facet.facet] = try arguments.filterValues(facet.name) }
    return ItemFilter(values)
  }

  // MARK: - Prices

  static let amounts = APIParameter(
    name: "price", kind: .choice(PriceOptions.Amounts.allCases.map(\.rawValue)),
    explanation: "The prices to show: retail, partner, both (default) or none.")

  static let priceFilters = [
    amounts,
    APIParameter(
      name: "maxPrice", kind: .priceLimit,
      explanation: "Only items of at most this price: 25.50/month, 300/year, 1000/term."),
    APIParameter(
      name: "sort", kind: .choice(["relevance", "price"]),
      explanation: "The order: relevance (default), or the cheapest for a month first."),
  ]

  /// The options of the prices of an answer.
  static func prices(_ question: APIQuestion, currency: String? = nil) throws -> PriceOptions {
    let arguments = question.arguments
    var options = PriceOptions(
      amounts: arguments.text("price").flatMap { PriceOptions.Amounts(rawValue: $0) } ?? .both, currency: currency,
      billingCurrency: question.settings.billingCurrency, isConfigured: question.settings.showsPrices)
    options.limit = try arguments.text("maxPrice").map(FilterWord.priceLimit)
    options.sortsByPrice = arguments.text("sort") == "price"
    guard options.amounts != .none || (options.limit == nil && !options.sortsByPrice) else {
      throw ServiceError.parameter("price", "none cannot be combined with maxPrice or sort by price.")
    }
    return options
  }

  // MARK: - Pages

  static let limit = APIParameter(
    name: "limit", kind: .number(0...100, default: 20), explanation: "The most rows.")
  static let offset = APIParameter(
    name: "offset", kind: .number(0...1_000_000, default: 0), explanation: "The number of rows to skip.")
  static let after = APIParameter(
    name: "after", kind: .position,
    explanation: "Continues after a page, with its next. Stable while the data changes.")
  static let facetFlag = APIParameter(
    name: "facets", kind: .flag(default: true), explanation: "Whether to count the values of the filters.")

  static func page(_ arguments: APIArguments) -> Page {
    Page(
      limit: arguments.number("limit") ?? 0, offset: arguments.number("offset") ?? 0, after: arguments.text("after"))
  }
}
