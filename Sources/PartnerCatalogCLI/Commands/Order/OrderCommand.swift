import ArgumentParser

struct OrderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: "Buy items by a plan, once, and follow what became of them.",
    discussion: HelpText.wrapped(
      """
      `order submit` BUYS: it moves money. Everything else reads, but for `order plan --priced`, which makes a cart, and \
      `order resume`, which may repeat the checkout of the same cart while its confirmation is fresh.

      Each step is in the journal before the request that it announces; the journal is a file of its own. After a kill or \
      a lost answer run `order resume`.

      With the catalog of a demo (`sync --demo`) the built-in emulator answers all of them, so that they can be tried: \
      nothing is bought. Its orders and its journal are files of their own beside the catalog, and its plans are valid \
      nowhere else.

      Exit codes of all of them: 0 ordered and done, or shown; 1 refused, or a check failed; 2 error, nothing was bought; \
      3 not finished; 4 sign-in refused or not permitted; 5 plan expired or used, id reissued, price moved; \
      6 the journal is in use; 7 ordered in part; 8 outcome unknown: do not buy again, run `order resume`; 64 wrong usage.
      """),
    subcommands: [
      OrderPlanCommand.self, OrderSubmitCommand.self, OrderResumeCommand.self, OrderListCommand.self,
      OrderShowCommand.self, OrderFollowCommand.self,
    ])
}

/// The options of every command with purchases.
struct JournalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The journal of purchases.",
      discussion: "Default: $PARTNER_CATALOG_JOURNAL, else $XDG_DATA_HOME/partner-catalog/orders.sqlite.",
      valueName: "path"), completion: .file())
  var journal: String?

  func validate() throws {
    guard journal != "" else { throw ValidationError("--journal needs a path; it is empty.") }
  }

  var flags: Settings.Flags { Settings.Flags(journal: journal) }
}
