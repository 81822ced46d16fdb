import ArgumentParser
import CatalogSync
import PartnerCenter

struct CustomersSyncCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Read the customers, their billing country and qualifications into the store.",
    discussion: """
      Examples:
        partner-catalog customers sync --demo
        partner-catalog customers sync --rate 200

      Exit codes: 0 complete, 2 error, 3 ended before everyone was read, 4 sign-in refused or not permitted, \
      6 another sync holds the store.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var pace: PaceOptions
  @OptionGroup var record: RecordOptions

  var flags: Settings.Flags {
    Settings.Flags(
      rate: pace.rate, concurrency: pace.concurrency, logFile: record.logFile, metricsFile: record.metricsFile)
  }

  func answer(in session: Session) async throws -> Answer {
    let stored = try StoredContext.read(session.database)
    let demoMarkets = stored.markets.isEmpty ? Service.demoMarkets : stored.markets
    let service: Service = pace.demo ? .demo(markets: demoMarkets) : .partnerCenter(try session.settings.credentials())
    let run = SyncRunner(
      session: session, service: service,
      locale: session.settings.locale?.value ?? stored.locale ?? LocaleChoice.english,
      budget: Budget(requests: pace.maxRequests), records: try RunRecords(session))
    return try await cancelledByInterruption { try await run.syncCustomers() }
  }
}
