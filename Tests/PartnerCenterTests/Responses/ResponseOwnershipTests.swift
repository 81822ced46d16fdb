import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("An answer that names another thing than was asked for is no answer")
struct ResponseOwnershipTests {
  private static let us = CatalogContext.country("US")
  private static let customer = CatalogContext.customer("c-1")
  private static let sku = SKUReference("P1", "0001")

  private static func availability(
    _ id: String = "A1", product: String? = "P1", sku: String? = "0001", country: String? = "US",
    item: String? = "P1:0001:A1", more: String = ""
  ) -> String {
    func member(_ name: String, _ value: String?) -> String { value.map { #","\#(name)":"\#($0)""# } ?? "" }
    return #"{"id":"\#(id)""# + member("productId", product) + member("skuId", sku) + member("country", country)
      + member("catalogItemId", item) + more + "}"
  }

  private static func list(_ items: String...) -> String { #"{"items":[\#(items.joined(separator: ","))]}"# }

  /// Whether the answer is taken, or refused as another's after it was asked for again.
  private func isTaken<Value: WireResource>(_ body: String, for call: Call, as type: Value.Type) async -> Bool {
    let service = ScriptedService([.json(200, body)])
    do {
      switch try await client(of: service).list(call, of: type) {
      case .read: return true
      default: return false
      }
    } catch {
      #expect("\(error)".contains("the response cannot be read (it is of another thing than was asked for)"))
      #expect((error as? RequestError)?.isTransient == true)
      #expect(service.requests.count == 5, "asked for again, like after a broken connection")
      return false
    }
  }

  @Test(
    "Availabilities of a SKU",
    arguments: [
      (list(availability()), true), (list(), true), (availability(), true),
      (list(availability(product: "p1", country: "us", item: "p1:0001:A1")), true),
      (list(availability(product: nil, sku: nil, country: nil, item: nil)), true),
      (list(availability(product: "", sku: "", item: "")), true),
      (list(availability(item: "MS-AZR-0145P")), true), (list(availability(item: "a:b")), true),
      (list(availability("B2", item: "P1:0001:B2")), true),
      (list(availability(product: "P2")), false), (list(availability(sku: "0002")), false),
      (list(availability(country: "DE")), false), (list(availability(item: "P2:0001:A1")), false),
      (list(availability(item: "P1:0002:A1")), false), (list(availability(item: "P10:0001:A1")), false),
      (list(availability(), availability("B", product: "P2", item: nil)), false),
      (availability(product: "P2"), false), ("[\(availability(sku: "0009"))]", false),
    ])
  func availabilities(body: String, isOwn: Bool) async {
    #expect(await isTaken(body, for: .availabilities(of: Self.sku, for: Self.us), as: Availability.self) == isOwn)
    #expect(
      await isTaken(body, for: .availabilities(of: Self.sku, for: Self.us), as: DetailedAvailability.self) == isOwn)
  }

  @Test("By a customer's catalog the country is not known beforehand, product and SKU are")
  func byCustomer() async {
    let call = Call.availabilities(of: Self.sku, for: Self.customer)
    #expect(await isTaken(Self.list(Self.availability(country: "DE")), for: call, as: Availability.self))
    #expect(await !isTaken(Self.list(Self.availability(product: "P2")), for: call, as: Availability.self))
    #expect(
      await !isTaken(#"[{"id":"0001","productId":"P2"}]"#, for: .skus(of: "P1", for: Self.customer), as: SKU.self))
  }

  @Test(
    "Copies that an availability embeds",
    arguments: [
      (#","product":{},"sku":{}"#, true), (#","product":{"id":"P1"},"sku":{"id":"0001","productId":"P1"}"#, true),
      (#","product":{"id":"P2"}"#, false), (#","sku":{"id":"0002"}"#, false),
      (#","sku":{"id":"0001","productId":"P2"}"#, false),
    ])
  func embedded(more: String, isOwn: Bool) async {
    let body = Self.list(Self.availability(more: more))
    let call = Call.availabilities(of: Self.sku, for: Self.us)
    #expect(await isTaken(body, for: call, as: DetailedAvailability.self) == isOwn)
  }

  @Test(
    "SKUs of a product",
    arguments: [
      (#"[{"id":"0001","productId":"P1"}]"#, true), (#"[{"id":"0001"}]"#, true),
      (#"[{"id":"1","productId":"p1"}]"#, true),
      (#"[{"id":"0001","productId":"P2"}]"#, false), (#"[{"id":"1"},{"id":"2","productId":"P2"}]"#, false),
    ])
  func skus(body: String, isOwn: Bool) async {
    #expect(await isTaken(body, for: .skus(of: "P1", for: Self.us), as: SKU.self) == isOwn)
  }

  @Test("A list of products, and one of customers, belongs to nobody")
  func unowned() async {
    #expect(await isTaken(#"[{"id":"P1"},{"id":"P2"}]"#, for: .products(for: Self.us, view: .azure), as: Product.self))
    #expect(await isTaken(#"[{"id":"a"},{"id":"b"}]"#, for: .customers(), as: Customer.self))
  }

  private func isTaken<Value: WireResource>(one body: String, for call: Call, as type: Value.Type) async -> Bool {
    let service = ScriptedService([.json(200, body)])
    return (try? await client(of: service, retry: RetryPolicy(attempts: 1)).get(call, as: type)) != nil
  }

  @Test("One thing by its id")
  func single() async {
    let product = Call.product("P1", for: Self.us)
    #expect(await isTaken(one: #"{"id":"p1"}"#, for: product, as: Product.self))
    #expect(await !isTaken(one: #"{"id":"P2"}"#, for: product, as: Product.self))
    let sku = Call.sku(Self.sku, for: Self.us)
    #expect(await isTaken(one: #"{"id":"0001"}"#, for: sku, as: SKU.self))
    #expect(await !isTaken(one: #"{"id":"0002"}"#, for: sku, as: SKU.self))
    #expect(await !isTaken(one: #"{"id":"0001","productId":"P2"}"#, for: sku, as: SKU.self))
    let availability = Call.availability("A1", of: Self.sku, for: Self.us)
    #expect(await isTaken(one: Self.availability(), for: availability, as: Availability.self))
    #expect(await !isTaken(one: Self.availability("B1"), for: availability, as: Availability.self))
    #expect(await !isTaken(one: Self.availability(product: "P2"), for: availability, as: Availability.self))
    let customer = Call.customer("AAAA-1")
    #expect(await isTaken(one: #"{"id":"aaaa-1"}"#, for: customer, as: Customer.self))
    #expect(await !isTaken(one: #"{"id":"bbbb-2"}"#, for: customer, as: Customer.self))
    let registration = Call.registrationStatus(of: "S-1", customer: "c")
    #expect(await isTaken(one: #"{"status":"Registered"}"#, for: registration, as: SubscriptionRegistration.self))
    #expect(
      await isTaken(
        one: #"{"subscriptionId":"s-1","status":"x"}"#, for: registration, as: SubscriptionRegistration.self))
    #expect(
      await !isTaken(
        one: #"{"subscriptionId":"s-2","status":"x"}"#, for: registration, as: SubscriptionRegistration.self))
  }

  @Test("An inventory check answers for the products that it was asked of")
  func inventory() async throws {
    let call = try Call.checkInventory(
      .init(targetItems: [.init(productID: "P1", skuID: nil)], inventoryContext: [:]), in: "US")
    #expect(
      await isTaken(#"[{"productId":"P1","skuId":"0001","isRestricted":false}]"#, for: call, as: InventoryItem.self))
    #expect(await !isTaken(#"[{"productId":"P2","isRestricted":false}]"#, for: call, as: InventoryItem.self))
  }

  @Test("An answer that is mixed up once is read when it is asked for again")
  func mixedUpOnce() async throws {
    let service = ScriptedService([.json(200, #"{"id":"P2"}"#), .json(200, #"{"id":"P1"}"#)])
    guard case .found(let product) = try await client(of: service).get(.product("P1", for: Self.us), as: Product.self)
    else { return #expect(Bool(false), "not found") }
    #expect(product.id == "P1")
  }

  @Test(
    "A status that means a part of an answer, or something made of it on the way, is no whole one",
    arguments: [201, 202, 203, 204, 205, 206, 207, 208, 226, 299])
  func parts(status: Int) async {
    let service = ScriptedService([.json(status, #"{"items":[{"id":"P1"}]}"#)])
    await #expect {
      try await client(of: service).list(.products(for: Self.us, view: .azure), of: Product.self)
    } throws: { "\($0)".contains("with status \(status) it is not a whole response") }
  }

  @Test(
    "What does something is done with 200, 201, 202 and 204",
    arguments: [(200, true), (201, true), (202, true), (204, true), (206, false)])
  func done(status: Int, isDone: Bool) async {
    let service = ScriptedService([.json(status, "")])
    let outcome = try? await client(of: service).perform(.register("s-1", customer: "c-1"))
    #expect((outcome != nil) == isDone)
  }
}
