import ArgumentParser
import CatalogJSON
import Foundation
import JournalStore
import Purchasing

struct OrderFollowCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow", abstract: "Wait until the orders of a purchase are provisioned.",
    discussion: HelpText.wrapped(
      """
      Looks at the orders, at first every 2 seconds, later every 30. Provisioning takes from seconds to days.

      Example:
        partner-catalog order follow 5f2c --max-wait 15m

      Exit codes: 0 provisioned, 1 no such purchase, or an order failed, 2 error, 3 not finished, 6 the journal is in use, \
      7 ordered in part, 8 outcome unknown.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var journal: JournalOptions
  @Argument(help: "The id of a purchase, or its beginning.") var purchase: String
  @Option(
    help: ArgumentHelp("The longest wait: 90s, 15m, 24h.", valueName: "duration"), completion: CompletionWords.terms)
  var maxWait = DurationArgument(seconds: 600)

  var flags: Settings.Flags { journal.flags }

  func answer(in session: CommandContext) async throws -> CommandResult {
    guard try session.journalIfThere() != nil else { throw JournalError.missing(path: try session.journalPath()) }
    let (id, wait) = (purchase, maxWait.duration)
    let purchase = try await PurchaseContext(session, servesDemo: true).withPurchaser { purchaser, _ in
      try await purchaser.follow(id, atMost: wait)
    }
    return try PurchaseText.result(purchase, session: session)
  }
}
