import CatalogQuery
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterHTTP

/// Reads one market and the customers into a catalog file, and prints the changes since the run before:
/// `SyncFromSwift catalog.sqlite US`. Signs in with `PARTNER_CATALOG_TENANT`, `…_CLIENT_ID`, `…_CLIENT_SECRET`.
@main
struct SyncFromSwift {
  static func main() async throws { try await sync() }

  private static func sync() async throws {
    let arguments = CommandLine.arguments
    let environment = ProcessInfo.processInfo.environment
    guard arguments.count == 3, let tenant = environment["PARTNER_CATALOG_TENANT"],
      let clientID = environment["PARTNER_CATALOG_CLIENT_ID"], let secret = environment["PARTNER_CATALOG_CLIENT_SECRET"]
    else {
      print("usage: SyncFromSwift CATALOG MARKET, with an account in the environment")
      return
    }
    // One writer at a time: a second process is refused here.
    let store = try CatalogStore(
      path: arguments[1], source: CatalogStore.Source(locale: "en-US", tenant: tenant, cloud: "global"))
    let catalog = try Catalog(path: arguments[1])
    let last = try catalog.changes(limit: 1).last?.changeID ?? 0
    let endpoint = ServiceEndpoint(
      cloud: .global, api: environment["PARTNER_CATALOG_API_URL"], login: environment["PARTNER_CATALOG_LOGIN_URL"])
    try await withPartnerCenterClient(
      Credentials(tenant: tenant, clientID: clientID, kind: .appOnly(secret: Secret(secret))), endpoint: endpoint,
      configuration: HTTPTransportConfiguration(environment: environment),
      limiter: RequestLimiter(
        requestsPerMinute: Double(environment["RATE"] ?? "") ?? 500, concurrency: 8, budget: Budget()),
      reportUnstored: { print($0) }
    ) { client in
      let synchronizer = CatalogSynchronizer(store: store, client: client)
      // Neither throws: an interrupted run continues with the next one.
      let report = await synchronizer.sync(SyncOptions(markets: [Market(arguments[2])], views: [.onlineServices]))
      let customers = await synchronizer.syncCustomers()
      print(report.state, report.items.added, "items added,", customers.state, customers.read, "customers read")
    }
    for change in try catalog.changes(after: last) { print(change.kind, change.productID, change.field ?? "") }
  }
}
