import CatalogQuery
import CatalogStore
import CatalogSync
import PartnerCenter

/// Reads the products of items anew at the service that the store is a copy of, each in its unit of truth.
struct ServiceLiveCheck: LiveCheck {
  var session: Session
  var service: Service
  var locale: String

  func verify(_ items: [CatalogItem]) async throws {
    let units = Set(
      items.map { item in
        UnitKey(place: Place(market: item.market, scope: item.reservationScope), product: item.productID)
      })
    guard !units.isEmpty else { return }
    let runner = SyncRunner(session: session, service: service, locale: locale, budget: Budget())
    let report = try await runner.withSynchronizer { synchronizer, _ in await synchronizer.refresh(units.sorted()) }
    if let stop = report.stop { throw stop }
    guard report.state == .complete else {
      throw Problem(
        .failure, code: "notVerified", message: "Not every product could be read at the service. Try again later.")
    }
  }
}

extension Session {
  /// What asks the service about single items, or `nil` where no account is set up.
  ///
  /// A store that was filled from the built-in emulator is asked there again.
  func liveCheck() throws -> (any LiveCheck)? {
    guard let catalog = try catalogIfThere() else { return nil }
    let source = try catalog.storeSource()
    guard source.tenant != Service.demoTenant else {
      let markets = Set(try catalog.partitions().map(\.market)).sorted()
      return ServiceLiveCheck(
        session: self, service: .demo(markets: markets), locale: source.locale ?? LocaleChoice.english)
    }
    guard let credentials = try? settings.credentials() else { return nil }
    return ServiceLiveCheck(
      session: self, service: .partnerCenter(credentials), locale: source.locale ?? LocaleChoice.english)
  }
}
