import ArgumentParser
import CatalogJSON
import CatalogQuery
import CatalogStore

struct StatusCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Age and completeness per market and view, and the last runs.",
    discussion: HelpText.wrapped(
      """
      For each market: age, complete lists, items, removals held back, and the next step. Then the end of the last run of \
      each command, and the last syncs. With --verbose every list of every market, and the origin of each setting.

      Examples:
        partner-catalog status
        partner-catalog status --verbose
        partner-catalog status --max-age 24h --quiet > /dev/null || echo "the catalog is old"

      Exit codes: 0, also if something is incomplete; 2 the catalog is missing or unreadable; \
      5 a market is older than --max-age, was never fully synced, or has a sync time in the future.
      """)
  ).parsedByItself

  @OptionGroup var global: GlobalOptions
  @Option(help: ArgumentHelp("End with exit code 5 if a market is older: 90s, 15m, 24h, 7d.", valueName: "age"))
  var maxAge: DurationArgument?

  func answer(in session: CommandContext) async throws -> CommandResult {
    let status = try Catalog(path: session.database).status()
    let writer = WriterLock.notedHolder(ofStore: session.database)
    let stale = maxAge.map { OldMarkets.sentences(status.markets, olderThan: $0.seconds) } ?? []
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(status)
        : StatusText.text(status, path: session.database, writer: writer, console: session.console),
      status: stale.isEmpty ? .success : .stale,
      notes: session.console.isVerbose ? session.settings.origins : [], warnings: stale)
  }
}
