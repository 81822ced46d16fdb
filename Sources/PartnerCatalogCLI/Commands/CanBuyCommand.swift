import ArgumentParser
import CatalogJSON
import CatalogQuery
import CatalogVerification

struct CanBuyCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "can-buy", abstract: "What can this customer buy, and what is its CatalogItemId?",
    discussion: HelpText.wrapped(
      """
      Each item has a verdict: purchasable, purchasable after the steps named, or (with --all, or for an ID) blocked, with \
      the reasons. Unknown facts are steps that say how to find out.

      TEXT and the filters are those of search: filters may be repeated (any of the values matches); the prefix not: \
      excludes a value. Items are of the customer's market alone, and segments that are closed to the customer stay closed. \
      --partial lists the closest matches where no item has every word, each with the words that it lacks; the exit code \
      is 1 all the same. --json counts the items by type, segment and so on (facets).

      Examples:
        partner-catalog can-buy contoso.onmicrosoft.com "sql server"
        partner-catalog can-buy contoso "microsoft 365" --term P1Y --max-age 24h
        partner-catalog can-buy contoso "d2s v5" --scope AzurePlan --billing not:monthly
        partner-catalog can-buy contoso "" --publisher fabrikam --type saas --json
        partner-catalog can-buy contoso --all --ndjson

      --verify reads the items shown in the customer's own catalog, one request each, and reports each as same, reissued, \
      changed or gone; the product of every other than the same is read again. If the service refuses that catalog, \
      --verify quotes the refusal, compares with the market's catalog instead, and ends with 5.

      Exit codes: 0 found, 1 no such customer, several, or nothing to buy, 2 error, \
      5 the answer is older than --max-age, or could not be verified; it is printed anyway.
      """)
  ).parsedByItself

  /// The default number of rows.
  static let usualLimit = 20

  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Option(
    help: ArgumentHelp("Maximum number of rows (default: \(usualLimit); with --ndjson all).", valueName: "n"))
  var limit: Int?
  @Option(help: ArgumentHelp("Number of rows to skip.", valueName: "n")) var offset = 0
  @Argument(help: "An ID, a domain or a distinctive part of the name.", completion: CompletionWords.customers)
  var customer: String
  @Argument(help: ArgumentHelp("The words to search for; all items without them.", valueName: "text"))
  var words: [String] = []
  @Flag(help: "Include blocked items, with the reasons.") var all = false
  @Flag(help: "List the closest matches where no item has every word.") var partial = false
  @Option(help: .after) var after: String?
  @OptionGroup var filters: SearchFilters
  @OptionGroup var prices: PriceFilters
  @OptionGroup var proof: ProofOptions

  var listForm: ListOptions? { list }

  private var text: String { words.joined(separator: " ") }

  func validate() throws {
    guard limit ?? 0 >= 0, offset >= 0 else { throw ValidationError("--limit and --offset must not be negative.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let catalog = try Catalog(path: session.database)
    if list.ndjson, !proof.isAsked { return try stream(catalog, session) }
    let options = options(limit ?? Self.usualLimit, catalog, session)
    let result = try await proof.freshness.ask(session.liveServiceIfThere(catalog)) {
      try catalog.purchasableItems(for: customer, matching: text, options)
    }
    let answer = result.answer
    let listing = Listing(
      rows: VerifiedItem.rows(answer.items, result.verification), columns: VerifiedItem.columns)
    let isMatched = answer.total > 0 && !answer.isPartial
    return CommandResult(
      text: try listing.rendered(
        list, console: session.console, whole: Verified(answer: answer, verification: result.verification)
      ) { PurchaseTable.text(answer, amounts: prices.amounts.price, console: session.console) },
      status: !isMatched ? .nothingMatched : result.isFresh ? .success : .stale,
      notes: (answer.total == 0 && !isReadByPrograms
        ? try advice(answer, catalog, options) : PurchaseTable.notes(answer, offset: offset))
        + VerificationText.notes(result.verification) + CommandHint.resolve(answer),
      remarks: list.csv && answer.isPartial ? [PurchaseTable.partial(answer)] : [],
      warnings: PurchaseTable.warnings(answer) + result.warnings)
  }

  /// Prints item by item, so that memory holds only one.
  private func stream(_ catalog: Catalog, _ session: CommandContext) throws -> CommandResult {
    let answer = try catalog.forEachPurchasableItem(
      for: customer, matching: text, options(limit ?? .max, catalog, session)
    ) { item in
      try session.console.write(JSONText.line(item))
    }
    return CommandResult(
      text: "", status: answer.total == 0 || answer.isPartial ? .nothingMatched : .success,
      warnings: PurchaseTable.warnings(answer))
  }

  private func options(_ limit: Int, _ catalog: Catalog, _ session: CommandContext) -> PurchaseOptions {
    var options = PurchaseOptions(
      filter: filters.itemFilter, includesBlocked: all, inventoryMaximumAge: proof.inventorySeconds,
      page: Page(limit: limit, offset: offset, after: after))
    options.includesPartialMatches = partial
    options.countsFacets = global.json
    options.prices = prices.options(session.settings, maximumAge: proof.maxAge?.seconds)
    options.holdings = session.holdings(of: customer, in: catalog)
    return options
  }

  /// The ways out of an empty answer: items that match in part, blocked ones, values that the catalog does not hold.
  private func advice(
    _ answer: PurchaseAnswer, _ catalog: Catalog, _ asked: PurchaseOptions
  ) throws -> [String] {
    var wider = asked
    wider.page.limit = 0
    wider.page.after = nil
    wider.countsFacets = false
    var notes: [String] = []
    if !partial {
      wider.includesPartialMatches = true
      notes += PurchaseTable.partialAdvice(try catalog.purchasableItems(for: answer.customer, matching: text, wider))
    }
    if !all {
      wider.includesPartialMatches = false
      wider.includesBlocked = true
      notes += PurchaseTable.blockedAdvice(try catalog.purchasableItems(for: answer.customer, matching: text, wider))
    }
    if notes.isEmpty { notes = PurchaseTable.notes(answer, offset: offset) }
    return notes + (try filters.wantedValues.unknownValues(in: catalog))
  }
}

/// The options of verification.
struct ProofOptions: ParsableArguments {
  @Flag(help: "Verify the items shown at the service first, and store the result.") var verify = false
  @Option(
    help: ArgumentHelp(
      "Maximum age: 90s, 15m, 24h, 7d. Older items are verified at the service.", valueName: "age"))
  var maxAge: DurationArgument?
  @Option(
    help: ArgumentHelp("Maximum age of an inventory check (default: 24h).", valueName: "age"))
  var inventoryMaxAge: DurationArgument?

  var isAsked: Bool { verify || maxAge != nil }
  var freshness: VerificationPolicy { VerificationPolicy(maxAge: maxAge, mustVerify: verify) }
  var inventorySeconds: Int { inventoryMaxAge?.seconds ?? PurchaseOptions.usualInventoryAge }
}
