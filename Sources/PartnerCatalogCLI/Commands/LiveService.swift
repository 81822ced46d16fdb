import CatalogJSON
import CatalogQuery
import CatalogStore
import PartnerCenter

/// The source of a catalog, for single requests whose responses are stored.
struct LiveService: Sendable {
  var session: CommandContext
  var service: Service
  var locale: String

  /// Opens catalog and client while the body runs.
  func withStore<Result: Sendable>(
    _ body: (CatalogStore, PartnerCenterClient) async throws -> Result
  ) async throws -> Result {
    let store = try CatalogStore(path: session.database, source: service.source(session.settings, locale: locale))
    return try await service.withClient(in: session, locale: locale, budget: Budget()) { client in
      try await body(store, client)
    }
  }
}

extension CommandContext {
  /// The service to verify with, or `nil` where there is no catalog file or no account.
  ///
  /// A file filled by the built-in emulator is verified with that emulator. `opened` is the catalog where it is open
  /// already.
  func liveServiceIfThere(_ opened: Catalog? = nil) throws -> LiveService? {
    guard let catalog = try opened ?? catalogIfThere() else { return nil }
    let source = try catalog.storeSource()
    let locale = source.locale ?? LocaleChoice.english
    guard source.tenant != Service.demoTenant else {
      let markets = Set(try catalog.partitions().map(\.market)).sorted()
      return LiveService(
        session: self, service: .demo(markets: markets.isEmpty ? Service.demoMarkets : markets), locale: locale)
    }
    guard let credentials = try? settings.credentials() else { return nil }
    return LiveService(session: self, service: .partnerCenter(credentials), locale: locale)
  }

  /// The service of the catalog.
  ///
  /// - Throws: ``CommandError`` without a configured account, and ``CatalogError`` without a catalog file.
  func liveService() throws -> LiveService {
    if let service = try liveServiceIfThere() { return service }
    _ = try Catalog(path: database)
    return LiveService(
      session: self, service: .partnerCenter(try settings.credentials()), locale: LocaleChoice.english)
  }
}
