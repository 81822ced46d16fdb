import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import GRDB
import PartnerCenter
import Testing

@testable import PartnerCenterEmulator

@Suite("One refusal is one part")
struct RefusalTests {
  static let shape = CatalogShape(seed: 5, markets: ["US", "DE"], products: 20, skusPerProduct: 4)

  static let refusals: [(status: Int, body: String)] = [
    (403, ""), (403, #"{"code":1002,"description":"Authorization Failed","source":"PartnerFD"}"#),
    (403, #"{"code":"900416","description":"locked"}"#), (400, ""), (400, #"{"code":2100,"description":"not here"}"#),
    (404, ""), (405, ""), (409, #"{"code":800060,"description":"busy"}"#), (501, #"{"code":0,"description":"x"}"#),
    (200, "no JSON"), (200, #"{"code":400072,"description":"This item isn't available."}"#),
    (200, #"{"items":[{"title":"without an id"}]}"#),
  ]

  /// Reads into a new store while requests with a text in their address are refused, then without.
  private func play(
    _ harness: SyncHarness, refusing text: String, _ refusal: (status: Int, body: String)
  ) async throws -> (first: SyncReport, items: [ExpectedItem]) {
    let transport = OverridingTransport(inner: harness.emulator.transport()) { url in
      url.contains(text) ? OverridingTransport.response(refusal.status, refusal.body) : nil
    }
    let first = try await harness.sync(transport: transport)
    let items = try harness.items()
    let second = try await harness.sync(harness.full)
    #expect(second.state == .complete, "\(refusal)")
    #expect(try difference(harness.items(), harness.truth()) == [], "\(refusal)")
    return (first, items)
  }

  @Test("of a list leaves the other lists", arguments: refusals)
  func list(status: Int, body: String) async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let (report, items) = try await play(harness, refusing: "targetView=MarketplaceSaaS", (status, body))
    #expect(report.state == .partial && report.stop == nil)
    #expect(report.firstFailure?.part.contains("MarketplaceSaaS") == true)
    #expect(Set(items).isSubset(of: harness.truth()))
    #expect(items.count > harness.truth().count / 2)
    #expect(report.partitions.filter { $0.state == .complete }.count > report.partitions.count / 2)
  }

  @Test("of a product leaves the other products", arguments: refusals)
  func product(status: Int, body: String) async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let victim = try #require(harness.truth().first?.productID)
    let (report, items) = try await play(harness, refusing: "/products/\(victim)/", (status, body))
    #expect(report.state == .partial && report.stop == nil)
    #expect(report.firstFailure?.part.contains(victim) == true)
    #expect(items == harness.truth().filter { $0.productID != victim })
  }

  @Test("of a SKU leaves the other SKUs of its product", arguments: refusals)
  func sku(status: Int, body: String) async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let many = Dictionary(grouping: harness.truth(), by: \.productID).filter { Set($0.value.map(\.skuID)).count > 1 }
    let victim = try #require(many.sorted { $0.key < $1.key }.first?.value.first)
    let (report, items) = try await play(
      harness, refusing: "/products/\(victim.productID)/skus/\(victim.skuID)/", (status, body))
    #expect(report.state == .partial && report.stop == nil)
    #expect(report.firstFailure?.part.contains(victim.productID) == true)
    let rest = harness.truth().filter { ($0.productID, $0.skuID) != (victim.productID, victim.skuID) }
    #expect(items == rest)
  }

  @Test("of a stored SKU leaves it as it was, and takes what is new of the others", arguments: refusals)
  func storedSKU(status: Int, body: String) async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await harness.sync()
    let before = try harness.items()
    let victim = try #require(before.first)
    harness.emulator.setVersion(4)
    let transport = OverridingTransport(inner: harness.emulator.transport()) { url in
      url.contains("/products/\(victim.productID)/skus/\(victim.skuID)/")
        ? OverridingTransport.response(status, body) : nil
    }
    let report = try await harness.sync(harness.full, transport: transport)
    #expect(report.state == .partial && report.stop == nil)
    func ofVictim(_ items: [ExpectedItem]) -> Set<ExpectedItem> {
      Set(items.filter { ($0.productID, $0.skuID) == (victim.productID, victim.skuID) })
    }
    let after = try harness.items()
    #expect(Set(ofVictim(after).map(\.catalogItemID)) == Set(ofVictim(before).map(\.catalogItemID)))
    #expect(
      Set(after.filter { $0.productID != victim.productID })
        == Set(harness.truth().filter { $0.productID != victim.productID }))
    #expect(try await harness.sync(harness.full).state == .complete)
    #expect(try difference(harness.items(), harness.truth()) == [])
  }

  @Test("A part that was not read is not confirmed: its items keep their age")
  func age() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let start = Date(timeIntervalSince1970: 1_790_000_000)
    _ = try await harness.sync(now: start)
    let victim = try #require(try harness.items().first)
    let transport = OverridingTransport(inner: harness.emulator.transport()) { url in
      url.contains("/products/\(victim.productID)/skus/\(victim.skuID)/") ? OverridingTransport.response(403, "") : nil
    }
    _ = try await harness.sync(harness.full, transport: transport, now: start.addingTimeInterval(86_400))
    let times = try harness.read { db in
      try Set(
        String.fetchAll(
          db, sql: "SELECT confirmed_at FROM catalog_items WHERE product_id = ?", arguments: [victim.productID]))
    }
    #expect(times == ["2026-09-21T14:13:20Z"])
  }

  @Test("A market whose lists are all refused leaves the others; one that may read nothing at all is told so")
  func everything() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let (report, items) = try await play(harness, refusing: "country=DE", (403, #"{"code":1002,"description":"no"}"#))
    #expect(report.state == .partial && report.stop == nil)
    #expect(items == harness.truth().filter { $0.market == "US" })

    let closed = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let refused = OverridingTransport(inner: closed.emulator.transport()) { _ in OverridingTransport.response(403, "") }
    let nothing = try await closed.sync(transport: refused)
    guard case .notPermitted(let error)? = nothing.stop else { return #expect(Bool(false), "\(nothing)") }
    #expect(error.serviceError.status == 403)
    #expect(nothing.state == .failed)
  }

  @Test("A partner who may read nothing is not asked about every market of the world")
  func world() async throws {
    let markets = (0..<40).map { Market("A\(UnicodeScalar(UInt8(65 + $0 % 26)))\($0 / 26)") }
    let harness = try SyncHarness(
      EmulatorConfiguration(shape: CatalogShape(seed: 5, markets: ["US"], products: 4, skusPerProduct: 1)))
    let refused = OverridingTransport(inner: harness.emulator.transport()) { _ in OverridingTransport.response(403, "")
    }
    let report = try await harness.sync(SyncOptions(markets: markets), transport: refused)
    #expect(report.state == .failed)
    #expect(report.traffic.requests < 160)
  }
}
