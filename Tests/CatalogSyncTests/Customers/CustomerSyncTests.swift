import CatalogModel
import CatalogQuery
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Synchronization
import Testing

@Suite struct CustomerSyncTests {
  private static let start = Date(timeIntervalSince1970: 1_772_323_200)  // 2026-03-01T00:00:00Z

  private func harness(customers: Int = 9) throws -> SyncHarness {
    try SyncHarness(
      EmulatorConfiguration(shape: CatalogShape(seed: 4, markets: ["US"], products: 10, customers: customers)))
  }

  private func sync(
    _ harness: SyncHarness, _ options: CustomerSyncOptions = CustomerSyncOptions(), asUser: Bool = false,
    after seconds: Int = 0, budget: Budget = Budget()
  ) async throws -> CustomerSyncReport {
    let store = try CatalogStore(path: harness.path, source: SyncHarness.source)
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: harness.emulator.transport(),
      tokens: harness.emulator.accessTokens(asUser: asUser),
      limiter: RequestLimiter(requestsPerMinute: 60_000_000, concurrency: 2, budget: budget),
      retry: RetryPolicy(attempts: 2, firstPause: .zero))
    let now = Self.start.addingTimeInterval(TimeInterval(seconds))
    return await CatalogSynchronizer(store: store, client: client, concurrency: 2, now: { now }).syncCustomers(options)
  }

  private func details(_ harness: SyncHarness, since count: Int) -> [String] {
    harness.emulator.served.dropFirst(count).map(\.path).filter { !$0.contains("?size=") }
  }

  @Test("Everyone is read with country, qualifications, subscriptions and registration; agreements need a user")
  func first() async throws {
    let harness = try harness()
    let report = try await sync(harness)
    #expect((report.state, report.customers, report.read, report.removed) == (.complete, 9, 9, 0))
    #expect(report.unknown.agreements == 9)
    #expect(report.unknown.qualifications == 0 && report.unknown.subscriptions == 0 && report.unknown.markets == 0)
    // What this sign-in may not read is asked for once and not once a customer, but for what was under way.
    let refused = harness.emulator.served.filter { $0.status == 403 }.map(\.path)
    #expect(refused.filter { $0.contains("/agreements") }.count <= 2)
    let catalog = try Catalog(path: harness.path)
    let contoso = try catalog.customer(named: "contoso.onmicrosoft.com")
    #expect(contoso.agreements == nil && contoso.unknown == ["agreements"])
    #expect(Set(contoso.subscriptions?.map(\.kind) ?? []) == [.azure, .azurePlan, .other])
    #expect(contoso.subscriptions?.first { $0.kind == .azure }?.registration == "Registered")
  }

  @Test("An application and user reads agreements and the subscriptions under a plan; a later application keeps them")
  func user() async throws {
    let harness = try harness()
    #expect(try await sync(harness, asUser: true).unknown == CustomerSyncReport.Unknown())
    func contoso() throws -> CustomerRecord {
      try Catalog(path: harness.path).customer(named: "contoso.onmicrosoft.com")
    }
    #expect(try contoso().agreements == ["MicrosoftCloudAgreement", "MicrosoftCustomerAgreement"])
    #expect(try contoso().subscriptions?.contains { $0.kind == .azureUnderPlan } == true)
    #expect(try await sync(harness, CustomerSyncOptions(isFull: true), after: 60).read == 9)
    #expect(try contoso().agreements == ["MicrosoftCloudAgreement", "MicrosoftCustomerAgreement"])
  }

  @Test("A second reading asks for the list alone; the next day for everyone; every hour for those under review")
  func incremental() async throws {
    let harness = try harness()
    _ = try await sync(harness)
    var count = harness.emulator.servedCount
    #expect(try await sync(harness, after: 60).read == 0)
    #expect(details(harness, since: count).isEmpty)
    count = harness.emulator.servedCount
    let review = try await sync(harness, after: 3700)
    let reviewed = try Catalog(path: harness.path).customers().filter {
      $0.qualifications?.contains { $0.vettingStatus == "InReview" } == true
    }
    #expect(!reviewed.isEmpty && review.read == reviewed.count)
    #expect(details(harness, since: count).allSatisfy { path in reviewed.contains { path.contains($0.id.rawValue) } })
    #expect(try await sync(harness, after: 25 * 3600).read == 9)
    #expect(try await sync(harness, CustomerSyncOptions(isFull: true), after: 25 * 3600 + 1).read == 9)
    #expect(try await sync(harness, CustomerSyncOptions(maximumAge: 60), after: 25 * 3600 + 30).read == 0)
  }

  @Test("A reading that is cut short goes on where it stopped", arguments: [1, 2, 5, 9, 17, 23])
  func resumed(requests: Int) async throws {
    let whole = try harness()
    _ = try await sync(whole, asUser: true)
    let cut = try harness()
    let first = try await sync(cut, asUser: true, budget: Budget(requests: requests))
    #expect(first.state == .partial)
    let count = cut.emulator.servedCount
    let known = try Catalog(path: cut.path).customers().map(\.id)
    #expect(known.count == first.read)
    let second = try await sync(cut, asUser: true, after: 30)
    #expect(second.state == .complete)
    #expect(first.read + second.read == 9)
    // Whoever was written down before is not asked about again.
    #expect(details(cut, since: count).allSatisfy { path in !known.contains { path.contains($0.rawValue) } })
    #expect(try rows(cut) == rows(whole))
  }

  private func rows(_ harness: SyncHarness) throws -> [String] {
    let catalog = try Catalog(path: harness.path)
    return try catalog.customers().map { customer in
      let whole = try catalog.customer(named: customer.id.rawValue)
      let held = (whole.subscriptions ?? []).map { "\($0.id) \($0.kind) \($0.registration ?? "-")" }
      return "\(whole.id) \(whole.name) \(whole.market?.code ?? "-") \(whole.agreements ?? []) \(held)"
    }
  }

  @Test("A customer of whom a part fails is recorded with the rest, and is read by the next run")
  func fault() async throws {
    let harness = try harness(customers: 4)
    harness.emulator.setFaults(try FaultScript(parsing: "error:path=subscriptions,status=500"))
    let failed = try await sync(harness)
    #expect((failed.state, failed.read, failed.failed) == (.partial, 0, 4))
    let known = try Catalog(path: harness.path).customers()
    #expect(known.count == 4)
    #expect(
      known.allSatisfy { $0.market != nil && $0.subscriptionsConfirmedAt == nil && $0.unread == ["subscriptions"] })
    harness.emulator.setFaults([])
    let mended = try await sync(harness, after: 10)
    #expect((mended.read, mended.failed) == (4, 0))
  }

  @Test("A list that cannot be read is a failure of its own")
  func listFault() async throws {
    let harness = try harness(customers: 4)
    harness.emulator.setFaults(try FaultScript(parsing: "error:path=/customers?,status=400"))
    let failed = try await sync(harness)
    #expect((failed.state, failed.customers, failed.failed) == (.partial, 0, 1))
  }
}
