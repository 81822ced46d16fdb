import ArgumentParser
import CatalogJSON
import CatalogPublication
import Foundation
import PostgresConnection

struct PublishCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Copy the catalog into PostgreSQL, and keep the copy up to date.",
    discussion: HelpText.wrapped(
      """
      Makes the schema partner_catalog with the views of the file (catalog_items, changes, partitions and the others), each with \
      tenant, cloud and locale; several catalogs share a database. The first time everything is loaded, then the units that a \
      sync wrote, in transactions of at most 500. Readers see whole states alone. A catalog that was built again is \
      loaded beside the old one, and takes its place in one step. A sync may run meanwhile.

      The database is a service of libpq's service file, or a URL without a password; passwords come from the password file \
      or the service file. It needs the client library libpq, and UTF8 as encoding. The user needs CREATE and TEMPORARY \
      on the database, or TEMPORARY and an empty schema partner_catalog of its own. Customers, their subscriptions and \
      inventory checks are copied only with --customers, prices never.

      The file notes each change until every copy has it (`status` shows how many). --end for a copy that is needed no more.

      Examples:
        partner-catalog publish --postgres catalog --plan
        partner-catalog publish --postgres postgresql://writer@db.example.com/catalog --verify
        partner-catalog publish --postgres catalog --follow

      Exit codes: 0 the database holds the catalog, 1 nothing to end, 2 error, 3 stopped, 6 another process publishes it.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var record: RecordOptions
  @Option(help: ArgumentHelp("The service or the URL of the database.", valueName: "service"))
  var postgres: String
  @Flag(help: "Show what would be copied, and copy nothing.") var plan = false
  @Flag(help: "Load everything again, beside what is there.") var full = false
  @Flag(help: "Compare both sides at the end, and copy again what differs.") var verify = false
  @Flag(
    help: ArgumentHelp(
      "Go on, and copy changes every 2 seconds.",
      discussion: "Continues after failures that may pass. SIGTERM and SIGINT end it. Reports its state to systemd."))
  var follow = false
  @Flag(
    help: ArgumentHelp(
      "Note no more changes for this database.", discussion: "Connects to nothing; the copy stays as it is.")) var end =
    false
  @Flag(help: "Copy customers, their subscriptions and inventory checks, too.") var customers = false

  var flags: Settings.Flags { Settings.Flags(logFile: record.logFile, metricsFile: record.metricsFile) }

  func validate() throws {
    guard !plan || !verify && !follow else {
      throw ValidationError("--plan cannot be combined with --verify or --follow.")
    }
    guard !end || !plan && !full && !verify && !follow && !customers else {
      throw ValidationError("--end cannot be combined with other flags of the publication.")
    }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let runner = PublicationRunner(
      path: session.database, target: try PostgresTarget(postgres), console: session.console)
    let options = Publisher.Options(isFull: full, verifies: verify, copiesCustomers: customers)
    if plan { return try await runner.plan(options) }
    if end { return try runner.end() }
    let records = try RunRecords(session)
    guard follow else {
      return try await cancelledByInterruption { try await runner.publish(options, records) }
    }
    let first = PublicationRunner.First(options)
    return try await RecurringSync(
      interval: .seconds(2), console: session.console, logger: session.logger,
      manager: SystemdNotifier(environment: session.environment)
    ).run { try await runner.round(first, records) }
  }
}
