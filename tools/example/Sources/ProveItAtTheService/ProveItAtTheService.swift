import CatalogQuery
import CatalogVerification
import Foundation
import PartnerCenter
import PartnerCenterHTTP

/// Names the one item to order, proved at the service: `ProveItAtTheService catalog.sqlite contoso.onmicrosoft.com
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
    let endpoint = ServiceEndpoint(
      cloud: .global, api: environment["PARTNER_CATALOG_API_URL"], login: environment["PARTNER_CATALOG_LOGIN_URL"])
    try await withPartnerCenterClient(
      Credentials(tenant: tenant, clientID: clientID, kind: .appOnly(secret: Secret(secret))), endpoint: endpoint,
      configuration: HTTPTransportConfiguration(environment: environment),
      limiter: RequestLimiter(requestsPerMinute: 500, concurrency: 4), reportUnstored: { print($0) }
    ) { client in
      let catalog = try VerifiedCatalog(path: arguments[1], tenant: tenant, client: client)
      let result = try await catalog.resolve(arguments[3...].joined(separator: " "), for: arguments[2])
      guard let item = result.answer.item else {
        print(result.answer.outcome, result.answer.missing?.message ?? "")
        return
      }
      print(item.catalogItemID, item.verdict, item.confirmedAt, result.isFresh ? "fresh" : "not fresh")
      for proof in result.verification?.items ?? [] {
        print(proof.state, proof.newCatalogItemID ?? proof.catalogItemID, proof.remark ?? "")
      }
    }
  }
}
