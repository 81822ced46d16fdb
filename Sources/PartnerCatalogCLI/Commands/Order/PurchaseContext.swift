import CatalogJSON
import CatalogQuery
import Foundation
import JournalStore
import PartnerCenter
import PartnerCenterCommerce
import Purchasing

/// The journal, the service and the catalog of a command with purchases.
struct PurchaseContext: Sendable {
  var session: CommandContext
  var place: OrderPlan.Service
  private var service: LiveService

  /// Opens what a command needs. The built-in demo is asked where the command `servesDemo`: it has orders, and no invoices.
  ///
  /// - Throws: ``CommandError`` without an account, and for the demo where it cannot be asked.
  init(_ session: CommandContext, servesDemo: Bool = false) throws {
    self.session = session
    if session.isDemo() {
      guard servesDemo else {
        throw CommandError(
          .failure, code: .demoKeepsNothing,
          message: "The catalog is of the built-in demo, which has no invoices. Nothing was sent. "
            + "Start `partner-catalog emulator --invoice-orders 20`, and read a catalog from it.")
      }
      place = OrderPlan.Service(apiURL: Self.demoAddress, tenant: Service.demoTenant)
      service = try session.liveService()
      session.console.warn("DEMO: the built-in emulator answers. Nothing is bought, and nobody is asked.")
      return
    }
    let credentials = try session.settings.credentials()
    place = OrderPlan.Service(apiURL: session.settings.endpoint.api, tenant: credentials.tenant)
    service = LiveService(session: session, service: .partnerCenter(credentials), locale: LocaleChoice.english)
  }

  /// The address of the demo in plans and purchases: no host of any network, so that a real service refuses them.
  static let demoAddress = "demo:"

  /// Whether requests go to Microsoft, not to an address of one's own or to the demo.
  var isRealService: Bool { session.settings.apiURL == nil && place.apiURL != Self.demoAddress }

  /// Opens a client while the body runs.
  func withService<Result: Sendable>(
    _ body: (PartnerCenterPurchaseService) async throws -> Result
  ) async throws -> Result {
    try await service.service.withClient(in: session, locale: service.locale, budget: Budget()) { client in
      try await body(PartnerCenterPurchaseService(client))
    }
  }

  /// Opens the client of carts, orders and invoices while the body runs; a signal ends it.
  func withCommerce<Result: Sendable>(
    _ body: @Sendable @escaping (CommerceClient) async throws -> Result
  ) async throws -> Result {
    try await cancelledByInterruption { [self] in
      try await service.service.withClient(in: session, locale: service.locale, budget: Budget()) { client in
        try await body(CommerceClient(client))
      }
    }
  }

  /// Opens the billing export while the body runs.
  func withBillingExport<Result: Sendable>(
    _ body: (BillingExport, any FileTransport) async throws -> Result
  ) async throws -> Result { try await service.service.withBillingExport(in: session, body) }

  /// Opens the journal for writing and a client while the body runs; a signal ends it between two requests.
  func withPurchaser<Result: Sendable>(
    _ body: @Sendable @escaping (Purchaser, PartnerCenterPurchaseService) async throws -> Result
  ) async throws -> Result {
    // Before anything is sent: without a journal nothing is bought.
    let journal = try PurchaseJournal(path: session.journalPath())
    return try await cancelledByInterruption { [self] in
      try await withService { service in
        try await body(
          Purchaser(journal: journal, service: service, recorded: { session.console.verbose($0) }), service)
      }
    }
  }
}

extension CommandContext {
  /// Whether the catalog is of the built-in demo; `opened` is the catalog where it is open already.
  func isDemo(_ opened: Catalog? = nil) -> Bool {
    guard let catalog = opened ?? (try? catalogIfThere()) else { return false }
    return (try? catalog.storeSource().tenant) == Service.demoTenant
  }

  /// The journal of purchases: with a demo's catalog one of its own beside it, whatever the settings say.
  ///
  /// - Throws: ``CommandError`` where `--journal` names another one for the demo.
  func journalPath(_ opened: Catalog? = nil) throws -> String {
    guard isDemo(opened) else { return settings.journal.value }
    if case .flag = settings.journal.origin {
      throw CommandError.usage(
        "\(database) is a catalog of the built-in demo, whose purchases have a journal of their own. "
          + "Omit --journal, or name another catalog with --db. Nothing was sent.")
    }
    return DemoOrders.journal(beside: database)
  }

  /// The journal, open for reading; `nil` where there is no file.
  func journalIfThere(_ opened: Catalog? = nil) throws -> PurchaseJournal? {
    do {
      return try PurchaseJournal(readingFrom: journalPath(opened))
    } catch JournalError.missing {
      return nil
    }
  }

  /// What a customer holds by the journal's orders and entitlements; nothing where there is no journal that can be read. `named`
  /// is an id, a domain or a part of the name.
  func holdings(of named: String, in catalog: Catalog) -> [CatalogQuery.HeldItem] {
    guard let journal = try? journalIfThere(catalog), case .one(let customer)? = try? catalog.customer(matching: named)
    else {
      return []
    }
    return (try? journal.holdings(of: customer.id, at: now)) ?? []
  }

  /// Writes to the journal beside a command's real work: what was read is recorded where the journal is free.
  func recordIfPossible(_ body: (PurchaseJournal) throws -> Void) {
    guard (try? journalIfThere()) != nil, let path = try? journalPath(), let journal = try? PurchaseJournal(path: path)
    else { return }
    try? body(journal)
  }
}

extension Console {
  /// A state that was recorded, for `--verbose`.
  func verbose(_ purchase: Purchase) {
    if isVerbose { note("purchase \(purchase.purchaseID): \(purchase.state.rawValue)") }
  }
}
