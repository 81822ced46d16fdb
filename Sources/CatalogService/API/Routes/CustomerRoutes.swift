import CatalogJSON
import CatalogModel
import CatalogQuery

/// The paths about customers: personal data, and refused without its scope.
enum CustomerRoutes {
  static let all = [list, one, canBuy, resolve, whyNot]

  private static let list = APIRoute(
    path: "/api/v1/customers", summary: "The stored customers, by name.",
    parameters: [
      APIParameter(name: "q", kind: .text, explanation: "An id, a domain, or a part of a name."),
      APIParameter(name: "limit", kind: .number(0...1_000, default: 1_000), explanation: "The most rows."),
      APIFilters.offset,
    ],
    scope: .customers, schema: "CustomersResponse",
    answer: .read(within: SearchRoutes.usual) { question in
      CustomersResponse(
        try question.catalog.customers(
          matching: question.arguments.text("q") ?? "", page: APIFilters.page(question.arguments)))
    })

  private static let one = APIRoute(
    path: "/api/v1/customers/{customer}",
    summary: "A customer with its subscriptions: an id, a domain or a sufficient part of the name.",
    scope: .customers, schema: "CustomersResponse", errors: [404, 409],
    answer: .read(within: SearchRoutes.usual) { question in
      CustomersResponse([try question.catalog.customer(named: question.subject)])
    })

  private static let canBuy = APIRoute(
    path: "/api/v1/customers/{customer}/can-buy", summary: "The items that a customer can buy, each with its verdict.",
    parameters: [
      APIParameter(name: "q", kind: .text, explanation: "The words; blank lists everything."),
      APIParameter(
        name: "all", kind: .flag(default: false), explanation: "Whether blocked items are listed, with the reasons."),
      APIParameter(
        name: "partial", kind: .flag(default: false),
        explanation: "Whether the closest matches are listed where no item has every word."),
      inventoryAge, APIFilters.facetFlag, APIFilters.limit, APIFilters.offset, APIFilters.after,
    ] + APIFilters.parameters + APIFilters.priceFilters,
    scope: .customers, schema: "PurchaseAnswer", errors: [404, 409],
    answer: .read(within: { $0.flag("all") ? CatalogReads.longLimit : CatalogReads.usualLimit }) { question in
      let arguments = question.arguments
      var options = PurchaseOptions(
        filter: try APIFilters.filter(arguments), includesBlocked: arguments.flag("all"),
        inventoryMaximumAge: inventoryAge(arguments), page: APIFilters.page(arguments))
      options.includesPartialMatches = arguments.flag("partial")
      options.countsFacets = arguments.flag("facets")
      options.prices = try APIFilters.prices(question)
      return try question.catalog.purchasableItems(
        for: question.subject, matching: arguments.text("q") ?? "", options)
    })

  private static let resolve = APIRoute(
    path: "/api/v1/customers/{customer}/resolve",
    summary: "The one catalog item that a customer would order, or the missing choice.",
    parameters: [
      item, itemWords,
      APIParameter(name: "term", kind: .term, explanation: "The term: P1Y, 1y, 1 year."),
      APIParameter(
        name: "billing", kind: .word, explanation: "The billing cycle: monthly, annual, triennial, one_time."),
      APIParameter(
        name: "segment", kind: .word, explanation: "The segment: commercial, education, government, nonprofit."),
      APIParameter(
        name: "scope", kind: .choice(["AzurePlan", "legacy"]), explanation: "The reservation scope."),
      APIParameter(name: "currency", kind: .word, explanation: "The currency, such as EUR."),
      APIParameter(
        name: "quantity", kind: .number(1...1_000_000_000, default: nil), explanation: "The quantity to order."),
      APIParameter(
        name: "cart", kind: .flag(default: false),
        explanation: "Whether the answer is the line for a cart, where there is one."),
      inventoryAge, APIFilters.amounts,
    ],
    scope: .customers, schema: "Resolution", errors: [404, 409],
    answer: .read(within: SearchRoutes.usual) { question in
      let arguments = question.arguments
      var options = ResolveOptions(
        term: try arguments.term(), billingCycle: arguments.text("billing"),
        segment: arguments.text("segment").map { Segment($0) }, reservationScope: arguments.text("scope"),
        currency: arguments.text("currency"), quantity: arguments.number("quantity"), isForCart: arguments.flag("cart"),
        inventoryMaximumAge: inventoryAge(arguments))
      options.prices = try APIFilters.prices(question)
      let resolution = try question.catalog.resolve(try item(arguments), for: question.subject, options)
      if arguments.flag("cart"), let line = resolution.cartLine { return line }
      return resolution
    })

  private static let whyNot = APIRoute(
    path: "/api/v1/customers/{customer}/why-not", summary: "Why a customer can or cannot buy an item.",
    parameters: [item, itemWords], scope: .customers, schema: "Explanation", errors: [404, 409],
    answer: .read(within: SearchRoutes.usual) { question in
      let reference = try question.catalog.reference(naming: APIQuestion.words(try item(question.arguments)))
      return try question.catalog.explain(customer: question.subject, item: "\(reference)")
    })

  private static let item = APIParameter(
    name: "item", kind: .word, explanation: "An id in any form, or a title; required where q is missing.")
  private static let itemWords = APIParameter(
    name: "q", kind: .word, explanation: "The same as item, as the other paths call their words.")

  private static func item(_ arguments: APIArguments) throws -> String {
    let given = [arguments.text(item.name), arguments.text(itemWords.name)].compactMap { $0 }
    guard let first = given.first else { throw ServiceError.parameter(item.name, "it is missing.") }
    guard given.count == 1 else { throw ServiceError.parameter(itemWords.name, "the item is already given.") }
    return first
  }

  private static let inventoryAge = APIParameter(
    name: "inventoryMaxAge", kind: .duration, explanation: "The greatest age of an inventory check (default: 24h).")

  private static func inventoryAge(_ arguments: APIArguments) -> Int {
    arguments.text("inventoryMaxAge").flatMap { DurationArgument(argument: $0) }?.seconds
      ?? PurchaseOptions.usualInventoryAge
  }
}
