import ArgumentParser
import CatalogJSON
import CatalogQuery
import CatalogVerification
import Foundation
import PartnerCenter

struct RegistrationCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "registration",
    abstract: "Show an Azure subscription's registration for reservations, or register it.",
    discussion: HelpText.wrapped(
      """
      Without --register it only shows the status. With --register it CHANGES something at Partner Center: the customer's \
      Azure subscription is registered for buying reservations. It asks for confirmation, unless --yes is given, and \
      waits until the registration is done. Beside it only `order` changes anything there.

      Examples:
        partner-catalog registration contoso 1C461A25-F729-4FA5-AADB-280947DD05E8
        partner-catalog registration contoso 1C461A25-F729-4FA5-AADB-280947DD05E8 --register

      Exit codes: 0 status shown, or registered, 1 no such customer, several, or no such subscription, \
      2 error, also an unknown outcome of the registration (outcomeUnknown): check the status first, \
      3 the registration is not done yet: check again later, 4 sign-in refused or not permitted, \
      6 another sync is running, 64 no terminal and no --yes.
      """))

  @OptionGroup var global: GlobalOptions
  @Argument(help: "An ID, a domain or a distinctive part of the name.", completion: CompletionWords.customers)
  var customer: String
  @Argument(help: "The id of the Azure subscription.") var subscription: String
  @Flag(help: "Register the subscription. Changes something at Partner Center.") var register = false
  @Flag(help: "With --register: do not ask for confirmation.") var yes = false

  func validate() throws {
    if yes, !register { throw ValidationError("--yes needs --register.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let customer = try Catalog(path: session.database).customer(named: customer)
    if register { try confirm(customer, session.console) }
    let status = try await session.liveService().withStore { store, client in
      let registrar = SubscriptionRegistrar(store: store, client: client)
      guard register else { return try await registrar.status(of: subscription, customer: customer.id) }
      if let now = try await registrar.status(of: subscription, customer: customer.id),
        SubscriptionRegistration.isDone(now)
      {
        return now
      }
      return try await register(customer, at: registrar)
    }
    guard let status else {
      throw CommandError(
        .nothingMatched, code: .subscriptionNotFound,
        message: "Partner Center knows no subscription \(subscription) of \(customer.name). Nothing was changed.")
    }
    let isDone = SubscriptionRegistration.isDone(status)
    let whole = RegistrationResponse(
      customer: customer, subscriptionId: subscription, status: status, isRegistered: isDone)
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(whole)
        : TerminalText.safe("Subscription \(subscription) of \(customer.name): \(status)") + "\n",
      status: register && !isDone ? .partial : .success)
  }

  private func register(_ customer: CustomerRecord, at registrar: SubscriptionRegistrar) async throws -> String? {
    do {
      return try await registrar.register(subscription, customer: customer.id)
    } catch let error as RequestError {
      guard case .outcomeUnknown(let unknown) = error.cause else { throw error }
      throw CommandError(
        unknown, whether: "subscription \(subscription) of \(customer.name) was registered",
        next: "Check its status with `partner-catalog registration \(customer.id) \(subscription)`; "
          + "register it again only if that shows NotRegistered some minutes later.")
    }
  }

  /// Asks for confirmation at the terminal.
  private func confirm(_ customer: CustomerRecord, _ console: Console) throws {
    guard !yes else { return }
    let what =
      "This registers subscription \(subscription) of \(customer.name) for reservations at Partner Center."
    guard console.isInputTerminal, !console.isJSON else {
      throw CommandError.usage("\(what) Not a terminal: pass --yes to confirm. Nothing was changed.")
    }
    console.ask(what + " Continue? (yes/no) ")
    guard ["y", "yes"].contains(readLine()?.trimmingCharacters(in: .whitespaces).lowercased()) else {
      throw CommandError.usage("Not registered: nothing was changed.")
    }
  }
}
