import CatalogService
import Logging
import ServerTestSupport
import Testing

@testable import CatalogServer

@Suite("Metrics and log of requests")
struct ObservationTests {
  private static let secret = "pcat_0123456789abcdef0123456789abcdef"

  @Test("The log has route, status, time and size; never path, query, host, token or customer")
  func log() async throws {
    let lines = CollectedLines()
    let metrics = ServerMetrics()
    let dispatcher = RequestDispatcher(
      [.init(ScriptedRoutes())],
      guard: ServiceGuard(
        hosts: try AllowedHosts(),
        tokens: AccessTokens([AccessToken(of: Self.secret, label: "desk", scopes: [.catalog])])),
      metrics: metrics, log: AccessLog(Logger(label: "test") { _ in lines }))
    try await RunningServer.running(dispatcher) { server in
      try await RawClient.connected(to: server.address) { client in
        let head = "HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(Self.secret)\r\nX-Customer: contoso\r\n\r\n"
        await client.send("GET /items/contoso-secret?q=fabrikam \(head)HEAD /echo \(head)GET /contoso \(head)")
        #expect(await client.response()?.status == 200)
        #expect(await client.response(isHead: true)?.status == 200)
        #expect(await client.response()?.status == 404)
        await client.send("GET /items/x HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        #expect(await client.response()?.status == 421)
        await client.send("GET /items/x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer contoso\r\n\r\n")
        #expect(await client.response()?.status == 401)
      }
      var seen: [[String: String]] = []
      for _ in 0..<5 { seen.append(try #require(await lines.next())) }
      #expect(seen.allSatisfy { Double($0["ms"] ?? "") != nil })
      #expect(
        seen.map { line in line.filter { $0.key != "ms" && $0.key != "bytes" } } == [
          ["message": "request", "method": "GET", "route": "/items/{id}", "status": "200", "token": "desk"],
          ["message": "request", "method": "HEAD", "route": "/echo", "status": "200", "token": "desk"],
          ["message": "request", "method": "GET", "route": "other", "status": "404", "token": "desk"],
          ["message": "request", "method": "GET", "route": "/items/{id}", "status": "421", "refused": "host"],
          ["message": "request", "method": "GET", "route": "/items/{id}", "status": "401", "refused": "token"],
        ])
    }
    let text = ExpositionFormat.text(metrics.families)
    for secret in [Self.secret, "contoso", "fabrikam", "evil", "desk"] { #expect(!text.contains(secret)) }
    #expect(text.contains(#"partner_catalog_http_requests_total{route="/items/{id}",status="200"} 1"# + "\n"))
    #expect(text.contains(#"partner_catalog_http_refused_total{reason="host"} 1"# + "\n"))
    #expect(text.contains(#"partner_catalog_http_request_duration_seconds_count{route="/items/{id}"} 3"# + "\n"))
    #expect(text.contains("partner_catalog_http_requests_in_flight 0\n"))
  }

  @Test("A histogram counts each request in its class and in all above")
  func histogram() {
    let metrics = ServerMetrics()
    for milliseconds in [1, 2, 3, 40, 9000] {
      metrics.count(route: "/r", status: 200, duration: .milliseconds(milliseconds), refusal: nil)
    }
    let text = ExpositionFormat.text(metrics.families)
    let name = "partner_catalog_http_request_duration_seconds"
    #expect(text.contains("# TYPE \(name) histogram\n"))
    for (bound, count) in [
      ("0.001", 1), ("0.0025", 2), ("0.005", 3), ("0.025", 3), ("0.05", 4), ("5.0", 4), ("+Inf", 5),
    ] {
      #expect(text.contains("\(name)_bucket{route=\"/r\",le=\"\(bound)\"} \(count)\n"), "\(bound)")
    }
    #expect(text.contains("\(name)_sum{route=\"/r\"} 9.046\n"))
    #expect(text.contains("\(name)_count{route=\"/r\"} 5\n"))
  }
}
