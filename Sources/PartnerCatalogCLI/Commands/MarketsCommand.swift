import ArgumentParser
import CatalogJSON
import CatalogQuery

struct MarketsCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "markets",
    abstract: "Markets with currency and state; markets without software subscriptions or reservations.",
    discussion: HelpText.wrapped(
      """
      Without options the markets of the catalog file. --all and --unavailable need no file: their lists ship with the \
      program. Names are in the language of --locale, else the configured one, else the catalog's, else the system's, \
      else English.

      Examples:
        partner-catalog markets
        partner-catalog markets --unavailable --locale ja-JP
        partner-catalog markets --all --csv

      Exit codes: 0 found, 1 the catalog holds no market yet, 2 error.
      """)
  ).parsedByItself

  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Flag(help: "List the markets without software subscriptions or Azure reservations.") var unavailable = false
  @Flag(help: "List every market of the service, read or not.") var all = false
  @Option(help: ArgumentHelp("The language of the names, such as ja-JP.", valueName: "locale")) var locale: String?

  var flags: Settings.Flags { Settings.Flags(locale: locale) }

  func validate() throws {
    if unavailable && all { throw ValidationError("Give --unavailable or --all, not both.") }
  }

  var listForm: ListOptions? { list }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let catalog = unavailable || all ? try session.catalogIfThere() : try Catalog(path: session.database)
    let language = LocaleChoice.choose(
      said: session.settings.locale?.value, stored: try catalog?.storeSource().locale,
      environment: session.environment)
    return unavailable
      ? try unavailableMarkets(
        UnavailableMarketResponse.all(in: catalog, language: language), language, session.console)
      : try markets(MarketResponse.all(in: catalog, everyMarket: all, language: language), language, session.console)
  }

  private func unavailableMarkets(_ rows: [UnavailableMarketResponse], _ language: String, _ console: Console) throws
    -> CommandResult
  {
    let listing = Listing(
      rows: rows, columns: .unavailableMarket)
    let text = try listing.rendered(
      list, console: console, whole: MarketsResponse(rows, locale: language)
    ) { MarketTable.text(rows, console: console) }
    let software = rows.filter(\.isSoftware)
    let documented = software.count { $0.source == .documented }
    return CommandResult(
      text: text,
      notes: [
        "Software subscriptions are not sold in \(documented) markets of Microsoft's list and \(software.count - documented) observed ones, Azure reservations not in \(rows.count - software.count) of Microsoft's list."
      ])
  }

  private func markets(_ rows: [MarketResponse], _ language: String, _ console: Console) throws -> CommandResult {
    let listing = Listing(rows: rows, columns: .market)
    let text = try listing.rendered(
      list, console: console, whole: MarketsResponse(rows, locale: language)
    ) { MarketTable.text(rows, console: console) }
    return CommandResult(
      text: text, status: rows.isEmpty ? .nothingMatched : .success,
      notes: rows.isEmpty ? ["The catalog holds no market yet: run `partner-catalog sync --market US`."] : [])
  }
}
