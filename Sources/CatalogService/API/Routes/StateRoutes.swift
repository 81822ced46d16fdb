import CatalogJSON
import CatalogModel
import CatalogQuery
import Foundation

/// The paths about the catalog itself: its markets, its age, its changes.
enum StateRoutes {
  static let all = [changes, changesByDay, markets, unavailableMarkets, status, version]

  private static let changes = APIRoute(
    path: "/api/v1/changes", summary: "Items added, changed and removed, the newest last; or changes of prices.",
    parameters: [
      APIParameter(
        name: "since", kind: .moment, explanation: "Since this age or time: 90s, 15m, 24h, 7d, or ISO 8601."),
      APIParameter(name: "market", kind: .market, explanation: "Only in this market."),
      APIParameter(name: "kind", kind: .choice(WantedChange.words), explanation: "Only this kind."),
      APIParameter(
        name: "limit", kind: .number(0...500, default: 100), explanation: "At most this many, the newest."),
      APIParameter(
        name: "before", kind: .number(0...Int.max, default: nil),
        explanation: "Only older ones than the change with this changeId; not for prices."),
    ],
    schema: "ChangesResponse",
    answer: .read(within: SearchRoutes.usual) { question in
      let arguments = question.arguments
      let since = arguments.moment("since", before: question.catalog.now)
      let (market, limit) = (try arguments.market(), arguments.number("limit"))
      let kind = try arguments.text("kind").map(FilterWord.change)
      guard kind == .price else {
        return ChangesResponse(
          try question.catalog.changes(
            before: arguments.number("before").map(Int64.init), since: since, market: market, kind: kind?.item,
            limit: limit))
      }
      guard arguments.number("before") == nil else {
        throw ServiceError.parameter("before", "changes of prices have no changeId.")
      }
      return PriceChangesResponse(try question.catalog.priceChanges(since: since, market: market, limit: limit))
    })

  private static let changesByDay = APIRoute(
    path: "/api/v1/changes-by-day", summary: "The number of changes by day in UTC and by kind.",
    parameters: [
      APIParameter(
        name: "days", kind: .number(1...365, default: 30), explanation: "The number of days, today as the last.")
    ],
    schema: "ChangesByDay",
    answer: .read(within: SearchRoutes.long) { try $0.catalog.changesByDay($0.arguments.number("days") ?? 1) })

  private static let markets = APIRoute(
    path: "/api/v1/markets", summary: "Markets with currency and state.",
    parameters: [
      APIParameter(
        name: "all", kind: .flag(default: false), explanation: "Whether markets that were never read are listed.")
    ],
    schema: "MarketsResponse",
    answer: .read(within: SearchRoutes.long) { question in
      let language = try language(question)
      return MarketsResponse(
        try MarketResponse.all(
          in: question.catalog, everyMarket: question.arguments.flag("all"), language: language), locale: language)
    })

  private static let unavailableMarkets = APIRoute(
    path: "/api/v1/unavailable-markets", summary: "Markets without software subscriptions or Azure reservations.",
    schema: "UnavailableMarketsResponse",
    answer: .read(within: SearchRoutes.usual) { question in
      let language = try language(question)
      return MarketsResponse(
        try UnavailableMarketResponse.all(in: question.catalog, language: language), locale: language)
    })

  private static func language(_ question: APIQuestion) throws -> String {
    LocaleChoice.choose(
      said: question.settings.locale, stored: try question.catalog.storeSource().locale,
      environment: question.settings.environment)
  }

  private static let status = APIRoute(
    path: "/api/v1/status", summary: "Age and completeness by market and list, and the last runs.",
    schema: "StoreStatus",
    answer: .read(within: SearchRoutes.long) { question in
      var status = try question.catalog.status()
      if !question.access.scopes.contains(.customers) {
        // That customers were read, and when, says something of them.
        status.jobs.removeAll { $0.command.hasPrefix("customers") }
      }
      return status
    })

  private static let version = APIRoute(
    path: "/api/v1/version", summary: "The version of the data, to see whether anything changed.",
    schema: "DataVersionResponse",
    answer: .read(within: SearchRoutes.usual) { question in
      DataVersionResponse(
        version: try question.catalog.dataVersion(), asOf: try question.catalog.lastCompletion())
    })
}
