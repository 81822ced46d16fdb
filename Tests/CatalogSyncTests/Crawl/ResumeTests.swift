import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import GRDB
import PartnerCenter
import Testing

@testable import PartnerCenterEmulator

@Suite("A run that goes on")
struct ResumeTests {
  static let shape = CatalogShape(seed: 23, markets: ["US"], products: 16, skusPerProduct: 6)

  /// One after the other, so that nothing but the request that broke can be in flight.
  private func sync(_ harness: SyncHarness, budget: Budget = Budget()) async throws -> SyncReport {
    let store = try CatalogStore(path: harness.path, source: SyncHarness.source)
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: harness.emulator.transport(),
      tokens: harness.emulator.accessTokens(),
      limiter: RequestLimiter(requestsPerMinute: 60_000_000, concurrency: 1, budget: budget),
      retry: RetryPolicy(attempts: 1, firstPause: .zero))
    return await CatalogSynchronizer(store: store, client: client, concurrency: 1).sync(
      SyncOptions(markets: harness.markets))
  }

  @Test("asks for nothing again that was answered before it was stopped", arguments: [3, 17, 40, 95, 110])
  func repeatsNothing(budget: Int) async throws {
    let undisturbed = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let whole = try await sync(undisturbed)
    #expect(whole.state == .complete)
    #expect(budget < whole.traffic.requests)

    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let first = try await sync(harness, budget: Budget(requests: budget))
    #expect(first.state == .partial)
    let second = try await sync(harness)
    #expect(second.state == .complete)
    #expect(first.traffic.requests + second.traffic.requests == whole.traffic.requests)
    #expect(try harness.items() == undisturbed.items())
    let staged = try harness.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM staged_answer") }
    #expect(staged == 0)
  }

  @Test("begins anew when another run ended whole meanwhile")
  func beginsAnew() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await sync(harness, budget: Budget(requests: 20))
    _ = try await sync(harness)
    harness.emulator.setVersion(3)
    let third = try await sync(harness)
    #expect(third.state == .complete)
    #expect(try difference(harness.items(), harness.truth()) == [])
  }
}
