import ArgumentParser
import CatalogQuery

struct CanBuyCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "can-buy", abstract: "What can this customer buy, and what is its CatalogItemId?",
    discussion: """
      Each item comes with a verdict: it can be bought, it can be bought after the steps named, or (with --all, or where \
      an id is asked for) it cannot, and why.

      Examples:
        partner-catalog can-buy contoso.onmicrosoft.com "sql server"
        partner-catalog can-buy contoso "microsoft 365" --term P1Y --max-age 24h
        partner-catalog can-buy contoso --all --json

      Exit codes: 0 found, 1 no such customer, several, or nothing to buy, 2 error, \
      5 the answer is older than --max-age, or could not be verified; it is printed all the same.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var page: PageOptions
  @Argument(help: "An id, a domain, or enough of a name.") var customer: String
  @Argument(help: "What to look for; everything without it.") var text = ""
  @Flag(help: "Also what is blocked, with the reasons.") var all = false
  @Option(
    help: ArgumentHelp(
      "Only offers for this segment: commercial, education, government, nonprofit.", valueName: "segment")) var segment:
    String?
  @Option(help: ArgumentHelp("Only items with a term of this length, such as P1Y.", valueName: "duration"))
  var term: String?
  @Option(help: ArgumentHelp("Only items in this currency, such as EUR.", valueName: "code")) var currency: String?
  @Flag(help: "Read the products of the items shown anew at the service first, and keep what is found.") var verify =
    false
  @Option(
    help: ArgumentHelp(
      "How old the answer may be: 90s, 15m, 24h, 7d. Older items are read anew at the service.", valueName: "age"))
  var maxAge: DurationArgument?

  var listForm: ListOptions? { list }

  func answer(in session: Session) async throws -> Answer {
    let catalog = try Catalog(path: session.database)
    let freshness = Freshness(maxAge: maxAge, mustVerify: verify)
    let result = try await freshness.ask(liveCheck: session.liveCheck()) {
      try catalog.purchasableItems(for: customer, matching: text, options)
    }
    let answer = result.answer
    let listing = Listing(
      rows: answer.items, csvHeader: PurchaseTable.csvHeader, csvFields: PurchaseTable.csvFields)
    return Answer(
      text: try listing.rendered(list, console: session.console, whole: answer) {
        PurchaseTable.text(answer, console: session.console)
      },
      status: answer.total == 0 ? .nothingMatched : result.isFresh ? .success : .stale,
      notes: PurchaseTable.notes(answer, page: page), warnings: result.warnings)
  }

  private var options: PurchaseOptions {
    PurchaseOptions(
      includesBlocked: all, segment: segment.map { Segment($0) }, term: term, currency: currency, limit: page.limit,
      offset: page.offset)
  }
}
