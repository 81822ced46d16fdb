import ArgumentParser
import CatalogJSON

/// The command `partner-catalog`.
@main
struct PartnerCatalog: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "partner-catalog",
    abstract: "What can this customer buy, and what is its CatalogItemId?",
    discussion: """
      Keeps a complete, searchable copy of Microsoft Partner Center's product catalog in one SQLite file, and answers \
      from it without a request to the service.

      First steps, without an account:
        partner-catalog sync --demo
        partner-catalog customers sync --demo
        partner-catalog search "sql server 2 core"
        partner-catalog can-buy contoso

      Exit codes: 0 found or complete, 1 nothing matched, 2 error, 3 the sync ended before everything was read, \
      4 sign-in refused or not permitted, 5 the answer is older than requested, 6 another sync is running, \
      7 a purchase became orders in part, 8 it is not known whether a purchase was made, 64 wrong usage.
      """,
    version: version,
    subcommands: [
      SyncCommand.self, SearchCommand.self, CanBuyCommand.self, ResolveCommand.self, WhyNotCommand.self,
      InventoryCommand.self, RegistrationCommand.self, OrderCommand.self, EntitlementsCommand.self, ShowCommand.self,
      ChangesCommand.self, PricesCommand.self, WhatIsCommand.self, CrosswalkCommand.self, ExportCommand.self,
      MarketsCommand.self, CustomersCommand.self, StatusCommand.self,
      MaintainCommand.self, DoctorCommand.self,
      EmulatorCommand.self,
    ])

  static func main() async {
    StandardStream.ignoreClosedPipes()
    do {
      var command = try parse()
      if let command = command as? any CatalogCommand {
        try await command.conclude()
      } else if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        // Help, version and completions.
        try command.run()
      }
    } catch {
      exit(withError: error)
    }
  }

  /// Parses the command line of a subcommand alone: half of a look-up's start would go into the options of the others.
  ///
  /// - Returns: `nil` where the subcommand alone cannot decide; the whole command then parses the line.
  private static func parseSubcommand() -> (any ParsableCommand)? {
    let arguments = CommandLine.arguments.dropFirst()
    guard let name = arguments.first,
      let subcommand = configuration.subcommands.first(where: { $0.configuration.commandName == name }),
      subcommand.configuration.subcommands.isEmpty,
      let command = try? subcommand.parseAsRoot(Array(arguments.dropFirst())), type(of: command) == subcommand
    else { return nil }
    return command
  }

  /// Parses the command line. With `--json` its errors go to standard output, too.
  private static func parse() throws -> any ParsableCommand {
    do {
      return try parseSubcommand() ?? parseAsRoot()
    } catch  where exitCode(for: error) == .validationFailure && CommandLine.arguments.contains("--json") {
      try? StandardStream.output.write(JSONText.pretty(CommandError.usage(message(for: error))))
      throw error
    }
  }
}
