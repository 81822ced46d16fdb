import ArgumentParser
import CatalogSync
import Foundation
import PartnerCenter

struct CustomersSyncCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Read the customers and what bears on their purchases into the store.",
    discussion: """
      Reads billing country, qualifications, agreements and subscriptions of the customers that are due: new ones, those \
      whose line in the list changed, those read longer ago than --max-age, and every hour those with a qualification under \
      review or a part that could not be read. A run that did not end whole is gone on with within a day. What cannot be \
      read is kept as it was known, or as unknown; agreements and the subscriptions under an Azure plan are shown to an \
      application and user only. A customer is taken out only where Partner Center itself says that there is no such \
      customer; one without a relationship any more stays, and is told as such.

      Examples:
        partner-catalog customers sync --demo
        partner-catalog customers sync --rate 200
        partner-catalog customers sync --full

      Exit codes: 0 complete, 2 error, 3 ended before everyone was read, 4 sign-in refused or not permitted, \
      6 another sync holds the store.
      """)

  static let usualMaximumAge = 24 * 3600

  @OptionGroup var global: GlobalOptions
  @OptionGroup var pace: PaceOptions
  @Flag(help: "Read everyone, however lately read.") var full = false
  @Option(
    help: ArgumentHelp("Read those again who were read longer ago (default: 24h).", valueName: "age"))
  var maxAge: DurationArgument?
  @Option(
    help: ArgumentHelp(
      "Believe up to this many removals in one run. Without it more than 20 that are also more than 10 % are held back until a run at least 6 hours later finds the same.",
      valueName: "count"))
  var acceptRemovals = 0
  @OptionGroup var record: RecordOptions

  var flags: Settings.Flags {
    Settings.Flags(
      rate: pace.rate, concurrency: pace.concurrency, logFile: record.logFile, metricsFile: record.metricsFile)
  }

  func validate() throws {
    if acceptRemovals < 0 { throw ValidationError("--accept-removals must not be less than nothing.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let stored = try StoredContext.read(session.database)
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
