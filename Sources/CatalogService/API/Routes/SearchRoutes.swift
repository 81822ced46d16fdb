import CatalogJSON
import CatalogModel
import CatalogQuery

/// The paths that find items, and say everything of one.
enum SearchRoutes {
  static let all = [search, item, whatIs, check]

  private static let search = APIRoute(
    path: "/api/v1/search", summary: "Finds catalog items by words, codes and ids, best first.",
    parameters: [
      APIParameter(name: "q", kind: .text, explanation: "The words; blank lists everything."),
      APIParameter(
        name: "items", kind: .flag(default: false),
        explanation: "Whether every item is a hit, not the best one for each SKU and market."),
      APIParameter(name: "group", kind: .flag(default: false), explanation: "Whether a product is one hit."),
      APIParameter(
        name: "explain", kind: .flag(default: false), explanation: "Whether to explain the rank of each hit."),
      APIFilters.facetFlag, APIFilters.limit, APIFilters.offset, APIFilters.after,
    ] + APIFilters.parameters + APIFilters.priceFilters,
    schema: "SearchResult",
    answer: .read(within: searchLimit) { question in
      let arguments = question.arguments
      var options = SearchOptions(
        filter: try APIFilters.filter(arguments), includesEveryItem: arguments.flag("items"),
        page: APIFilters.page(arguments))
      options.groupsByProduct = arguments.flag("group")
      options.explains = arguments.flag("explain")
      options.countsFacets = arguments.flag("facets")
      options.prices = try APIFilters.prices(question)
      return try question.catalog.search(arguments.text("q") ?? "", options)
    })

  /// A search in all markets may take longer.
  @Sendable private static func searchLimit(_ arguments: APIArguments) -> Duration {
    let isOfMarket = (try? arguments.filterValues("market"))?.contains(where: \.isWanted) ?? false
    return isOfMarket ? CatalogReads.usualLimit : CatalogReads.longLimit
  }

  private static let item = APIRoute(
    path: "/api/v1/items/{id}",
    summary: "Everything known of a product, a SKU or an item, with its history: an id, the end of one, or a title.",
    parameters: [
      APIParameter(name: "market", kind: .market, explanation: "Only what is known of this market."),
      APIParameter(name: "currency", kind: .word, explanation: "The currency of the prices, such as EUR."),
      APIFilters.amounts,
    ],
    schema: "ItemDetails", errors: [404, 409],
    answer: .read(within: long) { question in
      let words = APIQuestion.words(question.subject)
      guard !words.isEmpty else { throw ServiceError.usage("The path names no item.") }
      return try question.catalog.details(
        naming: words, market: question.arguments.market(),
        prices: APIFilters.prices(question, currency: question.arguments.text("currency")))
    })

  private static let whatIs = APIRoute(
    path: "/api/v1/what-is", summary: "What an id or a licence's name stands for, and what else it is called.",
    parameters: [
      APIParameter(name: "q", kind: .word, explanation: "An id in any spelling, or a name.", isRequired: true)
    ],
    schema: "CrosswalkAnswer",
    answer: .read(within: usual) { try Crosswalk.lookUp($0.arguments.text("q") ?? "", in: $0.catalog) })

  private static let check = APIRoute(
    method: "POST", path: "/api/v1/check",
    summary: "Whether ids are still the present ones: current, reissued as another, removed or unknown.",
    parameters: [APIParameter(name: "market", kind: .market, explanation: "Only in this market.")],
    schema: "CheckResponse", errors: [413, 415], hasBody: true,
    answer: .read(within: long) { question in
      guard let text = String(validating: question.body, as: UTF8.self) else {
        throw ServiceError.usage("The body is not UTF-8.")
      }
      let ids = text.split(whereSeparator: \.isNewline).map { line in
        String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      }.filter { !$0.isEmpty }
      guard ids.count <= mostIDs else { throw ServiceError.usage("The body has more than \(mostIDs) ids.") }
      let market = try question.arguments.market()
      var checks: [ItemCheck] = []
      for id in ids {
        checks += try question.catalog.check(id, in: market)
        guard checks.count <= mostChecks else {
          throw ServiceError.usage(
            "The answer has more than \(mostChecks) rows: name a market, or send fewer ids at a time.")
        }
      }
      return CheckResponse(ids: checks)
    })

  private static let mostIDs = 1_000
  private static let mostChecks = 20_000

  @Sendable static func usual(_ arguments: APIArguments) -> Duration { CatalogReads.usualLimit }
  @Sendable static func long(_ arguments: APIArguments) -> Duration { CatalogReads.longLimit }
}
