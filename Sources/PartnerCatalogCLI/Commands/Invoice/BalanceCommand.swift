import ArgumentParser
import CatalogJSON
import PartnerCenter
import PartnerCenterCommerce

struct BalanceCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance", abstract: "What the partner owes, in the default currency and in each other one.",
    discussion: HelpText.wrapped(
      """
      Partner Center has shown balances of 0 and wrong ones: read them, decide by the invoices. The balances by currency \
      need a sign-in as application and user; without it only the default one is shown.

      Examples:
        partner-catalog balance
        partner-catalog balance --json

      Exit codes: 0 read, 1 there is none, 2 error, 3 only the default one could be read, 4 sign-in refused or not \
      permitted.
      """))

  @OptionGroup var global: GlobalOptions

  /// Whether the service refused one list to an application alone.
  private static func needsUser(_ error: any Error) -> Bool {
    switch error {
    case let denied as PermissionDenied: return denied.serviceError.status == 403
    case let refusal as ServiceError: return refusal.status == 403
    case let failure as RequestError:
      if case .refused(let refusal) = failure.cause { return refusal.status == 403 }
      return false
    default: return false
    }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let (standard, balances) = try await PurchaseContext(session).withCommerce { commerce in
      let standard = try await commerce.balance().orThrow()
      do {
        return (standard, try await commerce.balances().orThrow())
      } catch {
        guard Self.needsUser(error) else { throw error }
        return (standard, [InvoiceSummary]?.none)
      }
    }
    let shown = balances ?? [standard].compactMap(\.self)
    var result = CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(
          BalanceResponse(
            standard: standard.map(BalanceResponse.Summary.init),
            balances: balances.map { $0.map(BalanceResponse.Summary.init) }))
        : shown.isEmpty ? "" : InvoiceTable.balances(shown, session.console),
      status: balances == nil ? .partial : shown.isEmpty ? .nothingMatched : .success)
    if balances == nil {
      result.warnings = [
        "The balances by currency need a sign-in as application and user: only the default one was read."
      ]
    }
    if shown.isEmpty { result.notes = ["There is no balance."] }
    return result
  }
}
