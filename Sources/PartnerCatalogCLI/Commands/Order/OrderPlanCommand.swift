import ArgumentParser
import CatalogJSON
import CatalogQuery
import Foundation
import Purchasing

struct OrderPlanCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Check a purchase, and write it down as a plan. Buys nothing.",
    discussion: HelpText.wrapped(
      """
      Resolves each ITEM like `resolve`, makes every check against the customer's own catalog, and writes a plan file, \
      which `order submit` uses once within the hour. Where a check does not hold, no file is written.

      What could not be checked counts as failed, unless --accept names the check: idLive, termOffered, quantity, \
      relationship, segment, qualification, agreement, registration, inventory, promotion, cartWhole, total, \
      notRecentlyBought. A failed check cannot be accepted, but for notRecentlyBought: a second purchase of the same thing \
      within a day can be meant.

      --attest is a legal statement: you attest to the identity of the partner on record, and to what an item asks for \
      beside. No cart is accepted without it.

      Examples:
        partner-catalog order plan contoso CFQ7TTC0LFLX:0001@25 --term P1Y --billing monthly --attest --max-total 9000USD --out e3.plan
        partner-catalog order plan contoso --line lines.ndjson --attest --priced --out march.plan

      Where price sheets are stored, the list prices of each line are shown beside the price of the cart, for one unit and \
      the whole term. They are no part of the plan, and no bound: --max-total is compared with the cart alone.

      --line FILE holds one JSON object a line: item, quantity, term, billing, promotion, endDate, context; for a trial \
      renewsTo, the term behind it (P1Y); for a savings plan commitment, its amount for an hour (0.05USD).

      Exit codes: 0 a plan was written, 1 a check failed, a choice is missing, or no such customer, 2 error, \
      4 sign-in refused or not permitted, 5 an id was reissued, or the total is above the ceiling.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var journal: JournalOptions
  @Argument(help: "An ID, a domain or a distinctive part of the name.", completion: CompletionWords.customers)
  var customer: String
  @Argument(help: ArgumentHelp("Items, each with its quantity behind an @; 1 without.", valueName: "item@quantity"))
  var items: [String] = []
  @Option(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file()) var out: String
  @Option(
    help: ArgumentHelp("The term: P1Y, 1y, \"1 year\".", valueName: "duration"), completion: CompletionWords.terms,
    transform: FilterWord.term)
  var term: String?
  @Option(
    help: ArgumentHelp("The billing cycle: monthly, annual, triennial, one_time.", valueName: "cycle"),
    transform: FilterWord.said)
  var billing: String?
  @Option(help: ArgumentHelp("The promotion to apply.", valueName: "id"), transform: FilterWord.said)
  var promotion: String?
  @Option(
    help: ArgumentHelp("The end of the first term, as Partner Center offers it.", valueName: "date"),
    transform: WantedLine.time)
  var endDate: String?
  @Option(
    help: ArgumentHelp("A provisioning variable of a reservation or savings plan; repeatable.", valueName: "key=value"))
  var context: [String] = []
  @Option(
    help: ArgumentHelp("The partner id of the indirect reseller.", valueName: "id"), transform: FilterWord.said)
  var reseller: String?
  @Option(help: ArgumentHelp("Lines with options of their own, as JSON lines.", valueName: "file"), completion: .file())
  var line: String?
  @Flag(help: "Attest to the identity of the partner on record, and to what an item asks for.") var attest = false
  @Option(
    help: ArgumentHelp("The most that it may cost before tax: 365USD.", valueName: "amount"),
    transform: WantedLine.money)
  var maxTotal: Money?
  @OptionGroup var prices: PriceArguments
  @Option(
    help: ArgumentHelp("The currency of the list prices, such as EUR.", valueName: "code"),
    completion: CompletionWords.currencies, transform: FilterWord.said)
  var currency: String?
  @Flag(help: "Make a cart, which buys nothing, and put its prices into the plan.") var priced = false
  @Option(help: ArgumentHelp("A check that may stay unchecked; repeatable.", valueName: "check"), transform: Self.check)
  var accept: [PurchaseCheck.Code] = []
  @Option(
    help: ArgumentHelp("How long the plan is valid, up to 24h.", valueName: "duration"),
    completion: CompletionWords.terms)
  var expires = DurationArgument(seconds: OrderPlan.usualLifetime)

  var flags: Settings.Flags { journal.flags }

  private struct Whole: Encodable {
    var file: String?
    var plan: PlanReport

    enum CodingKeys: String, CodingKey { case file, plan }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(file, forKey: .file)
      try container.encode(plan, forKey: .plan)
    }
  }

  private static func check(_ text: String) throws -> PurchaseCheck.Code {
    guard let code = PurchaseCheck.Code.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() }),
      ![.attestation, .plan].contains(code)
    else { throw UnknownWord("\"\(text)\" is not a check that can be accepted", "`order plan --help` lists them.") }
    return code
  }

  func validate() throws {
    guard !items.isEmpty || line != nil else { throw ValidationError("Name an item, or a file with --line.") }
    guard items.allSatisfy({ $0.contains { !$0.isWhitespace } }) else { throw ValidationError("An item is empty.") }
    guard (1...OrderPlan.longestLifetime).contains(expires.seconds) else {
      throw ValidationError("--expires must be between 1s and 24h.")
    }
    _ = try contextPairs()
  }

  private func contextPairs() throws -> [String: String] {
    try context.reduce(into: [:]) { pairs, text in
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
        throw ValidationError("--context needs KEY=VALUE, not \(TerminalText.excerpt(text)).")
      }
      pairs[String(text[..<sign])] = String(text[text.index(after: sign)...])
    }
  }

  private func wantedLines() throws -> [WantedLine] {
    let named = try items.map { text in
      var line = try WantedLine.parse(text)
      line.term = term
      line.billing = billing
      line.promotion = promotion
      line.endDate = endDate
      line.context = try contextPairs()
      return line
    }
    let lines = named + (try line.map(WantedLine.read) ?? [])
    guard !lines.isEmpty else { throw CommandError.usage("There is no line to order. Nothing was sent.") }
    return lines
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let wanted = try wantedLines()
    let catalog = try Catalog(path: session.database)
    let draft = try PlanDraft(
      wanted, for: customer, in: catalog, isAttested: attest,
      prices: prices.options(session.settings, currency: currency), now: session.now)
    let purchases = try PurchaseContext(session, servesDemo: true)
    let plan = try await purchases.withService { service in
      try await draft.plan(
        at: service, place: purchases.place, earlier: session.journalIfThere()?.purchases() ?? [],
        PlanDraft.Choices(
          accepted: Set(accept), ceiling: maxTotal, reseller: reseller, isPriced: priced, lifetime: expires.seconds))
    }
    let isWritten = plan.openChecks.isEmpty
    if isWritten { try plan.write(to: out) }
    let whole = Whole(file: isWritten ? out : nil, plan: PlanReport(plan, prices: draft.listPrices))
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(whole)
        : PlanSummary.text(
          plan, listPrices: draft.listPrices, amounts: prices.price, console: session.console),
      status: isWritten ? .success : ExitStatus(unboughtFor: plan.openChecks.map(\.code.rawValue)),
      notes: isWritten
        ? [
          "\(out) is valid until \(Formatting.time(plan.expiresAt)). Nothing was bought. "
            + "Buy with `partner-catalog order submit \(out)`, or without a terminal with `--yes --confirm \(plan.shortDigest)`."
        ] : ["No plan was written, and nothing was bought."])
  }
}
