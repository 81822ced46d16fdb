import CatalogQuery
import CatalogStore
import CatalogVerification
import Foundation
import PartnerCenter
import PartnerCenterHTTP

/// Names the one item to order, and proves it at the service: `ProveItAtTheService catalog.sqlite contoso.onmicrosoft.com
/// Microsoft 365 E3`. Signs in with `PARTNER_CATALOG_TENANT`, `…_CLIENT_ID`, `…_CLIENT_SECRET`.
@main
struct ProveItAtTheService {
  static func main() async throws { try await prove() }

  private static func prove() async throws {
    let arguments = CommandLine.arguments
    let environment = ProcessInfo.processInfo.environment
    guard arguments.count >= 4, let tenant = environment["PARTNER_CATALOG_TENANT"],
      let clientID = environment["PARTNER_CATALOG_CLIENT_ID"], let secret = environment["PARTNER_CATALOG_CLIENT_SECRET"]
    else {
      print("usage: ProveItAtTheService CATALOG CUSTOMER WORDS…, with an account in the environment")
      return
    }
    let catalog = try Catalog(path: arguments[1])
    let resolution = try catalog.resolve(arguments[3...].joined(separator: " "), for: arguments[2])
    guard let item = resolution.item else {
      print(resolution.outcome, resolution.missing?.message ?? "")
      return
    }
    print(item.catalogItemID, item.verdict, item.confirmedAt)

    let source = try catalog.storeSource()
    let store = try CatalogStore(
      path: arguments[1],
      source: .init(locale: source.locale ?? "en-US", tenant: tenant, cloud: source.cloud ?? "global"))
    let endpoint = ServiceEndpoint(
      cloud: .global, api: environment["PARTNER_CATALOG_API_URL"], login: environment["PARTNER_CATALOG_LOGIN_URL"])
    let configuration = try HTTPTransportConfiguration(environment: environment, concurrency: 4)
    try await withHTTPTransport(configuration: configuration) { transport in
      let credentials = Credentials(tenant: tenant, clientID: clientID, kind: .appOnly(secret: Secret(secret)))
      let client = PartnerCenterClient(
        endpoint: endpoint, transport: transport,
        tokens: SignIn(credentials, endpoint: endpoint, transport: transport) { print($0) },
        limiter: RequestLimiter(requestsPerMinute: 500, concurrency: 4), locale: source.locale ?? "en-US")
      let report = try await CatalogVerifier(store: store, client: client)
        .verify([item.item], for: resolution.customer.id)
      for proved in report.items {
        print(proved.state, proved.newCatalogItemID ?? proved.catalogItemID, proved.remark ?? "")
      }
    }
  }
}
