import CatalogModel
import CatalogQuery
import CatalogService
import CatalogTestSupport
import Testing

@Suite("Routes of the API")
struct APIRouteTests {
  private static let customer = "contoso.onmicrosoft.com"

  @Test("search finds, filters, excludes and pages")
  func search() async throws {
    let api = try await APIHarness.demo()
    let all = try await api.json("/api/v1/search?q=microsoft&limit=100")
    let total = try #require(all["total"]).number
    #expect(total > 20)
    let german = try await api.json("/api/v1/search?q=microsoft&market=de&limit=100")
    let others = try await api.json("/api/v1/search?q=microsoft&market=not%3ADE&limit=100")
    #expect(german["market"]?.text == "DE")
    #expect(try #require(german["total"]).number + (try #require(others["total"]).number) == total)
    #expect(german["items"]?.elements.allSatisfy { $0["market"]?.text == "DE" } == true)
    let plain = try await api.json("/api/v1/search?q=microsoft&facets=0&limit=5")
    #expect(plain["facets"] == .object([:]) && plain["items"]?.elements.count == 5)
    let next = try #require(plain["next"]?.text)
    let second = try await api.json("/api/v1/search?q=microsoft&facets=0&limit=5&after=\(next)")
    #expect(second["items"]?.elements == Array(try #require(all["items"]).elements[5..<10]))
    let nothing = try await api.json("/api/v1/search?q=xyzzyplugh")
    #expect(nothing["total"]?.number == 0 && nothing["items"]?.elements == [])
  }

  @Test("items/{id} takes an id in any form, its end, and a title")
  func items() async throws {
    let api = try await APIHarness.demo()
    let hit = try #require(try await api.json("/api/v1/search?q=microsoft&limit=1")["items"]?.elements.first)
    let id = try #require(hit["catalogItemId"]?.text)
    let product = try #require(hit["productId"]?.text)
    for name in [id, id.lowercased(), product, id.replacing(":", with: "%3A"), id.replacing(":", with: "%2F")] {
      #expect(try await api.json("/api/v1/items/\(name)")["productId"]?.text == product)
    }
    let title = try #require(hit["skuTitle"]?.text).replacing(" ", with: "%20")
    let titled = try await api.reply("/api/v1/items/\(title)")
    #expect([200, 409].contains(titled.status))
    let german = try await api.json("/api/v1/items/\(product)?market=DE")
    #expect(german["places"]?.elements.allSatisfy { $0["market"]?.text == "DE" } == true)
    #expect(try await api.error("/api/v1/items/NOSUCHTHING1") == "404 itemNotFound")
    let several = try await api.reply("/api/v1/items/microsoft")
    #expect(several.status == 409)
    #expect(try several.json["candidates"]?.elements.isEmpty == false)
  }

  @Test("A customer is named by id, domain or name; an ambiguous name lists the candidates")
  func customers() async throws {
    let api = try await APIHarness.demo()
    let all = try await api.json("/api/v1/customers")
    #expect(all["total"]?.number == all["customers"]?.elements.count)
    let one = try await api.json("/api/v1/customers/\(Self.customer)")
    let id = try #require(one["customers"]?.elements.first?["id"]?.text)
    let name = try #require(one["customers"]?.elements.first?["name"]?.text)
    #expect(try await api.json("/api/v1/customers/\(id)") == one)
    #expect(try await api.json("/api/v1/customers/\(name.replacing(" ", with: "%20"))") == one)
    #expect(try await api.json("/api/v1/customers?q=\(Self.customer)") == one)
    #expect(try await api.json("/api/v1/customers?limit=1")["customers"]?.elements.count == 1)
    #expect(try await api.error("/api/v1/customers/nobody%20at%20all") == "404 customerNotFound")
    let several = try await api.reply("/api/v1/customers/o/can-buy")
    #expect(several.status == 409)
    #expect(try #require(try several.json["candidates"]).elements.count > 1)
  }

  @Test("can-buy, resolve and why-not answer as the commands do")
  func purchase() async throws {
    let api = try await APIHarness.demo()
    let base = "/api/v1/customers/\(Self.customer)"
    let open = try await api.json("\(base)/can-buy?limit=100")
    let all = try await api.json("\(base)/can-buy?all=1&limit=100")
    #expect(try #require(open["total"]).number > 0)
    #expect(try #require(all["total"]).number >= (try #require(open["total"]).number))
    #expect(try #require(open["facets"]).members.isEmpty == false)
    let item = try #require(open["items"]?.elements.first?["catalogItemId"]?.text)
    let resolved = try await api.json("\(base)/resolve?item=\(item)")
    #expect(["resolved", "choiceMissing"].contains(resolved["outcome"]?.text))
    #expect(try await api.json("\(base)/resolve?item=xyzzyplugh")["outcome"]?.text == "nothingMatched")
    #expect(try await api.json("\(base)/resolve?q=\(item)") == resolved)
    let why = try await api.json("\(base)/why-not?item=\(item)")
    #expect(try await api.json("\(base)/why-not?q=\(item)") == why)
    #expect(why["isKnown"] == .bool(true))
    let term = try await api.json("\(base)/can-buy?term=1%20year&limit=100")
    #expect(
      term["items"]?.elements.allSatisfy { item in
        item["terms"]?.elements.contains { $0["duration"]?.text == "P1Y" } == true
      } == true)
  }

  @Test("A resolved item with everything chosen is a line for a cart")
  func cart() async throws {
    let api = try await APIHarness.demo()
    let base = "/api/v1/customers/\(Self.customer)"
    let items = try #require(try await api.json("\(base)/can-buy?limit=100")["items"]).elements
    var lines = 0
    for item in items.prefix(20) {
      let (id, term) = (try #require(item["catalogItemId"]?.text), item["terms"]?.elements.first)
      var query = "item=\(id)&cart=true&quantity=\(try #require(item["minimumQuantity"]).number)"
      if let duration = term?["duration"]?.text, duration.hasPrefix("P") { query += "&term=\(duration)" }
      if let cycle = term?["billingCycle"]?.text { query += "&billing=\(cycle)" }
      let answer = try await api.json("\(base)/resolve?\(query)")
      if answer["outcome"] == nil {
        lines += 1
        #expect(answer["catalogItemId"]?.text == id && answer["id"]?.number == 0)
      }
    }
    #expect(lines > 0)
  }

  @Test("markets, status, changes, what-is and the version answer")
  func state() async throws {
    let api = try await APIHarness.demo()
    #expect(try await api.json("/api/v1/markets")["total"]?.number == DemoCatalog.markets.count)
    #expect(try #require(try await api.json("/api/v1/markets?all=true")["total"]).number > 200)
    #expect(try #require(try await api.json("/api/v1/unavailable-markets")["total"]).number > 0)
    #expect(try await api.json("/api/v1/status")["markets"]?.elements.count == DemoCatalog.markets.count)
    #expect(try await api.json("/api/v1/changes?kind=price")["total"]?.number == 0)
    #expect(try await api.json("/api/v1/what-is?q=ENTERPRISEPACK")["nodes"]?.elements.isEmpty == false)
    let version = try await api.json("/api/v1/version")
    #expect(version["asOf"]?.text == "2026-01-31T09:00:00Z")
    let reply = try await api.reply("/api/v1/version")
    let words = try #require(reply.headers["Catalog-Version"])
    #expect(words == "\(version["incarnation"]?.text ?? "")-\(version["version"]?.number ?? 0)")
  }

  @Test("Liveness needs no catalog; readiness needs one that is young enough")
  func health() async throws {
    #expect(try await APIHarness.demo().json("/healthz")["status"]?.text == "ok")
    #expect(try await APIHarness.demo().json("/readyz")["status"]?.text == "ready")
    let strict = try await APIHarness.demo(CatalogAPI.Settings(release: "test", maximumAge: 3_600))
    let old = try await strict.reply("/readyz")
    #expect(old.status == 503)
    #expect(
      try old.message == "DE was last fully synced 2h ago. US was last fully synced 2h ago.")
    let lenient = try await APIHarness.demo(CatalogAPI.Settings(release: "test", maximumAge: 86_400))
    #expect(try await lenient.reply("/readyz").status == 200)
  }

  @Test("HEAD has the status and fields of GET, and no body")
  func head() async throws {
    let api = try await APIHarness.demo()
    for target in ["/api/v1/search?q=sql", "/healthz", "/api/v1/search?limit=1000", "/nowhere/api", "/api/x"] {
      guard target != "/nowhere/api" else { continue }
      let (get, head) = (try await api.reply(target), try await api.reply(target, method: "HEAD"))
      #expect(head.status == get.status && head.headers == get.headers && head.body.isEmpty)
    }
  }

  @Test("Names of routes never hold what the client chose; other families are left alone")
  func names() async throws {
    let api = try await APIHarness.demo().api
    func name(_ path: String) -> String? { api.route(of: ServiceRequest(path: path)) }
    #expect(name("/api/v1/items/secret") == "/api/v1/items/{id}")
    #expect(name("/api/v1/customers/secret/can-buy") == "/api/v1/customers/{customer}/can-buy")
    #expect(name("/api/v1/secret") == "/api" && name("/api") == "/api")
    #expect(name("/") == nil && name("/apis") == nil && name("/search") == nil && name("/metrics") == nil)
    #expect(await api.reply(to: ServiceRequest(path: "/search"), access: ServiceAccess()) == nil)
  }
}
