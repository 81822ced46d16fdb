import ArgumentParser
import CatalogJSON
import CatalogQuery
import Foundation
import JournalStore
import Purchasing

struct OrderShowCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a purchase with its orders, errors and evidence.",
    discussion: HelpText.wrapped(
      """
      Shows what the journal holds. Of orders that are done it reads the provisioning of their lines, and what the \
      customer holds from them with the reservations behind it, and keeps both in the journal; where Partner Center \
      cannot be asked, they are shown as they were last read. Both need a sign-in as application and user. Titles are \
      those of the day of the order.

      --activation-links prints the links by which the customer activates third-party software: whoever has one can use \
      it. They are never kept.

      Examples:
        partner-catalog order show 5f2c
        partner-catalog order show b4c51f6b80a3

      Exit codes: as those of `order submit` for the state of the purchase; 1 no such purchase.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var journal: JournalOptions
  @Argument(help: "The id of an order, or of a purchase, or its beginning.") var id: String
  @Flag(help: "Print the links by which the customer activates third-party software.") var activationLinks = false

  var flags: Settings.Flags { journal.flags }

  func answer(in session: CommandContext) async throws -> CommandResult {
    guard let journal = try session.journalIfThere() else {
      throw JournalError.missing(path: try session.journalPath())
    }
    let all = try journal.purchases()
    let purchase =
      try all.first { $0.orders.contains { $0.order.isNamed(id) } } ?? journal.purchase(id)
    var result = try PurchaseText.result(purchase, session: session)
    let details = try await PurchaseDetails(
      of: purchase, journal: journal, readsLinks: activationLinks, session)
    let titles = OrderTitles(session)
    let lines = PurchaseDetailsText.lines(of: purchase, details, titles: titles)
    let held = PurchaseDetailsText.entitlements(of: purchase, details, titles: titles)
    if session.console.isJSON {
      result.text = try JSONText.pretty(
        PurchaseDetailsText.Whole(
          report: PurchaseReport(purchase, titles: titles.titles(of: purchase)), lines: lines, details: details,
          entitlements: held))
    } else {
      result.text += PurchaseDetailsText.text(lines, held, details, console: session.console)
      if !activationLinks, lines.contains(where: { $0.line.hasActivationLinks == true }) {
        result.notes.append("The customer must activate a line: --activation-links prints the links.")
      }
    }
    result.warnings += details.warnings
    return result
  }
}
