import ArgumentParser
import CatalogJSON
import CatalogQuery

struct ServeCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the catalog to many users: pages, an HTTP API and MCP, for reading only.",
    discussion: HelpText.wrapped(
      """
      Listens on 127.0.0.1:8787, or on a Unix socket alone that its owner may use. Other machines are served only with \
      --token-file: one token a line, as a label, scopes and the SHA-256 of the token. A request must name the service by a \
      known host: localhost, 127.0.0.1, [::1] and those of --host. It holds no credentials and changes nothing. A catalog that is \
      replaced meanwhile is followed. Metrics for Prometheus are at /metrics. Reports its state to systemd and takes its \
      sockets; SIGTERM and SIGINT end it after the requests in progress, at most 10 s; SIGHUP reads the tokens again. \
      With --verbose it logs the route, status and time of each request.

      Examples:
        partner-catalog serve
        partner-catalog serve --socket /run/partner-catalog/http.sock --host catalog.example.com
        partner-catalog serve --new-token sales-desk --scope catalog,customers
        partner-catalog serve --listen 0.0.0.0:8787 --token-file /etc/partner-catalog/tokens --host catalog.example.com

      Exit codes: 0 ended by a signal; 2 error, such as a missing catalog or an address in use; 64 wrong usage, such as an \
      address of other machines without --token-file.
      """))

  @OptionGroup var global: GlobalOptions
  @Option(
    help: ArgumentHelp(
      "The address and port to listen at; port 0 is any free one (default: 127.0.0.1:8787, or none with --socket).",
      valueName: "address"))
  var listen: String?
  @Option(
    help: ArgumentHelp("Listen on a Unix socket at this path, with mode 600.", valueName: "path"), completion: .file())
  var socket: String?
  @Option(
    help: ArgumentHelp(
      "Answer requests that name this host, with any port. Repeat for more.", valueName: "name"))
  var host: [String] = []
  @Option(
    help: ArgumentHelp("The file of tokens, with mode 600: who may read what.", valueName: "path"), completion: .file())
  var tokenFile: String?
  @Flag(help: "Leave out customers and what they may buy.") var noCustomers = false
  @Flag(help: "Leave out the pages.") var noPage = false
  @Flag(name: .customLong("no-mcp"), help: "Leave out the Model Context Protocol.") var noMCP = false
  @Option(help: ArgumentHelp("Report at /readyz that the catalog is too old: 24h, 7d.", valueName: "age"))
  var maxAge: DurationArgument?
  @Option(
    help: ArgumentHelp(
      "Make a token for somebody, print it with its line for the file, and serve nothing.", valueName: "label"))
  var newToken: String?
  @Option(
    help: ArgumentHelp("With --new-token: catalog, customers or both (default: catalog).", valueName: "scope"),
    completion: .list(["catalog", "customers"]))
  var scope: [String] = []

  var flags: Settings.Flags {
    Settings.Flags(listen: listen, socket: socket, hosts: host, tokenFile: tokenFile)
  }

  func validate() throws {
    for (option, value) in [("--listen", listen), ("--socket", socket), ("--token-file", tokenFile)] where value == "" {
      throw ValidationError("\(option) needs a value; it is empty.")
    }
    if newToken == nil, !scope.isEmpty { throw ValidationError("--scope is given with --new-token alone.") }
    if let maxAge, maxAge.seconds < 1 { throw ValidationError("--max-age must be longer than zero.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    if let newToken {
      return CommandResult(text: try NewToken(label: newToken, scopes: scope).text(session.console))
    }
    #if !Server
      throw CommandError.configuration(
        "This program was built without its HTTP server. Build it with its default traits (tools/install PREFIX).")
    #else
      let plan = try ServePlan(
        session.settings, inherited: SystemdSockets(environment: session.environment).sockets, noCustomers: noCustomers)
      let pool = try CatalogPool(path: session.database)
      try await ServeRun(
        plan: plan, pool: pool, families: FamilyChoice(pages: !noPage, models: !noMCP, maxAge: maxAge?.seconds),
        session: session
      ).run()
      return CommandResult(text: "", notes: ["Stopped."])
    #endif
  }
}
