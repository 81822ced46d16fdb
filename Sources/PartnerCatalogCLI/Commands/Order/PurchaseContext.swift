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

  /// - Throws: ``CommandError`` without an account, or for the built-in demo, which keeps no orders.
  init(_ session: CommandContext) throws {
    self.session = session
    if try session.catalogIfThere()?.storeSource().tenant == Service.demoTenant {
      throw CommandError(
        .failure, code: .demoKeepsNothing,
        message:
          "The catalog is of the built-in demo, which forgets each order when the command ends. Nothing was sent. "
          + "Start `partner-catalog emulator`, and read a catalog from it.")
    }
    let credentials = try session.settings.credentials()
    place = OrderPlan.Service(apiURL: session.settings.endpoint.api, tenant: credentials.tenant)
    service = LiveService(session: session, service: .partnerCenter(credentials), locale: LocaleChoice.english)
  }

  /// Whether requests go to Microsoft, not to an address of one's own.
  var isRealService: Bool { session.settings.apiURL == nil }

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
    let journal = try PurchaseJournal(path: session.settings.journal.value)
    return try await cancelledByInterruption { [self] in
      try await withService { service in
        try await body(
          Purchaser(journal: journal, service: service, recorded: { session.console.verbose($0) }), service)
      }
    }
  }
}

extension CommandContext {
  /// The journal, open for reading; `nil` where there is no file.
  func journalIfThere(_ opened: Catalog? = nil) throws -> PurchaseJournal? {
    do {
      return try PurchaseJournal(readingFrom: settings.journal.value)
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
    guard (try? journalIfThere()) != nil, let journal = try? PurchaseJournal(path: settings.journal.value) else {
      return
    }
    try? body(journal)
  }
}

extension Console {
  /// A state that was recorded, for `--verbose`.
  func verbose(_ purchase: Purchase) {
    if isVerbose { note("purchase \(purchase.purchaseID): \(purchase.state.rawValue)") }
  }
}
