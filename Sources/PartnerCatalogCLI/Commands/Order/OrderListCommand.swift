import ArgumentParser
import CatalogJSON
import CatalogQuery
import Foundation
import Purchasing

struct OrderListCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List purchases of the journal, and orders as Partner Center shows them.",
    discussion: HelpText.wrapped(
      """
      Beside the journal it reads the orders of the customer, or of all customers of the journal; renewals and other orders \
      that the service made by itself are included and marked. The list of Partner Center is up to 15 minutes late. With \
      --open only the journal is read.

      Examples:
        partner-catalog order list --open
        partner-catalog order list --customer contoso --since 30d --billing-cycle one_time

      Exit codes: 0 listed, and nothing is open, 1 nothing matched, 2 error, 3 a purchase is not finished, or the service \
      could not be asked, 8 an outcome is unknown.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var journal: JournalOptions
  @Option(
    help: ArgumentHelp("An ID, a domain or a distinctive part of the name.", valueName: "customer"),
    completion: CompletionWords.customers)
  var customer: String?
  @Flag(help: "Only open purchases of the journal.") var open = false
  @Option(help: ArgumentHelp("Only those after that time: 30d, 2027-03-01.", valueName: "time")) var since:
    MomentArgument?
  @Option(
    help: ArgumentHelp("Only with this billing cycle: monthly, annual, one_time.", valueName: "cycle"),
    transform: FilterWord.said)
  var billingCycle: String?

  var flags: Settings.Flags { journal.flags }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let known = try session.journalIfThere()?.purchases() ?? []
    let wanted = try customer.map { try customerID($0, known, session) }
    let since = since?.date(before: session.now)
    let purchases = known.filter { purchase in
      (wanted == nil || purchase.customer.id == wanted) && (!open || purchase.isOpen)
        && (since.map { purchase.openedAt >= $0 } ?? true)
        && (billingCycle.map { cycle in purchase.lines.contains { same($0.billingCycle, cycle) } } ?? true)
    }
    var orders: [SeenOrder] = []
    var warnings: [String] = []
    let customers = open ? [] : wanted.map { [$0] } ?? Set(known.map(\.customer.id)).sorted()
    if !customers.isEmpty {
      do {
        orders = try await read(customers, since: since, session)
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        warnings.append("The orders could not be read from Partner Center: \(CommandError(error).message)")
      }
    }
    let owners = Dictionary(
      known.flatMap { purchase in purchase.orders.map { ($0.order.id.lowercased(), purchase.purchaseID) } },
      uniquingKeysWith: { first, _ in first })
    let markets = Dictionary(known.map { ($0.customer.id, $0.customer.market) }, uniquingKeysWith: { $1 })
    for index in orders.indices {
      orders[index].purchaseID = owners[orders[index].order.id.lowercased()]
      orders[index].market = markets[orders[index].customer]
    }
    var result = try PurchaseList.result(purchases, orders: orders, session: session, empty: "Nothing matches.")
    result.warnings += warnings
    if !warnings.isEmpty, result.status == .success || result.status == .nothingMatched { result.status = .partial }
    if !orders.isEmpty { result.notes.append("Orders of the last 15 minutes may be missing.") }
    return result
  }

  private func same(_ cycle: String, _ wanted: String) -> Bool {
    func folded(_ word: String) -> String { word.lowercased().filter { $0.isLetter || $0.isNumber } }
    return folded(cycle) == folded(wanted)
  }

  private func customerID(_ name: String, _ known: [Purchase], _ session: CommandContext) throws -> CustomerID {
    if let one = known.first(where: { $0.customer.id == CustomerID(name) }) { return one.customer.id }
    return try Catalog(path: session.database).customer(named: name).id
  }

  private func read(_ customers: [CustomerID], since: Date?, _ session: CommandContext) async throws -> [SeenOrder] {
    let cycle = billingCycle
    let read = try await PurchaseContext(session, servesDemo: true).withService { service in
      var orders: [SeenOrder] = []
      for customer in customers {
        orders += try await service.orders(of: customer, includingSystemPurchases: true, billingCycle: cycle)
          .map { SeenOrder(order: $0, customer: customer) }
      }
      return orders
    }
    session.recordIfPossible { journal in
      for (customer, orders) in Dictionary(grouping: read, by: \.customer) {
        try journal.record(orders.map(\.order), of: customer, at: session.now)
      }
    }
    return read.filter { seen in since.map { (seen.order.createdAt ?? .distantFuture) >= $0 } ?? true }
  }
}
