import CatalogModel
import CatalogQuery
import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Testing

@testable import CatalogVerification

@Suite("Verification where a catalog refuses")
struct RefusedVerificationTests {
  private static let unknownCustomer: CustomerID = "00000000-0000-0000-0000-000000000000"

  private func items(_ harness: VerificationHarness, limit: Int = 3) throws -> [CatalogItem] {
    try harness.catalog().purchasableItems(
      for: "contoso.onmicrosoft.com", matching: "", PurchaseOptions(limit: limit)
    ).items.map(\.item)
  }

  private func contoso(_ harness: VerificationHarness) throws -> CustomerID {
    try #require(try harness.catalog().customers(matching: "contoso.onmicrosoft.com").first).id
  }

  /// A refusal of the customer's own catalog: status, body, and what is to be told of it.
  typealias Shape = (status: Int, body: String, code: String?, words: String?)

  static let shapes: [Shape] = [
    (
      403, #"{"code":20002,"description":"No relationship.","data":[],"source":"PartnerFD"}"#, "20002",
      "No relationship."
    ),
    (403, #"{"code":"400036","description":"Not allowed."}"#, "400036", "Not allowed."),
    (403, #"{"code":"4711","description":"Something new."}"#, "4711", "Something new."), (403, "", nil, nil),
    (403, "<html>Forbidden</html>", nil, nil), (404, "", nil, nil), (404, "<html>Not found</html>", nil, nil),
    (404, #"{"code":2000,"description":"Customer not found"}"#, "2000", "Customer not found"),
    (404, #"{"error":{"code":"NotFound","message":"No such route"}}"#, "NotFound", "No such route"),
    (400, #"{"code":"400030","description":"Bad segment."}"#, "400030", "Bad segment."),
    (500, #"{"code":"500","description":"Oops"}"#, "500", "Oops"), (503, "", nil, nil),
    (
      200, #"{"code":400072,"description":"This item isn't available.","data":[]}"#, "400072",
      "This item isn't available."
    ),
    (200, "<html>Welcome</html>", nil, nil), (200, #"{"items":[{"id":"A"#, nil, nil),
    (200, #"{"items":[7]}"#, nil, nil),
  ]

  @Test(
    "Whatever refuses is told with its code and words, and the market's catalog is asked instead", arguments: shapes)
  func refused(shape: Shape) async throws {
    let harness = try await VerificationHarness()
    let (items, customer) = try (items(harness), contoso(harness))
    let transport = harness.transport(answering: "/customers/", shape.status, shape.body)
    let report = try await harness.verifier(transport: transport).verify(items, for: customer)
    #expect(report.items.map(\.catalogItemID) == items.map(\.catalogItemID))
    #expect(!report.isWhole)
    for item in report.items {
      #expect(item.state == .refused && !item.isVerified)
      #expect(item.isInCustomerCatalog == nil)
      #expect(item.comparedWith == .market && item.marketState == .same)
      #expect(item.refusal?.catalog == .customer)
      if let code = shape.code { #expect(item.refusal?.code == code) }
      if let words = shape.words { #expect(item.refusal?.message == words) }
      #expect(item.refusal?.status == (shape.status == 200 && shape.code == nil ? nil : shape.status))
      #expect(item.refusal.map { !"\($0)".isEmpty } == true)
    }
  }

  @Test(
    "The service's word that product or SKU is not there is an answer, not a refusal", arguments: ["400013", "400018"])
  func absent(code: String) async throws {
    let harness = try await VerificationHarness()
    let (items, customer) = try (items(harness), contoso(harness))
    let transport = harness.transport(
      answering: "/customers/", 404, #"{"code":"\#(code)","description":"Not found."}"#)
    let report = try await harness.verifier(transport: transport).verify(items, for: customer)
    #expect(report.isWhole)
    #expect(
      report.items.allSatisfy { $0.state == .same && $0.isInCustomerCatalog == false && $0.comparedWith == .market })
  }

  @Test("A customer whom the service does not know is a refusal")
  func unknownCustomer() async throws {
    let harness = try await VerificationHarness()
    let report = try await harness.verifier().verify(items(harness), for: Self.unknownCustomer)
    #expect(report.items.allSatisfy { $0.state == .refused && $0.marketState == .same })
  }

  @Test("One item refused and others verified: each says its own state, and only the others are confirmed")
  func one() async throws {
    let harness = try await VerificationHarness()
    let (items, customer) = try (items(harness, limit: 5), contoso(harness))
    let refused = items[2]
    let transport = harness.transport(
      answering: "/customers/\(customer)/products/\(refused.productID)/skus/\(refused.skuID)/", 403, "")
    let report = try await harness.verifier(transport: transport).verify(items, for: customer)
    for (item, verification) in zip(items, report.items) {
      #expect(verification.state == (item.sku == refused.sku ? .refused : .same))
      #expect(verification.isInCustomerCatalog == (item.sku == refused.sku ? nil : true))
    }
    #expect(!report.isWhole)
  }

  @Test("Where the market's catalog refuses as well, the item was compared with nothing, and is not confirmed")
  func both() async throws {
    let harness = try await VerificationHarness()
    let (items, customer) = try (items(harness), contoso(harness))
    let transport = harness.transport(answering: "/availabilities", 403, #"{"code":"9","description":"No."}"#)
    for customer in [customer, nil] {
      let report = try await harness.verifier(transport: transport).verify(items, for: customer)
      for item in report.items {
        #expect(item.state == .refused && item.comparedWith == nil && item.marketState == nil)
        #expect(item.refusal?.catalog == (customer == nil ? .market : .customer))
        #expect(item.refusal?.code == "9")
      }
    }
    #expect(try self.items(harness).map(\.ageSeconds) == [3600, 3600, 3600])
  }

  @Test("What the market's catalog shows otherwise is told beside the refusal, and the store brought up to date")
  func otherVersion() async throws {
    let harness = try await VerificationHarness(products: 60)
    let (items, customer) = try (items(harness, limit: 10_000), contoso(harness))
    harness.emulator.setVersion(4)
    let transport = harness.transport(answering: "/customers/", 403, "")
    let report = try await harness.verifier(transport: transport).verify(items, for: customer)
    #expect(report.items.count == items.count && report.items.allSatisfy { $0.state == .refused })
    let states = Set(report.items.compactMap(\.marketState))
    #expect(states.isSuperset(of: [.same, .reissued, .changed]))
    for item in report.items { #expect((item.newCatalogItemID != nil) == (item.marketState == .reissued)) }
  }

  @Test("No answer at all for some: those are not asked about, the others keep what was found")
  func partly() async throws {
    let harness = try await VerificationHarness()
    let (items, customer) = try (items(harness, limit: 6), contoso(harness))
    let emulated = harness.emulator.transport()
    let last = try #require(items.map(\.sku).sorted().last)
    let transport = ScriptedService { request, _ in
      guard request.url.contains("/products/\(last.product)/skus/\(last.sku)/") else {
        return try await emulated.send(request)
      }
      throw TransportFailure.connectionBroken(reason: "cable cut")
    }
    let verifier = CatalogVerifier(
      store: harness.store, client: harness.client(transport: transport), concurrency: 1,
      now: { VerificationHarness.start.addingTimeInterval(3600) })
    let report = try await verifier.verify(items, for: customer)
    #expect(!report.isWhole)
    for (item, verification) in zip(items, report.items) {
      #expect(verification.state == (item.sku == last ? .notAsked : .same))
      #expect(verification.remark?.contains("cable cut") == (item.sku == last ? true : nil))
    }
  }

  @Test("Words of states are fixed, and every key is there")
  func json() throws {
    let refusal = VerificationRefusal(catalog: .customer, status: 403, code: nil, message: nil, requestID: "r-1")
    let item = ItemVerification(catalogItemID: "P:S:A", state: .refused, refusal: refusal, marketState: .same)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(
      String(decoding: try encoder.encode(item), as: UTF8.self)
        == #"{"catalogItemId":"P:S:A","comparedWith":null,"isInCustomerCatalog":null,"marketState":"same","newCatalogItemId":null,"refusal":{"catalog":"customer","code":null,"message":null,"requestId":"r-1","status":403},"remark":null,"state":"refused"}"#
    )
    #expect(
      ItemVerification.State.allCases.map(\.rawValue) == ["same", "reissued", "changed", "gone", "refused", "notAsked"])
    #expect("\(refusal)" == "the service answered 403")
    let report = VerificationReport.notAsked(["P:S:A"], because: "No account.")
    #expect(!report.isWhole && report.items.map(\.state) == [.notAsked] && report.items[0].remark == "No account.")
  }
}
