import CatalogJSON
import CatalogModel
import CatalogQuery
import CatalogService
import CatalogStore
import CatalogTestSupport
import Foundation
import Testing

@Suite("Errors of the API")
struct APIErrorTests {
  @Test(
    "A parameter that cannot mean anything is refused by its name",
    arguments: [
      ("search?limit=101", "Parameter limit: \"101\" is not a number from 0 to 100."),
      ("search?limit=-1", "Parameter limit: \"-1\" is not a number from 0 to 100."),
      ("search?limit=ten", "Parameter limit: \"ten\" is not a number from 0 to 100."),
      ("search?limit=99999999999999999999", "Parameter limit: "),
      ("search?limit=1&limit=2", "Parameter limit: it is given twice."),
      ("search?colour=red", "Parameter colour: the path has q, items, "),
      ("search?items=yes", "Parameter items: \"yes\" is not true"),
      ("search?market=ZZ", "Parameter market: ZZ is not a market of the service."),
      (
        "search?market=Germany", "Parameter market: Germany is not a market. Markets are two letters, such as US or DE."
      ),
      ("search?term=soon", "Parameter term: \"soon\" is not a term length."),
      ("search?segment=not:", "Parameter segment: the value is empty."),
      ("search?trial=maybe", "Parameter trial: \"maybe\" is neither true nor false."),
      ("search?maxPrice=cheap", "Parameter maxPrice: \"cheap\" is not a price."),
      ("search?maxPrice=5/month&price=none", "Parameter price: none cannot be combined"),
      ("search?after=nowhere", "is not a page position"), ("search?q=%zz", "bad percent escape"),
      ("search?q=%", "bad percent escape"),
      ("search?q=%C3", "bad percent escape"),
      ("changes?since=yesterday", "Parameter since: \"yesterday\" is not a time."),
      ("changes?limit=501", "Parameter limit: "),
      ("changes?kind=stolen", "Parameter kind: \"stolen\" is not accepted."),
      ("changes?kind=price&before=3", "Parameter before: changes of prices have no changeId."),
      ("changes-by-day?days=0", "Parameter days: "), ("what-is", "Parameter q: it is missing."),
      ("what-is?q=+", "Parameter q: "),
      ("status?verbose=1", "Parameter verbose: the path has no parameters."),
      ("customers/contoso.onmicrosoft.com/resolve", "Parameter item: it is missing."),
      ("customers/contoso.onmicrosoft.com/why-not", "Parameter item: it is missing."),
      ("customers/contoso.onmicrosoft.com/resolve?item=x&q=y", "Parameter q: the item is already given."),
      ("customers/contoso.onmicrosoft.com/resolve?item=x&quantity=0", "Parameter quantity: "),
      ("items/%zz", "bad percent escape"),
      ("items/%20", "The path names no item."),
    ])
  func usage(target: String, says: String) async throws {
    let reply = try await APIHarness.demo().reply("/api/v1/\(target)")
    #expect(reply.status == 400)
    let message = try reply.message
    #expect(message.contains(says), "\(message)")
    #expect(reply.headers["Cache-Control"] == "no-store" && reply.headers["ETag"] == nil)
  }

  @Test("Values, names and bodies that are too long are refused, and quoted only in part")
  func long() async throws {
    let api = try await APIHarness.demo()
    let text = String(repeating: "x", count: 501)
    #expect(try await api.reply("/api/v1/search?q=\(text)").message.contains("longer than 500 characters"))
    let name = try await api.reply("/api/v1/search?\(text)=1")
    #expect(name.status == 400 && name.body.count < 700)
    #expect(try await api.error("/api/v1/items/\(text)") == "400 usage")
    let markets = Array(repeating: "market=US", count: 51).joined(separator: "&")
    #expect(
      try await api.reply("/api/v1/search?\(markets)").message == "Parameter market: it is given more than 50 times.")
    let body = String(repeating: "x", count: 65_537)
    #expect(try await api.error("/api/v1/check", method: "POST", body: body) == "413 requestTooLarge")
    let ids = String(repeating: "CFQ7TTC0LH18\n", count: 1_001)
    #expect(try await api.error("/api/v1/check", method: "POST", body: ids) == "400 usage")
  }

  @Test("Unknown paths are 404 and wrong methods 405, with the methods that are accepted")
  func paths() async throws {
    let api = try await APIHarness.demo()
    for path in ["/api", "/api/", "/api/v1", "/api/v2/search", "/api/v1/search/", "/api/v1/items/", "/api/v1//status"] {
      #expect(try await api.error(path) == "404 pathNotFound", "\(path)")
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
      let reply = try await api.reply("/api/v1/search", method: method)
      #expect(reply.status == 405 && reply.headers["Allow"] == "GET, HEAD")
    }
    let check = try await api.reply("/api/v1/check")
    #expect(check.status == 405 && check.headers["Allow"] == "POST")
    let json = try await api.reply(
      "/api/v1/check", method: "POST", headers: ["Content-Type": "application/json"], body: "[]")
    #expect(json.status == 415)
    for type in ["text/plain; charset=utf-8", "application/x-www-form-urlencoded", "Application/Octet-Stream"] {
      let lines = try await APIHarness.demo().reply(
        "/api/v1/check", method: "POST", headers: ["Content-Type": type], body: "CFQ7TTC0LFLX\n")
      #expect(lines.status == 200, "\(type)")
    }
  }

  @Test("Without the scope of customers their paths are 403, and nothing else speaks of them")
  func scope() async throws {
    let api = try await APIHarness.demo()
    let catalogOnly = ServiceAccess(scopes: [.catalog])
    for path in ["", "/contoso", "/contoso/can-buy", "/contoso/resolve?item=x", "/contoso/why-not?item=x"] {
      #expect(try await api.error("/api/v1/customers\(path)", access: catalogOnly) == "403 forbidden")
    }
    #expect(try await api.error("/api/v1/search", access: ServiceAccess(scopes: [])) == "403 forbidden")
    #expect(try await api.json("/api/v1/customers")["customers"]?.elements.isEmpty == false)
    for path in ["status", "search?q=contoso", "changes", "markets", "what-is?q=contoso", "version"] {
      let text = try await api.reply("/api/v1/\(path)", access: catalogOnly).text.lowercased()
      #expect(!text.contains("customers") && !text.contains("onmicrosoft"), "\(path)")
    }
  }

  @Test("The status names the runs that read customers only to those who may read customers")
  func jobs() async throws {
    try await withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("catalog.sqlite").path
      let store = try await DemoCatalog.make(at: path)
      for command in ["sync", "customers sync"] {
        try await store.record(
          RunEnding(
            command: command, runID: nil, startedAt: DemoCatalog.readAt, finishedAt: DemoCatalog.readAt,
            state: .complete, exitCode: 0, errorCode: nil, requests: 1, retries: 0, throttled: 0))
      }
      let api = try APIHarness(path: path)
      func jobs(_ scopes: Set<ServiceAccess.Scope>) async throws -> [String] {
        let status = try await api.json("/api/v1/status", access: ServiceAccess(scopes: scopes))
        return status["jobs"]?.elements.compactMap { $0["command"]?.text } ?? []
      }
      #expect(try await jobs([.catalog, .customers]) == ["customers sync", "sync"])
      #expect(try await jobs([.catalog]) == ["sync"])
    }
  }

  @Test("A catalog that is gone is 503 with the code of the command, and liveness goes on")
  func missing() async throws {
    try await withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("catalog.sqlite").path
      _ = try await DemoCatalog.make(at: path)
      let api = try APIHarness(path: path)
      try FileManager.default.removeItem(atPath: path)
      #expect(try await api.error("/api/v1/search?q=sql") == "503 storeMissing")
      #expect(try await api.error("/readyz") == "503 storeMissing")
      #expect(try await api.reply("/healthz").status == 200)
      try Data("not a catalog".utf8).write(to: URL(fileURLWithPath: path))
      #expect(try await api.error("/api/v1/search?q=sql") == "503 storeForeign")
    }
  }

  @Test("Every code has a status, and only unknown failures are 500")
  func statuses() {
    for code in ErrorCode.all { #expect((400...599).contains(ServiceError.status(of: code))) }
    for code in CatalogError.Code.allCases {
      #expect(ServiceError.status(of: ErrorCode(code.rawValue)) != 500, "\(code)")
    }
    struct Surprise: Error, CustomStringConvertible { var description: String { "a secret" } }
    let reply = ServiceReply(ServiceError(Surprise()))
    #expect(reply.status == 500 && !reply.text.contains("secret"))
  }
}
