import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("Calls are sent as documented")
struct CallTests {
  private let germany = CatalogContext.country("DE")
  private let sku = SKUReference("P", "0001")

  @Test("Paths and queries of every route")
  func routes() throws {
    let customer = CatalogContext.customer("c-1")
    #expect(
      Call.products(for: germany, view: .azure, segment: .nonprofit, scope: .azurePlan).path
        == "/products?country=DE&targetView=Azure&targetSegment=nonprofit&reservationScope=AzurePlan")
    #expect(Call.products(for: customer, view: .software).path == "/customers/c-1/products?targetView=Software")
    #expect(Call.product("P", for: germany).path == "/products/P?country=DE")
    #expect(
      Call.skus(of: "P", for: germany, segment: .education).path
        == "/products/P/skus?country=DE&targetSegment=education")
    #expect(
      Call.sku(sku, for: germany, scope: .azurePlan).path
        == "/products/P/skus/0001?country=DE&reservationScope=AzurePlan")
    #expect(Call.availabilities(of: sku, for: germany).path == "/products/P/skus/0001/availabilities?country=DE")
    #expect(
      Call.availability("A", of: sku, for: customer).path == "/customers/c-1/products/P/skus/0001/availabilities/A")
    #expect(Call.customers(pageSize: 40).path == "/customers?size=40")
    #expect(Call.customer("c-1").path == "/customers/c-1")
    #expect(Call.qualifications(of: "c-1").path == "/customers/c-1/qualifications")
  }

  @Test("Ids are percent-encoded down to the unreserved characters")
  func encoding() {
    #expect(Call.product("a/b?c#d%e f:g", for: germany).path == "/products/a%2Fb%3Fc%23d%25e%20f%3Ag?country=DE")
    #expect(Call.customer("ü").path == "/customers/%C3%BC")
    #expect(Call.product("P", for: .country("D&x=1")).path == "/products/P?country=D%26X%3D1")
  }

  @Test("An inventory check is a POST with exactly the given context")
  func inventory() throws {
    let call = try Call.checkInventory(
      InventoryCheckRequest(
        targetItems: [.init(productID: "P", skuID: nil), .init(productID: "Q", skuID: "0002")],
        inventoryContext: ["customerId": "c-1", "armRegionName": "westeurope"]), in: "US")
    #expect(call.method == .post)
    #expect(call.path == "/extensions/product/checkinventory?country=US")
    let body = try #require(call.body)
    #expect(
      try JSONDecoder().decode(JSONValue.self, from: body)
        == .object([
          "targetItems": .array([
            .object(["productId": .string("P")]), .object(["productId": .string("Q"), "skuId": .string("0002")]),
          ]),
          "inventoryContext": .object(["customerId": .string("c-1"), "armRegionName": .string("westeurope")]),
        ]))
  }

  @Test("A call carries token, tracing ids, contract version and locale")
  func headers() async throws {
    let service = ScriptedService([.json(200, "[]")])
    _ = try await client(of: service).list(
      .checkInventory(.init(targetItems: [], inventoryContext: [:]), in: "US"), of: InventoryItem.self)
    let request = try #require(service.requests.first)
    #expect(request.url == "https://api.example.com/v1/extensions/product/checkinventory?country=US")
    #expect(request.method == .post)
    #expect(request.body == Data(#"{"inventoryContext":{},"targetItems":[]}"#.utf8))
    let sent = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
    #expect(
      sent == [
        "Authorization": "Bearer token-1", "Accept": "application/json", "MS-Contract-Version": "v1",
        "MS-RequestId": "id-2", "MS-CorrelationId": "id-1", "X-Locale": "de-DE",
        "MS-PartnerCenter-Application": "partner-catalog", "Content-Type": "application/json",
      ])
  }

  @Test("What is found is told from what is not there and what is closed")
  func outcomes() async throws {
    let service = ScriptedService([
      .json(200, #"{"id":"P"}"#), .json(404, #"{"code":400013,"description":"weg"}"#),
      .json(403, #"{"code":"400036","description":"zu"}"#),
    ])
    let client = client(of: service)
    guard case .found(let product) = try await client.get(.product("P", for: germany), as: Product.self) else {
      return #expect(Bool(false), "not found")
    }
    #expect(product.id == "P")
    guard case .notFound(let gone) = try await client.get(.product("P", for: germany), as: Product.self) else {
      return #expect(Bool(false), "not gone")
    }
    #expect(gone.code == "400013")
    guard case .forbidden(let closed) = try await client.list(.products(for: germany, view: .azure), of: Product.self)
    else { return #expect(Bool(false), "not closed") }
    #expect(closed.code == "400036")
    #expect(closed.requestID == "id-6", "our own id where the answer has none")
    #expect(client.traffic == RequestCounts(requests: 3, retries: 0, throttled: 0))
  }

  @Test("403 without a known code and 400 fail at once and say no of one call, both with whole messages")
  func refused() async {
    let forbidden = client(
      of: ScriptedService([.json(403, #"{"code":900329,"description":"nur mit Nutzer"}"#)]))
    await #expect {
      try await forbidden.get(.product("P", for: germany), as: Product.self)
    } throws: { error in
      (error as? RequestError)?.isNotPermitted == true
        && "\(error)".hasPrefix(
          "/products/P?country=DE failed: the service answered 403, code 900329: nur mit Nutzer")
    }
    let service = ScriptedService([
      .json(400, #"{"code":"3000","description":"falsch"}"#, headers: [.init("MS-RequestId", "r-9")])
    ])
    await #expect {
      try await client(of: service).get(.product("P", for: germany), as: Product.self)
    } throws: { error in
      "\(error)"
        == "/products/P?country=DE failed: the service answered 400, code 3000: falsch (MS-RequestId r-9)"
    }
    #expect(service.requests.count == 1)
  }
}
