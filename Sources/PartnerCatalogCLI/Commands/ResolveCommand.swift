import ArgumentParser
import CatalogJSON
import CatalogQuery

struct ResolveCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "The one catalog item that a customer would order, or the missing choice.",
    discussion: HelpText.wrapped(
      """
      Never guesses: if several items match, it names the missing choice and lists the alternatives. ITEM is words of \
      a title, or an ID in any form. An item with that title that cannot be ordered is refused, never replaced by a \
      similar one.

      Examples:
        partner-catalog resolve contoso "Microsoft 365 E3"
        partner-catalog resolve contoso CFQ7TTC0LFLX:0001 --term P1Y --billing monthly --quantity 25 --cart-line
        partner-catalog resolve contoso "reserved vm d2s v3 westus2" --term P3Y --scope AzurePlan

      --cart-line prints the line for a Partner Center cart; null members must be filled in. Nothing is ordered.

      Exit codes: 0 exactly one, 1 a choice is missing, nothing can be ordered, or no such customer, 2 error, \
      5 the answer is older than --max-age, or could not be verified; it is printed anyway.
      """)
  ).parsedByItself

  @OptionGroup var global: GlobalOptions
  @Argument(help: "An ID, a domain or a distinctive part of the name.", completion: CompletionWords.customers)
  var customer: String
  @Argument(help: "Words of a title, or PRODUCT, PRODUCT:SKU, PRODUCT:SKU:AVAILABILITY.") var item: [String]
  @Option(
    help: ArgumentHelp("The term: P1Y, 1y, \"1 year\".", valueName: "duration"), completion: CompletionWords.terms,
    transform: FilterWord.term)
  var term: String?
  @Option(
    help: ArgumentHelp("The billing cycle: monthly, annual, triennial, one_time.", valueName: "cycle"),
    transform: FilterWord.said)
  var billing: String?
  @Option(
    help: ArgumentHelp("The segment: commercial, education, government, nonprofit.", valueName: "segment"),
    transform: FilterWord.said)
  var segment: String?
  @Option(
    help: ArgumentHelp("The reservation scope: AzurePlan or legacy.", valueName: "scope"),
    completion: CompletionWords.scopes) var scope: String?
  @Option(
    help: ArgumentHelp("The currency, such as EUR.", valueName: "code"), completion: CompletionWords.currencies,
    transform: FilterWord.said)
  var currency: String?
  @Option(help: ArgumentHelp("The quantity to order.", valueName: "n")) var quantity: Int?
  @Flag(help: "Print the line for a cart, as JSON.") var cartLine = false
  @Flag(help: "List the matches that cannot be ordered as well, with the reasons.") var explain = false
  @OptionGroup var prices: PriceArguments
  @OptionGroup var proof: ProofOptions

  func validate() throws {
    guard item.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { throw ValidationError("Name an item.") }
    if let quantity, quantity < 1 { throw ValidationError("--quantity must be at least 1.") }
    if let scope, !["azureplan", "legacy"].contains(scope.lowercased()) {
      throw ValidationError("--scope must be AzurePlan or legacy.")
    }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let catalog = try Catalog(path: session.database)
    let result = try await proof.freshness.ask(session.liveServiceIfThere(catalog)) {
      try catalog.resolve(item.joined(separator: " "), for: customer, options(catalog, session))
    }
    let resolution = result.answer
    if resolution.outcome == .blocked { try wantedValues.refuseUnknown(in: catalog) }
    let text: String =
      if cartLine, let line = resolution.cartLine {
        try JSONText.pretty(line)
      } else if session.console.isJSON {
        try JSONText.pretty(Verified(answer: resolution, verification: result.verification))
      } else {
        ResolutionText.text(
          resolution, isExplained: explain, amounts: prices.price, options: typedOptions, console: session.console)
      }
    // A program reads the line from standard output: without one, nothing is there.
    let isRefused = cartLine && resolution.cartLine == nil && !session.console.isJSON
    return CommandResult(
      text: isRefused ? "" : text,
      status: resolution.outcome != .resolved ? .nothingMatched : result.isFresh ? .success : .stale,
      notes: (cartLine ? ResolutionText.cartNotes(resolution) : CommandHint.order(resolution))
        + CommandHint.choice(resolution, item: item.joined(separator: " "), options: typedOptions)
        + VerificationText.notes(result.verification),
      remarks: isRefused ? [String(text.dropLast(text.hasSuffix("\n") ? 1 : 0))] : [],
      warnings: result.warnings)
  }

  /// The values of open sets that the options ask for.
  private var wantedValues: WantedValues {
    func value(_ option: String?) -> [String] { option.map { [$0] } ?? [] }
    return WantedValues(segments: value(segment), billingCycles: value(billing), currencies: value(currency))
  }

  /// The options as they were typed, for the next command.
  private var typedOptions: [(name: String, value: String)] {
    [
      ("--term", term), ("--billing", billing), ("--segment", segment), ("--scope", scope), ("--currency", currency),
      ("--quantity", quantity.map(String.init)),
    ].compactMap { name, value in value.map { (name, $0) } }
  }

  private func options(_ catalog: Catalog, _ session: CommandContext) -> ResolveOptions {
    var options = ResolveOptions(
      term: term, billingCycle: billing, segment: segment.map { Segment($0) }, reservationScope: scope,
      currency: currency, quantity: quantity, isForCart: cartLine, inventoryMaximumAge: proof.inventorySeconds)
    options.prices = prices.options(session.settings, maximumAge: proof.maxAge?.seconds)
    options.holdings = session.holdings(of: customer, in: catalog)
    return options
  }
}
