import ArgumentParser
import CatalogJSON
import CatalogQuery
import Foundation
import JournalStore
import Purchasing

struct OrderResumeCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Settle every purchase that is open; fit for cron.",
    discussion: HelpText.wrapped(
      """
      Finds out what became of purchases whose outcome is unknown: by the cart, by the customer's orders, and by the \
      records of Partner Center. It never makes a cart; it repeats a checkout only of the same cart, while the \
      confirmation is less than 15 minutes old and the price unchanged. That nothing was bought is certain 15 minutes \
      after the checkout.

      Where two orders fit, a person decides: --claim ORDER names the purchase's own, --none says that nothing was bought.

      Examples:
        partner-catalog order resume
        partner-catalog order resume 5f2c --claim b4c51f6b80a3

      Exit codes: 0 nothing is open, 1 no such purchase, or an order failed, 2 error, 3 orders are not provisioned yet, \
      6 the journal is in use, 7 ordered in part, 8 an outcome is unknown: do not buy again, run this again.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var journal: JournalOptions
  @Argument(help: "The id of a purchase, or its beginning; all that are open without it.") var purchase: String?
  @Option(help: ArgumentHelp("An order of the purchase, as a person knows; repeatable.", valueName: "order"))
  var claim: [String] = []
  @Flag(help: "A person knows that nothing was bought.") var none = false

  var flags: Settings.Flags { journal.flags }

  func validate() throws {
    if !claim.isEmpty || none {
      guard purchase != nil else { throw ValidationError("--claim and --none need the id of a purchase.") }
      guard claim.isEmpty || !none else { throw ValidationError("Give --claim or --none, not both.") }
    }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    guard let reader = try session.journalIfThere() else {
      guard purchase == nil else { throw JournalError.missing(path: try session.journalPath()) }
      return try PurchaseList.result(
        [], session: session, empty: "There is no journal: nothing was ever bought with it.")
    }
    guard try purchase != nil || reader.purchases().contains(where: \.isOpen) else {
      return try PurchaseList.result([], session: session, empty: "No purchase is open.")
    }
    let purchases = try PurchaseContext(session, servesDemo: true)
    let (id, claim, none) = (purchase, claim, none)
    let results: [Purchase]
    do {
      results = try await purchases.withPurchaser { purchaser, _ in
        if let id, !claim.isEmpty { return [try await purchaser.claim(claim, for: id)] }
        if let id, none { return [try await purchaser.disclaim(id)] }
        return try await purchaser.resume(id, at: purchases.place)
      }
    } catch is CancellationError {
      let open = try reader.purchases().filter(\.isOpen)
      var stopped = try PurchaseList.result(open, session: session, empty: "")
      stopped.warnings.append("Stopped. What was found out is in the journal.")
      if stopped.status == .success { stopped.status = .partial }
      return stopped
    }
    var result = try PurchaseList.result(results, session: session, empty: "No purchase of this service is open.")
    let elsewhere = try reader.purchases().filter { $0.isOpen && $0.service != purchases.place }
    if id == nil, !elsewhere.isEmpty {
      result.warnings.append(
        "\(Formatting.count(elsewhere.count, "purchase")) of other services or tenants left open: "
          + Set(elsewhere.map { "\($0.service.apiURL) (\($0.service.tenant))" }).sorted().joined(separator: ", ") + ".")
      if result.status == .success { result.status = ExitStatus(elsewhere) }
    }
    return result
  }
}
