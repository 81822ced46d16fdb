import ArgumentParser
import CatalogJSON
import CatalogQuery
import Foundation
import Purchasing

struct EntitlementsCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "entitlements", abstract: "What a customer holds, with titles from the catalog.",
    discussion: HelpText.wrapped(
      """
      Perpetual software shows here and nowhere else: it is no subscription. Needs a sign-in as application and user. \
      Product keys and downloads are the customer's alone.

      Examples:
        partner-catalog entitlements contoso
        partner-catalog entitlements contoso --order b4c51f6b80a3 --details

      Exit codes: 0 found, 1 nothing, or no such customer, 2 error, 4 sign-in refused or not permitted.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var journal: JournalOptions
  @Argument(help: "An ID, a domain or a distinctive part of the name.", completion: CompletionWords.customers)
  var customer: String
  @Option(help: ArgumentHelp("Only what comes from this order.", valueName: "id")) var order: String?
  @Flag(help: "Read the reservations behind each entitlement, too.") var details = false

  var flags: Settings.Flags { journal.flags }

  private struct Whole: Encodable {
    var customer: CustomerRecord
    var entitlements: [EntitlementTable.Entry]
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let customer = try Catalog(path: session.database).customer(named: customer)
    let (order, readsReservations) = (order, details)
    @Sendable func isAskedFor(_ held: HeldEntitlement) -> Bool { order.map { held.isOf(order: $0) } ?? true }
    let all = try await PurchaseContext(session, servesDemo: true).withService { service in
      try await service.entitlements(of: customer.id) { readsReservations && isAskedFor($0) }
    }
    session.recordIfPossible { try $0.record(all, of: customer.id, at: session.now) }
    let held = all.filter(isAskedFor)
    let times = (try? session.journalIfThere()?.orderTimes(of: customer.id)) ?? [:]
    let entries = EntitlementTable.entries(held, titles: OrderTitles(session), market: customer.market) { held in
      held.orderID.flatMap { times[$0] }
    }
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(
          Whole(customer: customer, entitlements: entries))
        : entries.isEmpty ? "" : EntitlementTable.text(entries, console: session.console),
      status: held.isEmpty ? .nothingMatched : .success,
      notes: held.isEmpty
        ? ["\(customer.name) holds nothing\(order == nil ? "" : " from that order") that shows here."] : [])
  }
}
