import ArgumentParser
import CatalogJSON
import CatalogQuery

struct ChangesCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes", abstract: "Items added, changed and removed, newest last.",
    discussion: HelpText.wrapped(
      """
      The table groups them by product, the product with the newest change last.

      Examples:
        partner-catalog changes --since 24h
        partner-catalog changes --kind price --since 35d --market DE
        partner-catalog changes --since 2026-01-31T09:00:00Z --market DE --kind reissued --csv

      Exit codes: 0 also where there are none, 2 error.
      """)
  ).parsedByItself

  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Option(help: ArgumentHelp("Since this age or time: 90s, 15m, 24h, 7d, or ISO 8601.", valueName: "time"))
  var since: MomentArgument?
  @Option(
    help: ArgumentHelp("Only in this market.", valueName: "market"), completion: CompletionWords.markets,
    transform: KnownMarket.parse)
  var market: Market?
  @Option(
    help: ArgumentHelp("Only this kind: added, changed, removed, returned, reissued, or price.", valueName: "kind"),
    completion: .list(WantedChange.words), transform: FilterWord.change)
  var kind: WantedChange?

  @Option(name: [.long, .customShort("n")], help: ArgumentHelp("At most this many, the newest.", valueName: "n"))
  var limit: Int?

  var listForm: ListOptions? { list }

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit must be 0 or more.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    if kind == .price { return try priceChanges(in: session) }
    let changes = try Catalog(path: session.database)
      .changes(since: since?.date(before: session.now), market: market, kind: kind?.item, limit: limit)
    let listing = Listing(rows: changes, columns: .change)
    return CommandResult(
      text: try listing.rendered(
        list, console: session.console, whole: ChangesResponse(changes)
      ) { ChangeTable.grouped(changes, console: session.console) },
      notes: [changes.isEmpty ? "No changes." : "\(Formatting.count(changes.count, "change"))."])
  }

  private func priceChanges(in session: CommandContext) throws -> CommandResult {
    let changes = try Catalog(path: session.database)
      .priceChanges(since: since?.date(before: session.now), market: market, limit: limit)
    return CommandResult(
      text: try Listing(rows: changes, columns: .priceChange).rendered(
        list, console: session.console, whole: PriceChangesResponse(changes)
      ) { PriceTable.text(changes, console: session.console) },
      notes: [changes.isEmpty ? "No changes." : "\(Formatting.count(changes.count, "change"))."])
  }
}
