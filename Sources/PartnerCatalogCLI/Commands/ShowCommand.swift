import ArgumentParser
import CatalogJSON
import CatalogQuery

struct ShowCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Everything known of a product, a SKU or an item, with its history.",
    discussion: HelpText.wrapped(
      """
      Examples:
        partner-catalog show DZH318Z0BQ3Q
        partner-catalog show DZH318Z0BQ3Q:0001 --market DE
        partner-catalog show DZH318Z0BQ3Q:0001:DZH318XZXVNF --json

      A slash does as well as a colon. Case does not matter, and leading zeros of a SKU ID may be left out. The end of an ID \
      and a title do where they mean one item.

      Exit codes: 0 found, 1 never seen, or no id, 2 error.
      """)
  ).parsedByItself

  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp("PRODUCT, PRODUCT:SKU or PRODUCT:SKU:AVAILABILITY, or a title.", valueName: "item"))
  var words: [String]
  @Option(
    help: ArgumentHelp("Only what is known of this market.", valueName: "market"), completion: CompletionWords.markets,
    transform: KnownMarket.parse)
  var market: Market?
  @Option(help: ArgumentHelp("The currency of the prices, such as EUR.", valueName: "code"), transform: FilterWord.said)
  var currency: String?
  @OptionGroup var prices: PriceArguments

  func validate() throws {
    guard words.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { throw ValidationError("Name an item.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let details = try Catalog(path: session.database)
      .details(naming: words, market: market, prices: prices.options(session.settings, currency: currency))
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(details) : DetailsText.text(details, amounts: prices.price, console: session.console),
      notes: CommandHint.customers(details))
  }
}
