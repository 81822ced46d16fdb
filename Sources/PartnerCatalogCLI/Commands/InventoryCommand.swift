import ArgumentParser
import CatalogJSON
import CatalogQuery
import CatalogVerification

struct InventoryCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory", abstract: "Run the inventory check for a customer's subscription and keep its result.",
    discussion: HelpText.wrapped(
      """
      Checks the inventory of SKUs at the service, with exactly the values that each SKU's inventory variables name; the \
      region is the SKU's own. SKUs with equal values share a request. A SKU missing in the response is unknown, not \
      available. can-buy uses the results until they are older than --inventory-max-age.

      The view inventory_prerequisites lists the SKUs that need the check, with their variables.

      Examples:
        partner-catalog inventory contoso DZH318Z0BQ3V:0001 --subscription 1C461A25-F729-4FA5-AADB-280947DD05E8
        partner-catalog inventory contoso DZH318Z0BQ3V DZH318Z0BQ3Q --region westus2 --subscription 1C461A25-…

      Exit codes: 0 checked, whatever the result, 1 no such customer, several, or an item that its market does not offer, \
      2 error, 4 sign-in refused or not permitted, 6 another sync is running.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Argument(help: "An ID, a domain or a distinctive part of the name.", completion: CompletionWords.customers)
  var customer: String
  @Argument(
    help:
      "PRODUCT, PRODUCT:SKU, PRODUCT:SKU:AVAILABILITY, the end of an ID, or a title in quotes; several may be given.")
  var items: [String]
  @Option(help: ArgumentHelp("The Azure subscription.", valueName: "id")) var subscription: String
  @Option(
    help: ArgumentHelp("Only SKUs of this region; SKUs without a region are checked in it.", valueName: "name"))
  var region: String?

  var listForm: ListOptions? { list }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let catalog = try Catalog(path: session.database)
    let questions = try items.map {
      try catalog.inventoryTargets(of: catalog.reference(naming: [$0]).description, for: customer)
    }
    guard let customer = questions.first?.customer else { throw CommandError.usage("Name an item.") }
    var seen: Set<SKUReference> = []
    let targets = questions.flatMap(\.targets).filter { seen.insert($0.sku).inserted }
    guard !targets.isEmpty else {
      throw CommandError(
        .nothingMatched, code: .itemNotFound,
        message:
          "\(items.joined(separator: ", ")) is not offered in the market of \(customer.name). Nothing was requested; `partner-catalog why-not` shows the reason."
      )
    }
    let results = try await session.liveService().withStore { store, client in
      try await InventoryChecker(store: store, client: client)
        .check(targets, for: customer.id, subscription: subscription, region: region)
    }
    let listing = Listing(rows: results, columns: InventoryTable.columns)
    return CommandResult(
      text: try listing.rendered(
        list, console: session.console,
        whole: InventoryResponse(customer: customer, subscriptionId: subscription, results: results)
      ) { InventoryTable.text(results, console: session.console) },
      notes: InventoryTable.notes(results))
  }
}
