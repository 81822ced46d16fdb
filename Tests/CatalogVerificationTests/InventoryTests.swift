import CatalogModel
import CatalogQuery
import CatalogVerification
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Synchronization
import Testing

@Suite struct InventoryTests {
  private static let product = "DZH318Z0BQ3V"

  @Test("One request holds all SKUs that share their context, which is exactly their variables")
  func request() async throws {
    let harness = try await VerificationHarness()
    let (contoso, targets) = try harness.catalog().inventoryTargets(of: Self.product, for: "contoso.onmicrosoft.com")
    #expect(targets.count > 1 && targets.allSatisfy { $0.isCheckRequired && $0.region != nil })
    let recording = RecordingTransport(inner: harness.emulator.transport())
    let checker = InventoryChecker(
      store: harness.store, client: harness.client(transport: recording), now: { VerificationHarness.start })
    let results = try await checker.check(targets, for: contoso.id, subscription: "s-1")
    #expect(results.map(\.sku) == targets.map(\.sku))
    let regions = Set(targets.compactMap(\.region))
    let bodies = recording.bodies
    #expect(bodies.count == regions.count)
    for body in bodies {
      #expect(Set(body.inventoryContext.keys) == ["customerId", "azureSubscriptionId", "armRegionName"])
      #expect(body.inventoryContext["customerId"] == contoso.id.rawValue)
      #expect(body.inventoryContext["azureSubscriptionId"] == "s-1")
      let asked = body.targetItems.map { SKUReference(ProductID($0.productId), SKUID($0.skuId)) }
      #expect(asked == targets.filter { $0.region == body.inventoryContext["armRegionName"] }.map(\.sku))
    }
  }

  @Test("A fresh result counts in verdicts: free takes the step away, restricted blocks; an old one counts no more")
  func verdicts() async throws {
    let harness = try await VerificationHarness()
    let (contoso, targets) = try harness.catalog().inventoryTargets(of: Self.product, for: "contoso.onmicrosoft.com")
    let checker = InventoryChecker(
      store: harness.store, client: harness.client(), now: { VerificationHarness.start })
    let results = try await checker.check(targets, for: contoso.id, subscription: "s-1")
    for result in results {
      func judged(_ seconds: Int) throws -> [PurchasableItem] {
        try harness.catalog(after: seconds).purchasableItems(
          for: contoso.id.rawValue, matching: result.sku.description, PurchaseOptions(inventoryMaximumAge: 3600)
        ).items
      }
      for item in try judged(3600) {
        #expect(item.reasons.map(\.code) == (result.state == .restricted ? [.inventoryRestricted] : []))
        #expect(!item.steps.map(\.code).contains(.inventoryCheck))
      }
      for item in try judged(3601) {
        #expect(item.reasons.isEmpty)
        #expect(item.steps.map(\.code).contains(.inventoryCheck))
      }
    }
    #expect(Set(results.map(\.state)).isSubset(of: [.free, .restricted]))
  }

  @Test("What the service leaves out of its answer is unknown, and stays a step")
  func leftOut() async throws {
    let harness = try await VerificationHarness()
    let (contoso, targets) = try harness.catalog().inventoryTargets(
      of: "\(Self.product):0001", for: "contoso.onmicrosoft.com")
    let silent = harness.transport(answering: "checkinventory", 200, "[]")
    let checker = InventoryChecker(
      store: harness.store, client: harness.client(transport: silent), now: { VerificationHarness.start })
    #expect(try await checker.check(targets, for: contoso.id, subscription: "s-1").map(\.state) == [.unknown])
    let items = try harness.catalog().purchasableItems(for: contoso.id.rawValue, matching: "\(Self.product):0001").items
    #expect(items.allSatisfy { $0.verdict == .stepsRequired })
    #expect(
      items.first?.steps.first?.message
        == "The inventory check of 2026-03-01 left it out for subscription s-1, region westus2: unknown, not free. Run it again."
    )
  }

  @Test("SKUs that ask for no check are not sent")
  func notRequired() async throws {
    let harness = try await VerificationHarness()
    let (contoso, targets) = try harness.catalog().inventoryTargets(of: "CFQ7TTC0LH18", for: "contoso.onmicrosoft.com")
    let before = harness.emulator.servedCount
    let results = try await InventoryChecker(store: harness.store, client: harness.client())
      .check(targets, for: contoso.id, subscription: "s-1")
    #expect(!results.isEmpty && results.allSatisfy { $0.state == .notRequired })
    #expect(harness.emulator.servedCount == before)
  }

  @Test("A region narrows, and one that no SKU is of is refused before anything is requested")
  func region() async throws {
    let harness = try await VerificationHarness()
    let (contoso, targets) = try harness.catalog().inventoryTargets(of: Self.product, for: "contoso.onmicrosoft.com")
    let checker = InventoryChecker(store: harness.store, client: harness.client())
    let found = try await checker.check(targets, for: contoso.id, subscription: "s-1", region: "WestUS2")
    #expect(found.map(\.sku) == targets.filter { $0.region == "westus2" }.map(\.sku))
    let before = harness.emulator.servedCount
    await #expect(throws: InventoryQuestionError.self) {
      try await checker.check(targets, for: contoso.id, subscription: "s-1", region: "moon")
    }
    #expect(harness.emulator.servedCount == before)
  }

  @Test("A refusal is thrown as it came, with its request id; what was answered before it is kept")
  func refused() async throws {
    let harness = try await VerificationHarness()
    let (contoso, targets) = try harness.catalog().inventoryTargets(
      of: "\(Self.product):0001", for: "contoso.onmicrosoft.com")
    func check(_ status: Int, _ body: String) async throws -> [InventoryResult] {
      let client = harness.client(transport: harness.transport(answering: "checkinventory", status, body))
      return try await InventoryChecker(store: harness.store, client: client, now: { VerificationHarness.start })
        .check(targets, for: contoso.id, subscription: "s-1")
    }
    func stored() throws -> [PurchaseStep.Code] {
      try harness.catalog().purchasableItems(for: contoso.id.rawValue, matching: "\(Self.product):0001").items
        .flatMap { $0.steps.map(\.code) }
    }
    let free = #"[{"productId":"\#(Self.product)","skuId":"0001","isRestricted":false}]"#
    #expect(try await check(200, free).map(\.state) == [.free])
    let before = try stored()
    #expect(!before.contains(.inventoryCheck))
    let closed = try await #require(throws: PermissionDenied.self) {
      try await check(403, #"{"code":20002,"description":"The partner does not manage this customer."}"#)
    }
    #expect(closed.path == "/extensions/product/checkinventory?country=US")
    #expect((closed.serviceError.code, closed.serviceError.requestID) == ("20002", "r-1"))
    let unknown = try await #require(throws: RequestError.self) {
      try await check(404, #"{"code":400013,"description":"The product was not found."}"#)
    }
    #expect(
      "\(unknown)"
        == "/extensions/product/checkinventory?country=US failed: the service answered 404, code 400013: The product was not found. (MS-RequestId r-1)"
    )
    #expect(!unknown.isTransient)
    #expect(try stored() == before)
  }

  @Test("A variable that nobody knows is refused by name")
  func unknownVariable() async throws {
    let harness = try await VerificationHarness()
    let target = InventoryTarget(
      sku: SKUReference("P", "0001"), title: "", market: "US", variables: ["MoonPhase"], region: nil,
      isCheckRequired: true)
    await #expect(throws: InventoryQuestionError.variableUnknown(target.sku, "MoonPhase")) {
      try await InventoryChecker(store: harness.store, client: harness.client())
        .check([target], for: "c", subscription: "s")
    }
  }
}

/// Keeps the bodies of inventory checks.
final class RecordingTransport: Transport {
  struct Body: Decodable, Sendable {
    struct Target: Decodable, Sendable {
      var productId: String
      var skuId: String
    }
    var targetItems: [Target]
    var inventoryContext: [String: String]
  }

  private let inner: any Transport
  private let kept = Mutex<[Body]>([])

  init(inner: any Transport) { self.inner = inner }

  var bodies: [Body] { kept.withLock { $0 } }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    if let body = request.body, request.url.contains("checkinventory") {
      let read = try JSONDecoder().decode(Body.self, from: body)
      kept.withLock { $0.append(read) }
    }
    return try await inner.send(request)
  }
}
