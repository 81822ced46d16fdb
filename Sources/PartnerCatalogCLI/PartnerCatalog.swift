import ArgumentParser
import CatalogJSON

/// The command `partner-catalog`.
@main
struct PartnerCatalog: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "partner-catalog",
    abstract: "What can this customer buy, and what is its CatalogItemId?",
    discussion: HelpText.wrapped(
      """
      Keeps a complete, searchable copy of Microsoft Partner Center's product catalog in one SQLite file, and answers \
      from it without a request to the service.

      First steps, without an account:
        partner-catalog sync --demo
        partner-catalog customers sync --demo
        partner-catalog search "sql server 2 core"
        partner-catalog can-buy contoso

      More help: `partner-catalog help COMMAND`, `partner-catalog help environment`, `… help config`, `… help exit-codes`.
      """),
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Look up",
        subcommands: [
          CanBuyCommand.self, SearchCommand.self, ResolveCommand.self, WhyNotCommand.self, ShowCommand.self,
          CompareCommand.self, ChangesCommand.self, PricesCommand.self, WhatIsCommand.self,
        ]),
      CommandGroup(
        name: "Keep the catalog", subcommands: [SyncCommand.self, CustomersCommand.self, StatusCommand.self]),
      CommandGroup(
        name: "Prepare and buy",
        subcommands: [
          InventoryCommand.self, RegistrationCommand.self, OrderCommand.self, EntitlementsCommand.self,
        ]),
      CommandGroup(
        name: "Invoices", subcommands: [BalanceCommand.self, InvoicesCommand.self, ReconcileCommand.self]),
      CommandGroup(
        name: "Operate",
        subcommands: [
          ExportCommand.self, MarketsCommand.self, MaintainCommand.self, DoctorCommand.self, ServeCommand.self,
          McpCommand.self, ReplicaCommand.self, PublishCommand.self, EmulatorCommand.self, CrosswalkCommand.self,
          CompletionCommand.self, VersionCommand.self,
        ]),
    ])

  static func main() async {
    StandardStream.ignoreClosedPipes()
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.count == 2, arguments[0] == "help", let topic = HelpTopic(rawValue: arguments[1]) {
      try? StandardStream.output.write(HelpText.wrapped(topic.text) + "\n")
      return
    }
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
      end(with: error)
    }
  }

  /// Ends the process with help or version on standard output, or with a message about wrong usage on standard error.
  private static func end(with error: any Error) -> Never {
    // A command that has said what was wrong ends with a bare code.
    guard !(error is ExitCode), exitCode(for: error) == .validationFailure else { exit(withError: error) }
    var text = fullMessage(for: error)
    if text.hasPrefix("Error: ") { text = "error: " + text.dropFirst("Error: ".count) }
    try? StandardStream.error.write(text + "\n")
    exit(withError: ExitCode.validationFailure)
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
      return try parseLine()
    } catch {
      if exitCode(for: error) == .validationFailure, CommandLine.arguments.contains("--json") {
        try? StandardStream.output.write(JSONText.pretty(CommandError.usage(message(for: error))))
      }
      throw error
    }
  }

  private static func parseLine() throws -> any ParsableCommand {
    // First: a look-up does not pay for the other commands.
    if let command = parseSubcommand() { return command }
    let commands = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    if let message = UnknownCommand.message(Array(CommandLine.arguments.dropFirst()), commands: commands) {
      throw ValidationError(message)
    }
    return try parseAsRoot()
  }
}
