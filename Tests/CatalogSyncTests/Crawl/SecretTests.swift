import CatalogModel
import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterEmulatorServer
import PartnerCenterHTTP
import Synchronization
import Testing

@testable import CatalogTestSupport
@testable import PartnerCenterEmulator

@Suite("Tokens and secrets stay where they belong")
struct SecretTests {
  static let shape = CatalogShape(seed: 3, markets: ["US", "DE"], products: 14, skusPerProduct: 2, customers: 0)

  @Test(
    "A next link to another host is not followed: the token stays here, and the run ends partial",
    arguments: ["https://evil.example/v1/products", "//evil.example/v1/products", "http://127.0.0.1:1/v1/products"])
  func foreignLink(uri: String) async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let transport = ForeignLinks(harness.emulator.transport(), on: "targetView=OnlineServices", uri: uri)
    let report = try await harness.sync(transport: transport)
    #expect(report.state == .partial)
    let list = try #require(report.partitions.first { $0.key == ProductListKey(market: "US", view: .onlineServices) })
    #expect(list.reason == "unreadable")
    #expect(transport.hosts == ["api.partnercenter.microsoft.com"])
    #expect(try await harness.sync().state == .complete)
    #expect(try difference(harness.items(), harness.truth()) == [])
  }

  @Test("Tokens that expire many times in a run go unnoticed", arguments: [true, false])
  func expiry(isToldInTime: Bool) async throws {
    let clock = VirtualClock()
    var configuration = EmulatorConfiguration(shape: Self.shape)
    configuration.tokenLifetime = .seconds(120)
    configuration.latency = .seconds(5)
    let emulator = Emulator(
      configuration,
      clock: EmulatorClock(
        now: { Date(timeIntervalSince1970: 1_767_225_600 + clock.now / .seconds(1)) },
        sleep: { clock.advance(by: $0) }))
    let harness = try SyncHarness(configuration)
    let credentials = Credentials(
      tenant: "soak", clientID: "soak", kind: .appOnly(secret: Secret("a secret")))
    let signIn = SignIn(
      credentials, endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(),
      clock: clock.requestClock,
      reportUnstored: { _ in })
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(),
      tokens: isToldInTime ? signIn : emulator.accessTokens(),
      limiter: RequestLimiter(requestsPerMinute: 60_000, concurrency: 1, clock: clock.requestClock))
    let store = try CatalogStore(path: harness.path, source: SyncHarness.source)
    let report = await CatalogSynchronizer(store: store, client: client).sync(SyncOptions(markets: harness.markets))
    #expect(report.state == .complete)
    #expect(try difference(harness.items(), harness.truth()) == [])
    let refused = emulator.served.count { $0.status == 401 }
    #expect(isToldInTime ? refused == 0 : refused > 3)
    #expect(clock.now > .seconds(500), "several lives of a token")
  }

  @Test(
    "No output of the program holds a token or a secret, whatever goes wrong and however much it tells",
    .enabled(if: FileManager.default.isExecutableFile(atPath: KillSoak.builtProgram.path)),
    arguments: [
      "error:rate=0.2,status=503,shape=html", "expired:every=9", "error:at=30,status=401;error:at=31,status=401",
      "throttle:every=9,retryAfter=0", "malformed:rate=0.2", "error:at=20,status=403", "drop:every=11",
    ])
  func output(faults: String) async throws {
    var configuration = EmulatorConfiguration(shape: Self.shape)
    configuration.clientSecret = "s3cret-of-the-soak"
    configuration.faults = try FaultScript(parsing: faults)
    let harness = try SyncHarness(configuration)
    let emulator = harness.emulator
    let (folder, store) = (harness.folder, harness.path)
    let outputs = try await EmulatorServer.serving(emulator) { base in
      var program = SyncProgram(program: KillSoak.builtProgram, base: base, folder: folder)
      program.secret = "s3cret-of-the-soak"
      var outputs = [try await program.run(store: store, arguments: ["--verbose"])]
      outputs.append(try await program.run(store: store, arguments: ["--verbose", "--json"]))
      program.secret = "wr0ng-secret"
      outputs.append(try await program.run(store: store, arguments: ["--verbose", "--full"]))
      return outputs
    }
    #expect(outputs[2].status == 4)
    #expect(outputs[2].output.contains("AADSTS7000215"))
    for secret in ["s3cret-of-the-soak", "wr0ng-secret", "emulated-", "Bearer ", "Authorization:"] {
      for ending in outputs { #expect(!ending.output.contains(secret), "\(secret) in \(ending.output.prefix(2000))") }
      let file = try Data(contentsOf: URL(fileURLWithPath: store))
      #expect(file.range(of: Data(secret.utf8)) == nil)
    }
    #expect(outputs[0].output.count > 100, "it did tell something")
  }
}

/// Adds a `next` link to the answers of some lists, and keeps the hosts that requests went to.
private final class ForeignLinks: Transport {
  private let inner: any Transport
  private let path: String
  private let uri: String
  private let seen = Mutex<Set<String>>([])

  init(_ inner: any Transport, on path: String, uri: String) {
    self.inner = inner
    self.path = path
    self.uri = uri
  }

  var hosts: Set<String> { seen.withLock { $0 } }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let host = URLComponents(string: request.url)?.host ?? request.url
    seen.withLock { _ = $0.insert(host) }
    var response = try await inner.send(request)
    guard request.url.contains(path), response.status == 200,
      var body = try JSONSerialization.jsonObject(with: response.body) as? [String: Any]
    else { return response }
    body["links"] = ["next": ["uri": uri, "method": "GET", "headers": []]]
    response.body = try JSONSerialization.data(withJSONObject: body)
    return response
  }
}
