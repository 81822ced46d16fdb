import CatalogModel
import Foundation
import PartnerCenter
import PartnerCenterEmulatorServer
import Testing

@testable import PartnerCenterEmulator

@Suite struct FaultTests {
  static let path = "/products?country=US&targetView=Azure"

  private func emulator(_ spec: String, clock: TestClock = TestClock()) throws -> Emulator {
    let script = try FaultScript(parsing: spec)
    return .small({ $0.faults = script }, clock: clock.clock)
  }

  @Test(
    "Throttling is a 429 in the gateway's shape, with Retry-After as asked",
    arguments: [
      ("throttle:retryAfter=7", "7"), ("throttle", "1"), ("throttle:retryAfter=absent", nil),
      // The test clock stands at 1,800,000,000 s: 15 January 2027, 08:00 UTC.
      ("throttle:retryAfter=date:90", "Fri, 15 Jan 2027 08:01:30 GMT"),
    ] as [(String, String?)])
  func throttle(spec: String, header: String?) async throws {
    let response = try await emulator(spec).get(Self.path)
    #expect(response.status == 429)
    #expect(response.headers["Retry-After"] == header)
    #expect(response.object["statusCode"] as? Int == 429)
  }

  @Test(
    "Every answer tells the time of the service's clock, which may be off",
    arguments: [("", 0), ("skew", 600), ("skew:by=-90", -90)])
  func skew(spec: String, seconds: Int) async throws {
    let clock = TestClock()
    let emulator = spec.isEmpty ? Emulator.small(clock: clock.clock) : try emulator(spec, clock: clock)
    let wanted = HTTPDate.text(clock.now.addingTimeInterval(Double(seconds)))
    #expect(try await emulator.get(Self.path).headers["Date"] == wanted)
    let dates = try await EmulatorServer.serving(emulator) { base in
      var dates: [String?] = []
      for path in ["/v1/products", "/nowhere"] {
        dates.append(try await SocketTransport().send(TransportRequest(url: base + path)).headers["Date"])
      }
      return dates
    }
    #expect(dates == [wanted, wanted])
  }

  @Test("Tokens for another audience are handed out and refused")
  func audience() async throws {
    let emulator = try emulator("audience:to=https://graph.windows.net")
    let response = try await emulator.get(Self.path)
    #expect((response.status, response.code) == (401, "900420"))
    let token = try await emulator.accessTokens().token(replacing: nil)
    #expect(TokenClaims(token)?.audience == "https://graph.windows.net")
  }

  @Test(
    "Sign-in is refused with the code asked for",
    arguments: [
      ("signin", "AADSTS7000215"), ("signin:code=7000222", "AADSTS7000222"), ("signin:code=65001", "AADSTS65001"),
    ])
  func signIn(spec: String, code: String) async throws {
    let response = try await emulator(spec).signIn(
      "grant_type=client_credentials&client_id=a&client_secret=b&resource=c")
    #expect([400, 401].contains(response.status))
    #expect((response.object["error_description"] as? String)?.hasPrefix(code + ": ") == true)
  }

  @Test(
    "What lasts takes no WHEN, and only its own settings",
    arguments: ["skew:at=1", "skew:by=soon", "audience:by=1", "signin:code=0", "signin:count=1"])
  func lasting(spec: String) {
    #expect(throws: FaultScript.Misspelled.self) { try FaultScript(parsing: spec) }
  }

  @Test("Errors come with their status in each shape", arguments: Fault.ErrorShape.allCases, [500, 502, 503, 504, 408])
  func errors(shape: Fault.ErrorShape, status: Int) async throws {
    let response = try await emulator("error:status=\(status),shape=\(shape.rawValue)").get(Self.path)
    #expect(response.status == status)
    switch shape {
    case .classic: #expect(response.code == "800003")
    case .throttle: #expect(response.object["statusCode"] as? Int == status)
    case .named: #expect(response.object["errorName"] as? String == "UnexpectedError")
    case .odata: #expect((response.object["error"] as? [String: Any])?["code"] as? String == "UnexpectedError")
    case .oauth: #expect(response.object["error"] as? String == "temporarily_unavailable")
    case .html: #expect(response.text.hasPrefix("<html>"))
    case .text: #expect(response.text == "The service is unavailable.")
    case .empty: #expect(response.body.isEmpty)
    }
  }

  @Test("A dropped connection and a cut answer are broken connections in process")
  func broken() async throws {
    await #expect(throws: TransportFailure.connectionBroken(reason: "closed before the response")) {
      _ = try await emulator("drop").get(Self.path)
    }
    await #expect(throws: TransportFailure.connectionBroken(reason: "closed within the response")) {
      _ = try await emulator("truncate").get(Self.path)
    }
  }

  @Test(
    "A lost response is that of a request that was carried out, a dropped one is not",
    arguments: [("lost:at=1", true), ("drop:at=1", false)])
  func lost(fault: String, isCarriedOut: Bool) async throws {
    let calm = Emulator.small()
    var paths: [String] = []
    for customer in try await calm.get("/customers?size=18").items {
      let held = "/customers/\(customer["id"] ?? "")/subscriptions"
      paths += try await calm.get(held).items.map { "\(held)/\($0["id"] ?? "")" }
    }
    let path = try #require(paths.first)
    let before = try await calm.get(path + "/registrationstatus").object["status"] as? String
    let emulator = try emulator(fault)
    await #expect(throws: TransportFailure.connectionBroken(reason: "closed before the response")) {
      _ = try await emulator.send(
        TransportRequest(method: .post, url: "https://api.partnercenter.microsoft.com/v1\(path)/registrations"))
    }
    let after = try await emulator.get(path + "/registrationstatus").object["status"] as? String
    #expect(after == (isCarriedOut ? "Registering" : before))
  }

  @Test("A dropped connection and a cut answer break the socket, and the next request is served")
  func brokenSocket() async throws {
    let emulator = try emulator("drop:at=1;truncate:at=2")
    let token = try await emulator.accessTokens().token(replacing: nil).secret
    let failures = try await EmulatorServer.serving(emulator) { base in
      let request = TransportRequest(
        url: base + "/v1" + Self.path, headers: [.init("Authorization", "Bearer \(token)")])
      var failures = 0
      for _ in 0..<2 {
        do { _ = try await SocketTransport().send(request) } catch is TransportFailure { failures += 1 }
      }
      let third = try await SocketTransport().send(request)
      #expect(third.status == 200)
      #expect(!third.items.isEmpty)
      return failures
    }
    #expect(failures == 2)
    // AsyncHTTPClient may repeat a request by itself where a kept connection was closed before any answer.
    #expect(emulator.served.map(\.status).contains(0))
  }

  @Test(
    "A hidden cut and a malformed body are whole answers that are no JSON",
    arguments: ["truncate:hidden=true", "malformed"])
  func noJSON(spec: String) async throws {
    let response = try await emulator(spec).get(Self.path)
    #expect(response.status == 200)
    #expect(!response.body.isEmpty)
    #expect(response.json == nil)
  }

  @Test("A slow answer takes the time it is told to")
  func slow() async throws {
    let clock = TestClock()
    let start = clock.now
    let response = try await emulator("slow:delay=12", clock: clock).get(Self.path)
    #expect(response.status == 200)
    #expect(abs(clock.now.timeIntervalSince(start) - 12) < 0.001)
  }

  @Test("A slow answer that nobody waits for any more ends with a cancellation")
  func cancelled() async throws {
    let faults = try FaultScript(parsing: "slow:delay=600")
    let emulator = Emulator.small({ $0.faults = faults })
    let task = Task { try await emulator.get(Self.path) }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }

  @Test("Lists repeat an item, leave items out, or are forbidden")
  func lists() async throws {
    let whole = try await Emulator.small().get(Self.path).items.compactMap { $0["id"] as? String }
    let doubled = try await emulator("duplicates").get(Self.path).items.compactMap { $0["id"] as? String }
    #expect(doubled == whole + [whole[0]])
    let emulator = try emulator("short:path=/products?,share=0.5,first=1")
    let short = try await emulator.get(Self.path).items.compactMap { $0["id"] as? String }
    #expect(short.count < whole.count)
    #expect(Set(short).isSubset(of: whole))
    let missing = try #require(whole.first { !short.contains($0) })
    #expect(try await emulator.get("/products/\(missing)?country=US").status == 200)
    #expect(try await emulator.get(Self.path).items.count == whole.count)
    let forbidden = try await self.emulator("forbidden").get(Self.path)
    #expect(forbidden.status == 403)
    #expect(forbidden.code == "400036")
  }

  @Test("One answer has a mark or undocumented properties")
  func oneAnswer() async throws {
    #expect(try await emulator("bom:at=1").get(Self.path).body.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(try await emulator("unknown").get(Self.path).items.allSatisfy { $0["experimentalInsights"] != nil })
  }

  @Test("An expired token stays bad, and a new one is good")
  func expired() async throws {
    let emulator = try emulator("expired:at=1")
    let tokens = emulator.accessTokens()
    let token = try await tokens.token(replacing: nil)
    let request = TransportRequest(
      url: "https://api.partnercenter.microsoft.com/v1" + Self.path,
      headers: [.init("Authorization", "Bearer \(token.secret)")])
    #expect(try await emulator.transport().send(request).status == 401)
    #expect(try await emulator.transport().send(request).status == 401)
    #expect(try await emulator.get(Self.path).status == 200)
    #expect(try await tokens.token(replacing: token) != token)
  }

  @Test(
    "A fault happens when all its conditions hold",
    arguments: [
      ("error:at=3", [200, 200, 503, 200, 200, 200]),
      ("error:every=2", [200, 503, 200, 503, 200, 503]),
      ("error:first=2", [503, 503, 200, 200, 200, 200]),
      ("error:every=2,count=1", [200, 503, 200, 200, 200, 200]),
      ("error:path=/nowhere", [200, 200, 200, 200, 200, 200]),
      ("error:at=2;throttle:at=4", [200, 503, 200, 429, 200, 200]),
    ])
  func triggers(spec: String, statuses: [Int]) async throws {
    let emulator = try emulator(spec)
    for _ in statuses { _ = try await emulator.get(Self.path) }
    #expect(emulator.served.map(\.status) == statuses)
  }

  @Test("Chance follows the seed: the same faults again, and about as many as asked for")
  func rate() async throws {
    var runs: [[Int]] = []
    for _ in 0..<2 {
      let emulator = try emulator("error:rate=0.2")
      for _ in 0..<300 { _ = try await emulator.get("/customers?size=1") }
      runs.append(emulator.served.map(\.status))
    }
    #expect(runs[0] == runs[1])
    #expect((30...90).contains(runs[0].count { $0 == 503 }))
  }

  @Test(
    "A client that repeats gets through faults of every kind",
    arguments: [
      "throttle:every=5,retryAfter=0", "error:every=4,shape=html", "drop:every=5", "truncate:every=5",
      "truncate:every=6,hidden=true", "malformed:every=4", "duplicates", "unknown", "bom:every=2", "expired:every=9",
      "throttle:every=7,retryAfter=0;drop:at=5;error:every=11,status=502,shape=empty",
    ])
  func crawlThroughFaults(spec: String) async throws {
    let script = try FaultScript(parsing: spec)
    let emulator = Emulator.small {
      $0.faults = script; $0.shape.markets = ["US"]; $0.shape.products = 20
    }
    let crawled = try await NaiveCrawl(emulator, markets: ["US"]).items()
    #expect(crawled == Array(emulator.truth()))
  }

  @Test(
    "A bad specification gives one sentence that names the part",
    arguments: [
      ("", "The fault specification is empty."),
      ("throttle:at=0", "at=0 of throttle: a number from 1 is wanted."),
      ("error:status=200", "status=200 of error: a status from 400 to 599 is wanted."),
      ("drop:sometimes", "'sometimes' of drop is not written NAME=VALUE."),
      ("drop:often=1", "drop has no setting 'often'."),
      ("error:rate=2", "rate=2 of error: a number from 0 to 1 is wanted."),
      ("throttle:retryAfter=soon", "retryAfter=soon of throttle: SECONDS, date:SECONDS or absent is wanted."),
    ])
  func misspelled(spec: String, message: String) {
    #expect(throws: FaultScript.Misspelled(description: message)) { try FaultScript(parsing: spec) }
  }

  @Test("An unknown kind is answered with the list of kinds; the grammar names each of them")
  func unknownKind() throws {
    let error = #expect(throws: FaultScript.Misspelled.self) { try FaultScript(parsing: "explode:at=1") }
    #expect(error?.description.hasPrefix("'explode' is no kind of fault; there are throttle, error,") == true)
    for kind in Fault.Kind.allCases { #expect(FaultScript.grammar.contains("\n  \(kind.rawValue) ")) }
  }

  @Test("A limit of requests a minute lets through what fits, and tells how long to wait")
  func rateLimit() async throws {
    let clock = TestClock()
    let emulator = Emulator.small({ $0.requestsPerMinute = 60 }, clock: clock.clock)
    for _ in 0..<10 { #expect(try await emulator.get("/customers?size=1").status == 200) }
    let refused = try await emulator.get("/customers?size=1")
    #expect(refused.status == 429)
    #expect(refused.headers["Retry-After"] == "1")
    clock.advance(1)
    #expect(try await emulator.get("/customers?size=1").status == 200)
  }
}
