import CatalogJSON
import CatalogModel
import CatalogService
import CatalogTestSupport
import Foundation
import SeededRandom
import Testing

@Suite("Random requests")
struct APIFuzzTests {
  /// Pieces of which requests are made: true ones, near misses and nonsense.
  private static let segments = [
    "api", "v1", "v2", "search", "customers", "contoso.onmicrosoft.com", "contoso", "o", "can-buy", "resolve",
    "why-not",
    "items", "CFQ7TTC0LH18", "CFQ7TTC0LH18:0001", "changes", "changes-by-day", "markets", "unavailable-markets",
    "status",
    "what-is", "check", "version", "openapi.json", "healthz", "readyz", "", "%", "%2", "%2F", "%00", "%C3%A4", "%ff",
    "..",
    ".", "{id}", "%7Bid%7D", "ä", "雲", "\u{202E}x", "'; DROP TABLE change; --",
  ]
  private static let names = [
    "q", "items", "group", "explain", "facets", "limit", "offset", "after", "market", "segment", "type", "publisher",
    "term", "billing", "scope", "prerequisite", "currency", "trial", "purchasable", "price", "maxPrice", "sort",
    "since",
    "kind", "before", "days", "item", "quantity", "cart", "all", "partial", "inventoryMaxAge", "colour", "", "%zz",
  ]
  private static let values = [
    "", "sql", "microsoft+365", "true", "0", "1", "100", "500", "-1", "9223372036854775807", "99999999999999999999",
    "US",
    "de", "not:US", "not:", "ZZ", "P1Y", "1 year", "monthly", "none", "legacy", "EUR", "retail", "1/month", "1e9/year",
    "24h", "2026-01-31", "99999999999d", "price", "added", "%", "%00", "%F0%9F%92%A9", "\u{0}", "雲", "t-0-US",
    "r-1-2-3",
    "bm-0-0-0-0-0-0-0-0-0-0", "t-zzzzzz-US", "r-0-0-0-0-US-0-0-", String(repeating: "a ", count: 240),
  ]

  @Test("always get JSON with a status, and an error has a known code", arguments: [1, 2, 3, 4])
  func requests(seed: UInt64) async throws {
    let api = try await APIHarness.demo().api
    var random = SplitMix64(seed: seed)
    func pick<Value>(_ values: [Value], _ random: inout SplitMix64) -> Value {
      values[Int(random.next() % UInt64(values.count))]
    }
    let known = Set(ErrorCode.all)
    var statuses: [Int: Int] = [:]
    for _ in 0..<250 {
      let routes = CatalogAPI.paths
      var path = pick(routes, &random).split(separator: "/").map {
        $0.hasPrefix("{") ? pick(Self.segments, &random) : String($0)
      }
      if random.next() % 4 == 0, !path.isEmpty {
        path[Int(random.next() % UInt64(path.count))] = pick(Self.segments, &random)
      }
      let query = (0..<Int(random.next() % 4)).map { _ in "\(pick(Self.names, &random))=\(pick(Self.values, &random))" }
        .joined(separator: "&")
      let body = (0..<Int(random.next() % 300)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let request = ServiceRequest(
        method: pick(["GET", "GET", "GET", "HEAD", "POST", "PUT", ""], &random),
        path: "/" + path.joined(separator: "/"),
        query: query, headers: random.next() % 5 == 0 ? ["If-None-Match": pick(Self.values, &random)] : [:], body: body)
      guard let reply = await api.reply(to: request, access: ServiceAccess()) else {
        #expect(path.first != "api")
        continue
      }
      statuses[reply.status, default: 0] += 1
      #expect([200, 304, 400, 404, 405, 409, 413, 415, 503].contains(reply.status), "\(request): \(reply.text)")
      guard request.method != "HEAD", reply.status != 304 else { continue }
      #expect(reply.headers["Content-Type"] == "application/json")
      let json = try reply.json
      if reply.status != 200 {
        #expect(known.contains(ErrorCode(try #require(json["error"]?["code"]?.text))), "\(request)")
      }
    }
    #expect(statuses[200, default: 0] > 10 && statuses[400, default: 0] > 10 && statuses[404, default: 0] > 10)
  }
}
