import ArgumentParser
import CatalogJSON
import CatalogQuery
import CatalogStore
import CatalogSync
import PartnerCenter

struct SyncCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Sync the catalog from Partner Center into the catalog file.",
    discussion: HelpText.wrapped(
      """
      Reads the markets named with --market, else the configured ones, else those in the catalog file, else those of the \
      customers: their product lists, then the products due. New products come first, then those that probably changed, \
      then the oldest; a sample of the others measures missed changes. --full reads every product. Progress is saved \
      however the run ends; within a day the next run with the same markets and views continues it, and after an \
      incomplete --full it reads the rest of everything, also without --full. Markets, views, locale, rate and \
      concurrency can also be set in ~/.config/partner-catalog/config.json or in PARTNER_CATALOG_… variables. --plan \
      needs no account.

      Examples:
        partner-catalog sync --demo
        partner-catalog sync --market US --market DE
        partner-catalog sync --plan
        partner-catalog sync --full
        partner-catalog sync --max-requests 20000 --quiet --json
        partner-catalog sync --every 6h

      With --every, and with --demo, the customers that are due are read after the catalog.

      Exit codes: 0 complete, 2 error, 3 ended before everything was read: run again to continue, 4 sign-in refused or \
      not permitted, 6 another sync is running, 64 wrong usage.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var pace: PaceOptions
  @OptionGroup var record: RecordOptions
  @Option(
    help: ArgumentHelp("Read this market. Repeat for more.", valueName: "market"), completion: CompletionWords.markets)
  var market: [String] = []
  @Option(
    help: ArgumentHelp(
      "Read this target view only, such as Software or OnlineServices. Repeat for more.", valueName: "view"),
    completion: CompletionWords.views) var view: [String] = []
  @Flag(
    help:
      "Read everything, not only what is due. Continues an unfinished --full, otherwise starts over.")
  var full = false
  @Flag(help: "Print the planned requests and their reasons; send none.") var plan = false
  @Option(help: ArgumentHelp("End after this time: 90s, 15m, 24h.", valueName: "time"))
  var maxDuration: DurationArgument?
  @Option(help: ArgumentHelp("The language of titles and descriptions, such as en-US.", valueName: "locale"))
  var locale: String?
  @Option(
    help: ArgumentHelp(
      "Accept up to this many removals per list in one run. By default more than 20 removals that are also more than 10 % of the list are held back until the next run confirms them.",
      valueName: "count"))
  var acceptRemovals = 0
  @Option(
    help: ArgumentHelp(
      "Repeat at this interval: 15m, 24h.",
      discussion:
        "Continues after transient failures; a refused sign-in ends it. SIGTERM and SIGINT end it with exit code 3 during a run, 0 between runs. Reports its state to systemd.",
      valueName: "time"))
  var every: DurationArgument?

  @Flag(help: "With --every: read the catalog alone, not the customers that are due.") var noCustomers = false

  var flags: Settings.Flags {
    Settings.Flags(
      markets: market, views: view, locale: locale, rate: pace.rate, concurrency: pace.concurrency,
      logFile: record.logFile, metricsFile: record.metricsFile)
  }

  func validate() throws {
    if let every, every.seconds < 1 { throw ValidationError("--every must be longer than zero.") }
    if let maxDuration, maxDuration.seconds < 1 { throw ValidationError("--max-duration must be longer than zero.") }
    if acceptRemovals < 0 { throw ValidationError("--accept-removals must not be negative.") }
    if every != nil, plan { throw ValidationError("--plan and --every cannot be combined.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let stored = try StoredContext.read(session.database)
    try stored.checkDemo(session.database, isDemo: pace.demo || plan, settings: session.settings)
    let markets = try MarketChoice.choose(
      said: session.settings.markets?.value, stored: stored.markets,
      customers: pace.demo ? Service.demoMarkets : stored.customerMarkets)
    let options = SyncOptions(
      markets: markets, views: session.settings.views?.value, isFull: full,
      acceptedRemovals: acceptRemovals)
    if plan { return try planned(options, session) }
    let manager = SystemdNotifier(environment: session.environment)
    // Secrets are read again for each run, so that replaced ones take effect.
    @Sendable func runner(_ records: RunRecords?) throws -> SyncRunner {
      SyncRunner(
        session: session,
        service: pace.demo ? .demo(markets: markets) : .partnerCenter(try session.settings.credentials()),
        locale: session.settings.locale?.value ?? stored.locale ?? LocaleChoice.english,
        budget: Budget(requests: pace.maxRequests, duration: maxDuration?.duration), records: records,
        prices: readsPrices(session.settings) ? Self.prices(of: markets) : nil,
        tellProgress: manager?.statusTeller())
    }
    _ = try runner(nil)
    let records = try RunRecords(session)
    guard let every else {
      return try await cancelledByInterruption {
        let runner = try runner(records)
        let (answer, run) = try await runner.sync(options, isOneOfMany: false)
        // The demo's first question needs customers; its service has no budget to spare.
        guard pace.demo, pace.maxRequests == nil, maxDuration == nil, run.status == .success else { return answer }
        return answer.followed(
          by: try await runner.syncCustomers(CustomerSyncOptions()), isJSON: session.console.isJSON)
      }
    }
    return try await RecurringSync(
      interval: every.duration, console: session.console, logger: session.logger, manager: manager
    ).run {
      let runner = try runner(records)
      let (answer, run) = try await runner.sync(options, isOneOfMany: true)
      guard !noCustomers, run.status == .success else { return .init(answer: answer, goesOn: run.mayPass) }
      // Every answer rests on the customers, too.
      let customers = try await runner.syncCustomers(
        CustomerSyncOptions(asksForAgreements: session.settings.cloud.value == .global), isOneOfMany: true)
      return .init(answer: answer.followed(by: customers, isJSON: false), goesOn: true)
    }
  }

  private static func prices(of markets: [Market]) -> PriceSyncOptions {
    var options = PriceSyncOptions(markets: markets, readsPreviews: true)
    options.readsOfferMatrix = true
    options.readsPromotions = true
    return options
  }

  /// Whether prices are read too: where the configuration says so, and in a demo unless it says otherwise.
  private func readsPrices(_ settings: Settings) -> Bool {
    settings.prices.value || pace.demo && settings.prices.origin == .standard
  }

  private func planned(_ options: SyncOptions, _ session: CommandContext) throws -> CommandResult {
    let plan = try SyncPlan(
      options, storeAt: session.database,
      requestsPerMinute: pace.demo && session.settings.rate.origin == .standard
        ? Service.demoRate : session.settings.rate.value)
    return CommandResult(
      text: session.console.isJSON ? try JSONText.pretty(plan) : PlanText.text(plan, console: session.console))
  }
}
