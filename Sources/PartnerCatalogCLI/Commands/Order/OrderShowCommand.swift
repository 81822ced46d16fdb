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
      Shows what the journal holds. Of a purchase that is done it also reads what the customer holds from it.

      Examples:
        partner-catalog order show 5f2c
        partner-catalog order show b4c51f6b80a3

      Exit codes: as those of `order submit` for the state of the purchase; 1 no such purchase.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var journal: JournalOptions
  @Argument(help: "The id of an order, or of a purchase, or its beginning.") var id: String

  var flags: Settings.Flags { journal.flags }

  func answer(in session: CommandContext) async throws -> CommandResult {
    guard let journal = try session.journalIfThere() else {
      throw JournalError.missing(path: session.settings.journal.value)
    }
    let all = try journal.purchases()
    let purchase =
      try all.first { $0.orders.contains { [$0.order.id, $0.order.alternateID].contains(id) } } ?? journal.purchase(id)
    var result = try PurchaseText.result(purchase, session: session)
    guard purchase.state == .done, !session.console.isJSON else { return result }
    do {
      let held = try await PurchaseContext(session).withService { service in
        try await service.entitlements(of: purchase.customer.id, withReservations: true)
      }.filter { held in purchase.orders.contains { held.isOf(order: $0.order.id) } }
      if !held.isEmpty { result.text += "\n" + EntitlementTable.text(held, session: session) }
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      result.warnings.append("The entitlements could not be read: \(CommandError(error).message)")
    }
    return result
  }
}
