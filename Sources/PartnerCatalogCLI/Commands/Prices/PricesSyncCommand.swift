import ArgumentParser
import CatalogJSON
import CatalogModel
import CatalogQuery
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter

struct PricesSyncCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Read the price sheets that can be new from Partner Center.",
    discussion: HelpText.wrapped(
      """
      Sheets of licences and software appear on the first of a month; they are looked at once a day until the fifth, then \
      once a week. --preview reads the prices announced for the next month as well; that there are none is an answer. \
      Azure and the marketplace change daily and are read where --view names them. The offer matrix of the month is one \
      table for all markets: it limits quantities, and names prerequisites and conversions. Promotions are listed beside \
      prices, which stay as the sheets have them. Each sheet is stored as a whole or not \
      at all; the next run continues with what is missing.

      Prices need the sign-in as application and user, with the role Admin Agent or Sales Agent; the catalog does not. \
      Azure's public retail prices need no account: --view azure-retail reads all of them, some hundred requests; \
      --view azure-retail-reservations reads the retail prices of reservations, which the partner's sheets lack. They are \
      the same in all markets, in dollars unless --currency names other currencies. A reading that ends early continues at the \
      page where it ended.

      Examples:
        partner-catalog prices sync --demo --market US
        partner-catalog prices sync --preview
        partner-catalog prices sync --market DE --view azure_reservations
        partner-catalog prices sync --market DE --view azure-retail-reservations
        partner-catalog prices sync --month 202610 --plan

      Exit codes: 0 complete, 2 error, 3 budget spent, or a sheet could not be read, 4 sign-in refused or not permitted, \
      6 another sync is running, 64 wrong usage.
      """))

  @OptionGroup var global: GlobalOptions
  @Option(
    help: ArgumentHelp("Read this market. Repeat for more.", valueName: "market"), transform: KnownMarket.parse)
  var market: [Market] = []
  @Option(
    help: ArgumentHelp(
      "Read this view only: updatedlicensebased, software, azure_consumption, azure_reservations, marketplace, azure-retail, azure-retail-reservations; offer-matrix for the table of limits; promotions. Repeat for more.",
      valueName: "view"), transform: FilterWord.priceView)
  var view: [PriceView] = []
  @Option(
    help: ArgumentHelp(
      "The currency of Azure's retail prices (default: USD). Repeat for more.", valueName: "code"),
    transform: FilterWord.currency)
  var currency: [String] = []
  @Option(
    help: ArgumentHelp("Read this month, whatever is stored: 202610.", valueName: "YYYYMM"),
    transform: FilterWord.month)
  var month: SheetMonth?
  @Flag(help: "Read the prices announced for the next month as well.") var preview = false
  @Option(help: ArgumentHelp("Stop after this many requests.", valueName: "n")) var maxRequests: Int?
  @Flag(help: "Print the planned requests and their reasons; send none.") var plan = false
  @Flag(help: "Store sheets that lack most prices of the sheets before them.") var acceptRemovals = false
  @Flag(help: "Use the built-in emulator: no account, no network.") var demo = false
  @OptionGroup var record: RecordOptions

  var flags: Settings.Flags {
    Settings.Flags(logFile: record.logFile, metricsFile: record.metricsFile)
  }

  func validate() throws {
    if let maxRequests, maxRequests < 1 { throw ValidationError("--max-requests must be at least 1.") }
    guard month == nil || !preview else { throw ValidationError("--month and --preview cannot be combined.") }
    if let month, month > SheetMonth(of: Date()) {
      throw ValidationError("--month is a month of the past or the present one.")
    }
    if let month, month < SheetMonth(of: Date()), let lists = view.first(where: \.isPublic) {
      throw ValidationError("--view \(lists) has no month of the past.")
    }
    guard currency.isEmpty || view.contains(where: \.isPublic) else {
      throw ValidationError("--currency is for --view azure-retail and azure-retail-reservations.")
    }
  }

  /// The words that stand for the offer matrix and for promotions among the views.
  private static let offerMatrix: PriceView = "offer-matrix"
  private static let promotions: PriceView = "promotions"

  /// Whether no account is needed.
  private var isPublic: Bool { !view.isEmpty && view.allSatisfy(\.isPublic) }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let stored = try StoredContext.read(session.database)
    let priced = stored.markets.isEmpty ? try session.catalogIfThere()?.priceSheets().map(\.market) ?? [] : []
    let markets = try MarketChoice.choose(
      said: market.isEmpty ? session.settings.markets?.value : market, stored: stored.markets + Set(priced).sorted(),
      customers: demo ? Service.demoMarkets : stored.customerMarkets)
    var options = PriceSyncOptions(
      markets: markets, views: view.isEmpty ? nil : view.filter { ![Self.offerMatrix, Self.promotions].contains($0) },
      month: month, readsPreviews: preview,
      mostRequests: maxRequests)
    options.allowsRemovals = acceptRemovals
    options.readsOfferMatrix = view.isEmpty || view.contains(Self.offerMatrix)
    options.readsPromotions = view.isEmpty || view.contains(Self.promotions)
    if !currency.isEmpty { options.retailCurrencies = currency }
    if plan { return try await planned(options, session) }
    let runner = PriceSyncRunner(
      session: session,
      service: demo
        ? .demo(markets: markets) : isPublic ? nil : .partnerCenter(try session.settings.credentials()),
      locale: session.settings.locale?.value ?? stored.locale ?? LocaleChoice.english, records: try RunRecords(session))
    let wanted = options
    let (report, run) = try await cancelledByInterruption { try await runner.sync(wanted) }
    guard session.console.isJSON else {
      if let failure = run.failure { try session.console.report(failure) }
      return CommandResult(
        text: PriceSyncText.text(report, console: session.console), status: run.status,
        warnings: PriceSyncText.warnings(report)
          + (run.status == .partial ? run.problem.map { [$0.message] } ?? [] : []))
    }
    return CommandResult(
      text: try JSONText.pretty(StoppedReport(report: report, problem: run.failure)), status: run.status)
  }

  private func planned(_ options: PriceSyncOptions, _ session: CommandContext) async throws -> CommandResult {
    let isThere = FileManager.default.fileExists(atPath: session.database)
    let store = isThere ? try CatalogStore(keepingSourceOf: session.database) : nil
    let plan = PriceSyncPlan(
      options, stored: try await store?.storedPriceSheets() ?? [], matrix: try await store?.offerMatrix(),
      promotions: try await store?.promotionLists() ?? [], now: session.now)
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(PricePlanResponse(plan)) : PriceSyncText.text(plan, console: session.console),
      notes: [
        plan.requests == plan.entries.count
          ? Formatting.count(plan.requests, "request") + "."
          : !plan.entries.contains { $0.request.view.isPublic }
            ? "\(Formatting.count(plan.requests, "request")), with those for the offer matrix and for promotions."
            : "At least \(Formatting.count(plan.requests, "request")): a public list takes one for each of its pages."
      ])
  }
}

/// The requests that a price sync would send.
struct PricePlanResponse: Encodable {
  struct Entry: Encodable {
    var market: Market
    var view: PriceView
    var timeline: PriceTimeline
    var month: SheetMonth
    var reason: PriceSyncPlan.Reason
  }

  struct Promotions: Encodable {
    var market: Market
    var reason: PriceSyncPlan.Reason
  }

  struct Matrix: Encodable {
    var month: SheetMonth
    var reason: PriceSyncPlan.Reason
  }

  var requests: Int
  var sheets: [Entry]
  var offerMatrix: Matrix?
  var promotions: [Promotions]

  init(_ plan: PriceSyncPlan) {
    requests = plan.requests
    offerMatrix = plan.offerMatrix.map { Matrix(month: $0.month, reason: $0.reason) }
    promotions = plan.promotions.map { Promotions(market: $0.market, reason: $0.reason) }
    sheets = plan.entries.map {
      Entry(
        market: $0.request.market, view: $0.request.view, timeline: $0.request.timeline, month: $0.request.month,
        reason: $0.reason)
    }
  }
}
