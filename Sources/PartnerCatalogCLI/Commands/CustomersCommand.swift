import ArgumentParser
import CatalogJSON
import CatalogQuery

struct CustomersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customers", abstract: "List the stored customers; `customers sync` updates them.",
    subcommands: [CustomersListCommand.self, CustomersSyncCommand.self], defaultSubcommand: CustomersListCommand.self)
}

struct CustomersListCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the stored customers.",
    discussion: HelpText.wrapped(
      """
      Examples:
        partner-catalog customers
        partner-catalog customers contoso.onmicrosoft.com --json

      Exit codes: 0 found, 1 nothing matched, 2 error.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Argument(help: "An id, a domain, or a part of a name; everyone without it.") var text = ""

  var listForm: ListOptions? { list }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let page = try Catalog(path: session.database).customers(matching: text, page: Page(limit: .max))
    let customers = page.customers
    let response = CustomersResponse(page)
    let listing = Listing(rows: response.customers, columns: .customer)
    return CommandResult(
      text: try listing.rendered(
        list, console: session.console, whole: response
      ) { CustomerTable.text(customers, console: session.console) },
      status: customers.isEmpty ? .nothingMatched : .success,
      notes: [customers.isEmpty ? emptyNote : "\(Formatting.count(customers.count, "customer"))."])
  }

  private var emptyNote: String {
    text.isEmpty
      ? "The catalog holds no customers yet: run `partner-catalog customers sync`."
      : "No customer matches \u{201C}\(TerminalText.safe(text))\u{201D}."
  }
}
