import ArgumentParser
import CatalogQuery
import CatalogService
import ModelContext

struct McpCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp", abstract: "Answer AI assistants over the Model Context Protocol, on standard input and output.",
    discussion: HelpText.wrapped(
      """
      A host such as Claude Desktop, VS Code or Cursor starts it, with this in its configuration:
        {"mcpServers": {"partner-catalog": {"command": "partner-catalog", "args": ["mcp"]}}}

      Nine tools, which only read the catalog file: search, can_buy, resolve, why_not, show, changes, check_ids, what_is, \
      status. Each answer says how old it is. Nothing is ordered, no credential is read, and no request is sent to the \
      service. Revisions of the protocol: 2026-07-28, and 2024-11-05 to 2025-11-25.

      Customers are personal data, and what a tool answers goes to the host's model: with --no-customers the tools that \
      need a customer refuse. Without a catalog the tools say so; `partner-catalog sync` makes one while this runs.

      Standard output has only messages of the protocol, one a line. Ends with its input, or on SIGTERM.

      Examples:
        partner-catalog mcp
        partner-catalog mcp --no-customers --db /srv/catalog.sqlite

      Exit codes: 0 the input ended, 2 error.
      """)
  ).parsedByItself

  @OptionGroup var global: GlobalOptions
  @Flag(help: "Refuse questions about customers.") var noCustomers = false

  func answer(in session: CommandContext) async throws -> CommandResult {
    let database = session.database
    let server = ModelContextServer(version: PartnerCatalog.version) {
      CatalogReads(try CatalogPool(path: database))
    }
    let output = LineOutput(try StandardStream.reservingOutput())
    let connection = ModelContextSession(
      server, access: ServiceAccess(scopes: noCustomers ? [.catalog] : [.catalog, .customers]), send: output.write)
    do {
      try await cancelledByInterruption { await connection.run(InputLines(.input)) }
    } catch is CancellationError {}
    return CommandResult(text: "")
  }
}
