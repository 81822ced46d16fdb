import CatalogModel
import CatalogQuery
import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Synchronization
import Testing

/// A store and an emulator of customers, of which a test may answer any route itself.
final class CustomerHarness: Sendable {
  /// Answers a request in the emulator's place; the path is the one below `/v1`, in lower case, with its query.
  typealias Override = @Sendable (_ path: String) -> TransportResponse?

  let sync: SyncHarness
  /// The paths asked for in the last run, as ``Override`` has them.
  let asked = Mutex<[String]>([])

  static let start = Date(timeIntervalSince1970: 1_772_323_200)  // 2026-03-01T00:00:00Z
  static let hour = 3600

  init(customers: Int = 9, seed: UInt64 = 4) throws {
    sync = try SyncHarness(
      EmulatorConfiguration(shape: CatalogShape(seed: seed, markets: ["US"], products: 10, customers: customers)))
  }

  var emulator: Emulator { sync.emulator }

  /// Reads the customers, so many seconds after the beginning.
  @discardableResult
  func run(
    _ options: CustomerSyncOptions = CustomerSyncOptions(isFull: true), after seconds: Int = 0, asUser: Bool = true,
    override: Override? = nil
  ) async throws -> CustomerSyncReport {
    asked.withLock { $0 = [] }
    let emulator = emulator.transport()
    let transport = ScriptedService { request, _ in
      let path = Self.path(request.url)
      self.asked.withLock { $0.append(path) }
      if let response = override?(path) { return response }
      return try await emulator.send(request)
    }
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: transport,
      tokens: self.emulator.accessTokens(asUser: asUser),
      limiter: RequestLimiter(requestsPerMinute: 60_000_000, concurrency: 2),
      retry: RetryPolicy(attempts: 2, firstPause: .zero))
    let store = try CatalogStore(path: sync.path, source: SyncHarness.source)
    let now = Self.start.addingTimeInterval(TimeInterval(seconds))
    return await CatalogSynchronizer(store: store, client: client, concurrency: 2, now: { now }).syncCustomers(options)
  }

  private static func path(_ url: String) -> String {
    let parts = url.split(separator: "/", omittingEmptySubsequences: false)
    let below = parts.firstIndex(of: "v1").map { parts[($0 + 1)...].joined(separator: "/") } ?? url
    return "/" + below.lowercased()
  }

  func catalog() throws -> Catalog { try Catalog(path: sync.path) }
  func customers() throws -> [CustomerRecord] { try catalog().customers() }
  /// The customer of a number, with what it holds.
  func customer(_ number: Int) throws -> CustomerRecord {
    try catalog().customer(named: emulator.customerNames[number])
  }

  /// All that the store tells of everyone but ages, one line each.
  func contents() throws -> [String] {
    try customers().map { customer in
      let whole = try catalog().customer(named: customer.id.rawValue)
      let held = (whole.subscriptions ?? []).map { "\($0.id) \($0.kind) \($0.registration ?? "-") \($0.status)" }
      return
        "\(whole.id) \(whole.name) \(whole.market?.code ?? "-") \(whole.qualifications.map { "\($0)" } ?? "-") "
        + "\(whole.agreements.map { "\($0)" } ?? "-") \(held)"
    }
  }
}

/// Ways of refusing a request, with what each proves.
struct Refusal: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var status: Int
  var body: String

  /// Whether it is an answer that says nothing of what was asked for, rather than a refusal.
  var isSilent: Bool { status == 200 && body.hasPrefix("{\"isHealthy") }

  func response() -> TransportResponse { .json(status, body, headers: [.init("MS-RequestId", "request-7")]) }

  /// A 404 that is not the service's own word of a customer, or of anything.
  static let unproven404 = [
    Refusal(testDescription: "404 without body", status: 404, body: ""),
    Refusal(testDescription: "404 of HTML", status: 404, body: "<html><body>Not Found</body></html>"),
    Refusal(testDescription: "404 in text", status: 404, body: "no such resource"),
    Refusal(
      testDescription: "404 of a gateway", status: 404, body: #"{"statusCode":404,"message":"Resource not found"}"#),
    Refusal(
      testDescription: "404 of OData", status: 404, body: #"{"error":{"code":"60003","message":"Tenant not found"}}"#),
    Refusal(
      testDescription: "404 with a product's code", status: 404, body: #"{"code":400013,"description":"No product"}"#),
    Refusal(testDescription: "404 without a known code", status: 404, body: #"{"code":404,"description":"No route"}"#),
  ]

  static let others = [
    Refusal(
      testDescription: "403, code 1002", status: 403, body: #"{"code":1002,"description":"Authorization Failed"}"#),
    Refusal(testDescription: "403 without body", status: 403, body: ""),
    Refusal(testDescription: "403, code as text", status: 403, body: #"{"code":"900416","description":"Locked"}"#),
    Refusal(testDescription: "403 of HTML", status: 403, body: "<html>Forbidden</html>"),
    Refusal(testDescription: "400", status: 400, body: #"{"code":3000,"description":"Invalid property"}"#),
    Refusal(testDescription: "409", status: 409, body: ""),
    Refusal(testDescription: "500", status: 500, body: #"{"code":800003,"description":"Unexpected"}"#),
    Refusal(testDescription: "503 without body", status: 503, body: ""),
    Refusal(testDescription: "not JSON", status: 200, body: #"{"totalCount": 1, "items": [{"id": ,,"#),
    Refusal(testDescription: "text in place of JSON", status: 200, body: "OK"),
    Refusal(testDescription: "an object of another kind", status: 200, body: #"{"isHealthy":true}"#),
    Refusal(
      testDescription: "an error body in a 200", status: 200, body: #"{"code":400072,"description":"Not available"}"#),
  ]

  static let all = unproven404 + others
}
