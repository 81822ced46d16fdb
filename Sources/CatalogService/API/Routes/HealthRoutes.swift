import CatalogJSON
import CatalogQuery

/// The paths for those who run the server.
enum HealthRoutes {
  static let all = [health, readiness, description]

  private static let health = APIRoute(
    path: "/healthz", summary: "Whether the process answers.", scope: nil, schema: "Health",
    answer: .direct { _ in try Health.reply("ok") })

  private static let readiness = APIRoute(
    path: "/readyz", summary: "Whether the catalog can be read, and no market is older than the server may serve.",
    scope: nil, schema: "Health", errors: [503],
    answer: .direct { api in
      let markets = try await api.reads.read { try $0.markets() }
      if let age = api.settings.maximumAge {
        let old = OldMarkets.sentences(markets, olderThan: age)
        guard old.isEmpty else {
          let more = old.count > mostNamed ? " And \(old.count - mostNamed) more." : ""
          throw ServiceError(.notReady, old.prefix(mostNamed).joined(separator: " ") + more)
        }
      }
      return try Health.reply("ready")
    })

  private static let mostNamed = 5

  private static let description = APIRoute(
    path: "/openapi.json", summary: "This description.", scope: nil, schema: "OpenAPI",
    answer: .direct { api in
      ServiceReply(headers: ["Content-Type": ServiceReply.json, "Cache-Control": "no-cache"], body: OpenAPI.body(api))
    })

  private struct Health: Encodable {
    var status: String

    static func reply(_ status: String) throws -> ServiceReply {
      let body = try OrderedJSONEncoder().encode(Health(status: status)) + [0x0A]
      return ServiceReply(headers: ["Content-Type": ServiceReply.json, "Cache-Control": "no-store"], body: body)
    }
  }
}

extension CatalogAPI {
  /// Every path of the API, in the order of its description.
  static let routes = SearchRoutes.all + CustomerRoutes.all + StateRoutes.all + HealthRoutes.all
}
