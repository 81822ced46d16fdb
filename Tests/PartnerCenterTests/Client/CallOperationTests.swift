import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("The operation of a call decides its method and its safety together")
struct CallOperationTests {
  @Test(
    "A POST is done once, but for a question that is posted",
    arguments: [
      (Call.Operation.get, TransportRequest.Method.get, Call.Safety.read),
      (.query(Data()), .post, .read), (.put(Data()), .put, .idempotent), (.delete, .delete, .idempotent),
      (.post(), .post, .once), (.post(Data()), .post, .once), (.putOnce(Data()), .put, .once),
    ])
  func table(operation: Call.Operation, method: TransportRequest.Method, safety: Call.Safety) {
    let call = Call(["a"], operation: operation, subject: .other)
    #expect((call.method, call.safety) == (method, safety))
  }

  @Test("Of all calls of the library one is done once, and one posts a question")
  func calls() throws {
    let (market, sku) = (CatalogContext.country("DE"), SKUReference("P", "0001"))
    let calls: [Call] = [
      .products(for: market, view: .azure), .product("P", for: market), .skus(of: "P", for: market),
      .sku(sku, for: market), .availabilities(of: sku, for: market), .availability("A", of: sku, for: market),
      .customers(), .customer("c"), .qualifications(of: "c"), .agreements(of: "c"), .directSignedStatus(of: "c"),
      .subscriptions(of: "c"), .subscription("s", of: "c"), .azureEntitlements(of: "s", customer: "c"),
      .registrationStatus(of: "s", customer: "c"), .register("s", customer: "c"),
      try .checkInventory(.init(targetItems: [], inventoryContext: [:]), in: "US"),
    ]
    let posted = calls.filter { $0.method == .post }
    #expect(posted.map(\.safety) == [.once, .read])
    #expect(
      posted.map { $0.path.split(separator: "/").last?.prefix { $0 != "?" } } == ["registrations", "checkinventory"])
    #expect(calls.allSatisfy { $0.method == .post || ($0.method == .get && $0.safety == .read) })
  }

  @Test(
    "A response to a registration that names another subscription or customer is no success",
    arguments: [
      ("/customers/c-1/subscriptions/s-1/registrationstatus", "", true),
      ("https://api.example.com/v1/Customers/C-1/Subscriptions/S-1/registrationstatus?x=1", "", true),
      ("/somewhere/else", "", true), ("", #"{"subscriptionId":"S-1","status":"Registering"}"#, true),
      ("", #"{"status":"Registering"}"#, true), ("", "not JSON", true),
      ("/customers/c-1/subscriptions/s-2/registrationstatus", "", false),
      ("/customers/c-2/subscriptions/s-1/registrationstatus", "", false),
      ("", #"{"subscriptionId":"s-2","status":"Registering"}"#, false),
      ("", #"{"code":400072,"description":"no"}"#, false),
    ])
  func named(location: String, body: String, isDone: Bool) async {
    let service = ScriptedService([.json(202, body, headers: [.init("Location", location)])])
    do {
      let outcome = try await client(of: service).perform(.register("s-1", customer: "c-1"))
      guard case .found = outcome else { return #expect(Bool(false), "\(outcome)") }
      #expect(isDone)
    } catch {
      guard case .outcomeUnknown = (error as? RequestError)?.cause else { return #expect(Bool(false), "\(error)") }
      #expect(!isDone)
    }
    #expect(service.requests.count == 1)
  }
}
