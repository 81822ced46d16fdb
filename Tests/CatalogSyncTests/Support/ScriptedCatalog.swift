import CatalogModel
import CatalogStore
import CatalogTestSupport
import Foundation
import PartnerCenter
import Testing

@testable import CatalogSync

/// A response of the service to one route.
struct ScriptedResponse: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var response: TransportResponse

  init(_ description: String, _ status: Int, _ body: String) {
    testDescription = description
    response = .json(status, body)
  }

  static let product = ScriptedResponse("the product", 200, #"{"id":"P","title":"Product"}"#)
  static let sku = ScriptedResponse("the SKU", 200, #"{"id":"0001","productId":"P","title":"SKU"}"#)
  static let availability = ScriptedResponse("the availability", 200, #"{"id":"A","productId":"P","skuId":"0001"}"#)
  static let empty = ScriptedResponse("an empty list", 200, #"{"totalCount":0,"items":[]}"#)
  static let list = ScriptedResponse("a list of one", 200, #"{"totalCount":1,"items":[{"id":"B","skuId":"0001"}]}"#)
  static let noProduct = ScriptedResponse("404, code 400013", 404, #"{"code":400013,"description":"No product"}"#)
  static let noSKU = ScriptedResponse("404, code 400018", 404, #"{"code":400018,"description":"No SKU"}"#)
  static let noAvailability = ScriptedResponse(
    "404, code 400019", 404, #"{"code":400019,"description":"No availability"}"#)
  static let closed = ScriptedResponse("403, code 400030", 403, #"{"code":400030,"description":"Not available"}"#)

  /// Responses that concern one part and prove nothing.
  static let unproven = [
    ScriptedResponse("404 without a body", 404, ""), ScriptedResponse("404 of HTML", 404, "<html></html>"),
    ScriptedResponse("404 of a gateway", 404, #"{"statusCode":404,"message":"Resource not found"}"#),
    ScriptedResponse("404 of a subscription", 404, #"{"code":20003,"description":"No subscription"}"#),
    ScriptedResponse("400", 400, #"{"code":3000,"description":"Invalid"}"#), ScriptedResponse("403", 403, ""),
    ScriptedResponse("409", 409, ""), ScriptedResponse("not JSON", 200, "?"),
    ScriptedResponse("another thing", 200, #"{"id":"other","productId":"other","skuId":"other"}"#),
  ]
}

/// A store in a folder of its own, and a service that answers each route by a script.
final class ScriptedCatalog: Sendable {
  let folder: URL
  let store: CatalogStore
  let service: ScriptedService

  /// - Parameter routes: the response by path below `/v1`, without the query, such as `/products/P/skus/0001`.
  init(_ routes: @escaping @Sendable (_ path: String, _ query: String) -> ScriptedResponse?) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("scripted-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try CatalogStore(
      path: folder.appendingPathComponent("catalog.sqlite").path, source: SyncHarness.source)
    service = ScriptedService { request, _ in
      let parts = request.url.components(separatedBy: "/v1").last?.components(separatedBy: "?") ?? []
      let response = routes(parts.first ?? "", parts.count > 1 ? parts[1] : "")
      return response?.response ?? .json(500, #"{"code":1,"description":"a route outside of the script"}"#)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var client: PartnerCenterClient {
    PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: service, tokens: FixedToken(),
      limiter: RequestLimiter(
        requestsPerMinute: 60_000_000, concurrency: 2, budget: Budget(), clock: VirtualClock().requestClock),
      retry: RetryPolicy(attempts: 2, firstPause: .zero))
  }

  /// The paths requested, below `/v1`, without the query.
  var paths: [String] {
    service.requests.map { request in
      let path = request.url.components(separatedBy: "/v1").last ?? ""
      return path.components(separatedBy: "?")[0]
    }
  }
}

private struct FixedToken: AccessTokenSource {
  func token(replacing refused: AccessToken?) async throws -> AccessToken { AccessToken(secret: "token") }
}
