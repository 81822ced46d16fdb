import ArgumentParser
import CatalogJSON
import CatalogQuery
import Foundation
import Purchasing

struct OrderSubmitCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Buy what a plan says. MOVES MONEY.",
    discussion: HelpText.wrapped(
      """
      Uses the plan up, checks everything again, makes or reads the cart, shows its lines, its total and the cancel \
      window, and checks out after confirmation: at a terminal the total must be typed as it is shown (365.00 USD); \
      elsewhere --yes and --confirm with the first 8 characters of the plan's digest are needed. Then it follows the \
      orders for up to 30 seconds.

      A plan works once, also where it failed. At exit 8 it is NOT KNOWN whether it was bought: do not buy again, run \
      `order resume`.

      Examples:
        partner-catalog order submit e3.plan
        partner-catalog order submit e3.plan --yes --confirm 1f0c9a3e --json

      Exit codes: 0 ordered and provisioned, 1 refused, or a check failed, 2 error, nothing was bought, 3 ordered, not \
      provisioned yet, 4 sign-in refused or not permitted, 5 plan expired or used, id reissued, price or total moved, \
      6 the journal is in use, 7 ordered in part, 8 outcome unknown, 64 no terminal and no --yes.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var journal: JournalOptions
  @Argument(help: "The plan file.") var file: String
  @Flag(help: "Do not ask for the total; needs --confirm.") var yes = false
  @Option(help: ArgumentHelp("The first 8 characters of the plan's digest.", valueName: "digest8"))
  var confirm: String?

  var flags: Settings.Flags { journal.flags }

  func validate() throws {
    guard yes == (confirm != nil) else { throw ValidationError("--yes and --confirm belong together.") }
  }

  /// Seconds that a submission follows its orders.
  private static let followed = 30

  func answer(in session: CommandContext) async throws -> CommandResult {
    let plan = try OrderPlan.read(file)
    let purchases = try PurchaseContext(session, servesDemo: true)
    if purchases.isRealService {
      session.console.warn(
        "This BUYS at Partner Center itself (\(purchases.place.apiURL)) for tenant \(purchases.place.tenant).")
    }
    if confirm == nil {
      guard session.console.isInputTerminal, !session.console.isJSON else {
        throw CommandError.usage(
          "Not a terminal: pass --yes --confirm \(plan.shortDigest) to buy what \(file) says. Nothing was bought.")
      }
    }
    let console = session.console
    let windows = CancelWindow.texts(of: plan.lines, in: try session.catalogIfThere())
    let confirmation: Purchaser.ConfirmationRequest =
      confirm.map { .digest($0) }
      ?? .total { purchase in
        console.show(PurchaseText.confirmation(purchase, cancelWindows: windows))
        console.ask("Type the total to buy, anything else to stop: ")
        return readLine()
      }
    let purchase = try await purchases.withPurchaser { purchaser, _ in
      let purchase = try await purchaser.submit(plan, at: purchases.place, confirmation: confirmation)
      guard purchase.state == .ordered || purchase.state == .partlyOrdered else { return purchase }
      // It is bought and recorded: trouble while looking at it changes nothing.
      return (try? await purchaser.follow(purchase.purchaseID, atMost: .seconds(Self.followed))) ?? purchase
    }
    return try PurchaseText.result(purchase, session: session)
  }
}
