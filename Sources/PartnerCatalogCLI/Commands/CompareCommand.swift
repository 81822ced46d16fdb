import ArgumentParser
import CatalogJSON
import CatalogModel
import CatalogQuery

struct CompareCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "In what do two items differ?",
    discussion: HelpText.wrapped(
      """
      Two columns with the properties that differ. Of a SKU the first item in the market counts: one that can be bought, for \
      commercial customers, with the shortest term. Each ITEM is one argument: an ID in any form, or a title in quotes.

      Examples:
        partner-catalog compare "Microsoft 365 E3" "Microsoft 365 E5" --market US
        partner-catalog compare CFQ7TTC0LFLX:0001 CFQ7TTC12LQ4:0001 --customer contoso

      Exit codes: 0 compared, 1 an item or the customer is not found, 2 error.
      """)
  ).parsedByItself

  @OptionGroup var global: GlobalOptions
  @Argument(help: "An ID or a title.") var left: String
  @Argument(help: "An ID or a title.") var right: String
  @Option(
    help: ArgumentHelp("The market (default: the customer's, else the first that has both).", valueName: "market"),
    completion: CompletionWords.markets, transform: KnownMarket.parse)
  var market: Market?
  @Option(
    help: ArgumentHelp(
      "Compare what this customer can buy: an ID, a domain or a part of the name.", valueName: "customer"),
    completion: CompletionWords.customers)
  var customer: String?

  func answer(in session: CommandContext) async throws -> CommandResult {
    let catalog = try Catalog(path: session.database)
    let comparison = try compare(in: catalog)
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(comparison) : ComparisonTable.text(comparison, console: session.console))
  }

  private func compare(in catalog: Catalog) throws -> ItemComparison {
    let references = try [left, right].map { try catalog.reference(naming: [$0], market: market) }
    if let customer {
      let items = try references.map { reference in
        var options = PurchaseOptions(includesBlocked: true, limit: 1)
        options.page.offset = 0
        guard
          let item = try catalog.purchasableItems(for: customer, matching: "\(reference)", options).items.first
        else { throw absent(reference, nil) }
        return item
      }
      return ItemComparison(items[0].item, items[1].item, verdicts: (items[0], items[1]))
    }
    let items = try references.map { try catalog.items(of: $0, in: market) }
    for (reference, found) in zip(references, items) where found.isEmpty { throw absent(reference, market) }
    let common = market ?? items[0].map(\.market).first { code in items[1].contains { $0.market == code } }
    guard let left = first(items[0], common), let right = first(items[1], common) else {
      throw absent(references[0], common)
    }
    return ItemComparison(left, right)
  }

  private func first(_ items: [CatalogItem], _ market: Market?) -> CatalogItem? {
    market.flatMap { code in items.first { $0.market == code } } ?? items.first
  }

  private func absent(_ item: ItemReference, _ market: Market?) -> CommandError {
    CommandError(
      .nothingMatched, code: .itemNotFound,
      message:
        "The catalog has no item of \(item)\(market.map { " in \($0)" } ?? ""). `partner-catalog show \(item)` shows where it is."
    )
  }
}

/// The differences of two items, for a person.
enum ComparisonTable {
  static func text(_ comparison: ItemComparison, console: Console) -> String {
    var table = Table(columns: [
      .init(title: ""), .init(title: comparison.left.catalogItemID.rawValue, least: 12, keep: 1),
      .init(title: comparison.right.catalogItemID.rawValue, least: 12, keep: 1, wraps: true),
    ])
    table.rows = comparison.differences.map { [.init($0.field, .faint), .init($0.left), .init($0.right)] }
    return comparison.differences.isEmpty
      ? "No difference but the ids.\n" : table.rendered(width: console.width, inColour: console.outputHasColour)
  }
}
