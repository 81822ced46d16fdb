import ArgumentParser
import CatalogJSON
import CatalogSync
import Foundation
import PartnerCenter

struct CustomersSyncCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Sync customers with qualifications, agreements and subscriptions.",
    discussion: HelpText.wrapped(
      """
      Reads billing country, qualifications, agreements and subscriptions of the customers that are due: new ones, those \
      whose entry in the list changed, those older than --max-age, and every hour those with a qualification under \
      review or an unreadable part. An incomplete run is continued within a day. An unreadable part keeps its stored \
      value, or stays unknown; agreements and the subscriptions under an Azure plan need a sign-in as application and \
      user. A customer is removed only after Partner Center confirms its absence; one whose relationship has ended \
      stays, and is marked.

      Examples:
        partner-catalog customers sync --demo
        partner-catalog customers sync --rate 200
        partner-catalog customers sync --full

      Exit codes: 0 complete, 2 error, 3 ended before every customer was read, 4 sign-in refused or not permitted, \
      6 another sync is running.
      """))

  static let usualMaximumAge = 24 * 3600

  @OptionGroup var global: GlobalOptions
  @OptionGroup var pace: PaceOptions
  @Flag(help: "Read every customer, not only those due.") var full = false
  @Option(
    help: ArgumentHelp("Read a customer again after this time (default: 24h).", valueName: "age"))
  var maxAge: DurationArgument?
  @Option(
    help: ArgumentHelp(
      "Accept up to this many removals in one run. By default more than 20 removals that are also more than 10 % are held back until a run at least 6 hours later confirms them.",
      valueName: "count"))
  var acceptRemovals = 0
  @OptionGroup var record: RecordOptions

  var flags: Settings.Flags {
    Settings.Flags(
      rate: pace.rate, concurrency: pace.concurrency, logFile: record.logFile, metricsFile: record.metricsFile)
  }

  func validate() throws {
    if acceptRemovals < 0 { throw ValidationError("--accept-removals must not be negative.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let stored = try StoredContext.read(session.database)
    try stored.checkDemo(session.database, isDemo: pace.demo, settings: session.settings)
    let demoMarkets = stored.markets.isEmpty ? Service.demoMarkets : stored.markets
    let service: Service = pace.demo ? .demo(markets: demoMarkets) : .partnerCenter(try session.settings.credentials())
    let run = SyncRunner(
      session: session, service: service,
      locale: session.settings.locale?.value ?? stored.locale ?? LocaleChoice.english,
      budget: Budget(requests: pace.maxRequests), records: try RunRecords(session))
    let options = CustomerSyncOptions(
      isFull: full, maximumAge: TimeInterval(maxAge?.seconds ?? Self.usualMaximumAge),
      acceptedRemovals: acceptRemovals, asksForAgreements: session.settings.cloud.value == .global)
    return try await cancelledByInterruption { try await run.syncCustomers(options) }
  }
}
