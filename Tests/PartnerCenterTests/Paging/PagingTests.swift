import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("Lists are read to their end")
struct PagingTests {
  private let call = Call.customers(pageSize: 1)

  private func page(_ id: String?, next: String? = nil, token: String? = nil) -> TransportResponse {
    let item = id.map { #"{"id":"\#($0)"}"# } ?? ""
    let headers = token.map { #"[{"key":"MS-ContinuationToken","value":"\#($0)"}]"# } ?? "[]"
    let links = next.map { #","links":{"next":{"uri":"\#($0)","method":"GET","headers":\#(headers)}}"# } ?? ""
    return .json(200, #"{"totalCount":1,"items":[\#(item)]\#(links)}"#, headers: [.init("MS-RequestId", "r")])
  }

  @Test("Every next link is followed verbatim, with its headers")
  func follows() async throws {
    let answers = [
      page("a", next: "/customers?size=1&seekOperation=Next", token: "T1"),
      page("b", next: "/v1/customers?size=1&seekOperation=Next", token: "T2"),
      page("c", next: "https://api.example.com/v1/customers?p=4"), page("d"),
    ]
    let service = ScriptedService(answers)
    guard case .read(let reading) = try await client(of: service).list(call, of: Customer.self) else {
      return #expect(Bool(false), "not read")
    }
    #expect(reading.items.map(\.id) == ["a", "b", "c", "d"])
    #expect(reading.pages == 4)
    #expect(reading.unreadable == 0)
    #expect(reading.hash == ContentHash(of: answers.map(\.body)))
    #expect(
      service.requests.map(\.url) == [
        "https://api.example.com/v1/customers?size=1",
        "https://api.example.com/v1/customers?size=1&seekOperation=Next",
        "https://api.example.com/v1/customers?size=1&seekOperation=Next", "https://api.example.com/v1/customers?p=4",
      ])
    #expect(service.values(of: "MS-ContinuationToken") == ["-", "T1", "T2", "-"])
    #expect(Set(service.values(of: "MS-CorrelationId")).count == 1, "one listing, one correlation id")
    #expect(Set(service.values(of: "MS-RequestId")).count == 4)
  }

  @Test(
    "A list that leads nowhere good ends with an error, not silently",
    arguments: [
      ("/customers?size=1", "its pages form a loop"),
      ("/customers?page=2", "its pages form a loop"),
      ("https://evil.example/", "its link to the next page leads to another host, where no token is sent"),
    ])
  func faults(next: String, words: String) async {
    let service = ScriptedService([page("a", next: next)])
    await #expect {
      try await client(of: service).list(call, of: Customer.self)
    } throws: { "\($0)" == "/customers?size=1 failed: \(words) (MS-RequestId r)" }
    #expect(service.requests.count <= 2)
    #expect(service.requests.allSatisfy { $0.url.hasPrefix("https://api.example.com/") })
  }

  @Test("An empty page that names a next one is an error")
  func emptyPage() async {
    await #expect {
      try await client(of: ScriptedService([page(nil, next: "/customers?page=2")])).list(call, of: Customer.self)
    } throws: { "\($0)".contains("an empty page links to a next page") }
  }

  @Test(
    "A next link that cannot be read does not pass for the end of the list",
    arguments: [
      #"{"uri":{"x":1}}"#, #"{"uri":["/x"]}"#, #""/customers?page=2""#,
      #"{"uri":"","method":"GET","headers":[{"key":"MS-ContinuationToken","value":"A"}]}"#,
    ])
  func unreadableLink(next: String) async {
    let service = ScriptedService([.json(200, #"{"items":[{"id":"a"}],"links":{"next":\#(next)}}"#)])
    await #expect {
      try await client(of: service).list(call, of: Customer.self)
    } throws: { "\($0)".contains("(its link to the next page cannot be read)") }
  }

  @Test(
    "An empty next link is none",
    arguments: ["null", "{}", #"{"uri":null}"#, #"{"uri":"","method":"GET","headers":[]}"#])
  func emptyLink(next: String) async throws {
    let service = ScriptedService([.json(200, #"{"items":[{"id":"a"}],"links":{"next":\#(next)}}"#)])
    guard case .read(let reading) = try await client(of: service).list(call, of: Customer.self) else {
      return #expect(Bool(false), "not read")
    }
    #expect(reading.pages == 1)
  }

  @Test(
    "An error on a later page is the error of the list, a 404 in the service's own words too",
    arguments: [
      (400, ""), (404, ""), (404, #"{"code":400013,"description":"The product was not found."}"#),
      (404, #"{"code":404,"description":"no such resource"}"#), (403, ""),
    ])
  func laterPages(status: Int, body: String) async throws {
    let service = ScriptedService([page("a", next: "/products/P/skus?page=2"), .json(status, body)])
    let failure = try await #require(throws: RequestError.self) {
      try await client(of: service).list(.skus(of: "P", for: .country("US")), of: Customer.self)
    }
    guard case .refused(let refusal) = failure.cause else { return #expect(Bool(false), "\(failure)") }
    #expect(refusal.status == status)
    #expect(service.requests.count == 2)
  }

  @Test(
    "A 404 is an outcome only where its code speaks of the thing asked for, or of what it belongs to",
    arguments: [
      (Call.product("P", for: .country("US")), ["400013"]),
      (.skus(of: "P", for: .country("US")), ["400013"]),
      (.sku(SKUReference("P", "0001"), for: .country("US")), ["400013", "400018"]),
      (.availabilities(of: SKUReference("P", "0001"), for: .country("US")), ["400013", "400018"]),
      (.products(for: .country("US"), view: .azure), []), (.customers(), []),
    ] as [(Call, [String])])
  func absence(call: Call, codes: [String]) async throws {
    for code in ["400013", "400018", "400019", "1000", "404", ""] {
      let service = ScriptedService([.json(404, code.isEmpty ? "" : #"{"code":\#(code),"description":"x"}"#)])
      do {
        guard case .notFound = try await client(of: service).list(call, of: Product.self) else {
          return #expect(Bool(false), "\(call.path) \(code)")
        }
        #expect(codes.contains(code), "\(call.path) \(code)")
      } catch let failure as RequestError {
        #expect(failure.isUnprovenAbsence)
        #expect(!codes.contains(code), "\(call.path) \(code)")
      }
      #expect(service.requests.count == 1, "asked once")
    }
  }

  @Test(
    "An error body in a success is a refusal with its code, asked for once",
    arguments: [
      #"{"code":400072,"description":"This item isn't available.","data":[],"source":"PartnerFD"}"#,
      #"{"code":"400072","description":"x","items":null}"#, #"{"Code":400072,"Message":"x","totalCount":0}"#,
      #"{"totalCount":0,"items":[],"code":400072,"description":"x"}"#,
    ])
  func errorBody(body: String) async throws {
    let service = ScriptedService([.json(200, body)])
    let failure = try await #require(throws: RequestError.self) {
      try await client(of: service).list(.skus(of: "P", for: .country("US")), of: SKU.self)
    }
    guard case .refused(let refusal) = failure.cause else { return #expect(Bool(false), "\(failure)") }
    #expect((refusal.status, refusal.code) == (200, "400072"))
    #expect(service.requests.count == 1)
  }

  @Test("A list whose bodies are the known ones is unchanged, on one page and on several")
  func unchanged() async throws {
    for answers in [[page("a")], [page("a", next: "/customers?page=2"), page("b")]] {
      let hash = ContentHash(of: answers.map(\.body))
      guard
        case .unchanged(let same) = try await client(of: ScriptedService(answers)).list(
          call, of: Customer.self, unless: hash)
      else { return #expect(Bool(false), "changed") }
      #expect(same == hash)
      guard
        case .read = try await client(of: ScriptedService(answers)).list(
          call, of: Customer.self, unless: ContentHash(rawValue: 1))
      else { return #expect(Bool(false), "unchanged") }
    }
  }
}
