import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("Calls are repeated where that makes sense, and only there")
struct RepetitionTests {
  private let call = Call.product("P", for: .country("DE"))
  private let found = TransportResponse.json(200, #"{"id":"P"}"#)

  @Test("MS-RequestId stays after a broken connection or a time-out, and is new after any answer")
  func requestIDs() async throws {
    let found = found
    let service = ScriptedService { _, index in
      switch index {
      case 0: throw TransportFailure.timedOut
      case 1: throw TransportFailure.connectionBroken(reason: "cut")
      case 2: return .json(429, "", headers: [.init("Retry-After", "1")])
      case 3: return .json(503, "")
      case 4: return .json(200, "{ cut")
      default: return found
      }
    }
    _ = try await client(of: service, retry: RetryPolicy(attempts: 9)).get(call, as: Product.self)
    #expect(service.values(of: "MS-RequestId") == ["id-2", "id-2", "id-2", "id-3", "id-4", "id-5"])
    #expect(Set(service.values(of: "MS-CorrelationId")) == ["id-1"])
  }

  @Test("A call is sent five times at most, and says so")
  func attempts() async {
    let service = ScriptedService([.json(503, "busy")])
    let client = client(of: service)
    await #expect {
      try await client.get(call, as: Product.self)
    } throws: { error in
      guard let failure = error as? RequestError else { return false }
      return failure.attempts == 5 && failure.isTransient && !failure.isThrottled
        && failure.description
          == "/products/P?country=DE failed after 5 attempts: the service answered 503: busy (MS-RequestId id-6)"
    }
    #expect(service.requests.count == 5)
    #expect(client.traffic == RequestCounts(requests: 5, retries: 4, throttled: 0))
  }

  @Test("Pauses double up to their bound")
  func pauses() async {
    let clock = VirtualClock()
    let sentAt = Instants()
    let service = ScriptedService { _, _ in
      sentAt.add(clock.now)
      return .json(500, "")
    }
    _ = try? await client(
      of: service, clock: clock,
      retry: RetryPolicy(attempts: 6, firstPause: .seconds(1), longestPause: .seconds(4))
    ).get(call, as: Product.self)
    #expect(sentAt.all.map { Int($0 / .milliseconds(1)) } == [0, 1000, 3000, 7000, 11000, 15000])
  }

  @Test("A 5xx with Retry-After is not repeated before that")
  func retryAfterOfUnavailable() async throws {
    let clock = VirtualClock()
    let service = ScriptedService([.json(503, "", headers: [.init("Retry-After", "30")]), found])
    _ = try await client(of: service, clock: clock).get(call, as: Product.self)
    #expect(clock.now >= .seconds(30))
  }

  @Test(
    "What cannot succeed is sent once",
    arguments: [TransportFailure.responseTooLarge(limit: 9), .refused(reason: "no")])
  func final(failure: TransportFailure) async {
    let service = ScriptedService { _, _ in throw failure }
    await #expect {
      try await client(of: service).get(call, as: Product.self)
    } throws: {
      guard let call = $0 as? RequestError, case .transport(let cause) = call.cause else { return false }
      return cause == failure && !call.isTransient && call.attempts == 1
    }
    #expect(service.requests.count == 1)
  }

  @Test("A 401 is answered with one new token, a second 401 is not permitted")
  func unauthorised() async throws {
    let once = ScriptedService([.json(401, ""), found])
    _ = try await client(of: once).get(call, as: Product.self)
    #expect(once.values(of: "Authorization") == ["Bearer token-1", "Bearer token-2"])
    let always = ScriptedService([.json(401, #"{"code":400,"description":"nein"}"#)])
    await #expect(throws: PermissionDenied.self) { try await client(of: always).get(call, as: Product.self) }
    #expect(always.values(of: "Authorization") == ["Bearer token-1", "Bearer token-2"])
    let audience = ScriptedService([.json(401, #"{"code":"900420"}"#)])
    await #expect(throws: PermissionDenied.self) { try await client(of: audience).get(call, as: Product.self) }
    #expect(audience.requests.count == 1, "no token will do")
  }

  @Test("A sign-in that cannot be reached is a failed call, nothing sent and nothing counted")
  func signInUnreachable() async {
    let service = ScriptedService([found])
    let client = client(of: service, tokens: BrokenTokens())
    await #expect {
      try await client.get(call, as: Product.self)
    } throws: {
      "\($0)"
        == "/products/P?country=DE failed: the connection failed (signing in: the service did not answer in time)"
    }
    #expect(service.requests.isEmpty)
    #expect(client.traffic == RequestCounts())
  }

  @Test("A token is asked for when the turn has come, however long the wait was")
  func lateToken() async throws {
    let clock = VirtualClock()
    let service = ScriptedService([.json(429, "", headers: [.init("Retry-After", "250")]), found])
    let tokens = HourlyTokens(clock: clock, lifetime: .seconds(200))
    _ = try await client(of: service, tokens: tokens, clock: clock).get(call, as: Product.self)
    #expect(service.values(of: "Authorization") == ["Bearer token-0", "Bearer token-1"])
  }

  @Test(
    "A wait longer than some minutes is not waited for: it ends more than the call, and says what the service asked",
    arguments: [
      (429, "301", "the service answered 429 and asks to wait 301 s"),
      (503, "3600", "the service answered 503 and asks to wait 3600 s"),
      (500, "1000000000", "the service answered 500 and asks to wait a day or longer"),
    ])
  func longRetryAfter(status: Int, header: String, words: String) async {
    let clock = VirtualClock()
    let service = ScriptedService([.json(status, "", headers: [.init("Retry-After", header)])])
    await #expect {
      try await client(of: service, clock: clock).get(call, as: Product.self)
    } throws: { "\($0 as? ServicePause as Any)" == "Optional(\(words))" }
    #expect(service.requests.count == 1)
    #expect(clock.now < .seconds(1))
  }

  @Test("Waits of one call that come to a quarter of an hour are too long together", arguments: [429, 503])
  func manyRetryAfters(status: Int) async {
    let clock = VirtualClock()
    let service = ScriptedService([.json(status, "", headers: [.init("Retry-After", "290")])])
    await #expect(throws: ServicePause.self) {
      try await client(of: service, clock: clock).get(call, as: Product.self)
    }
    #expect(service.requests.count == 4)
  }

  @Test("Cancellation passes through and is not repeated")
  func cancelled() async {
    let service = ScriptedService { _, _ in throw CancellationError() }
    await #expect(throws: CancellationError.self) { try await client(of: service).get(call, as: Product.self) }
    #expect(service.requests.count == 1)
  }
}

private struct BrokenTokens: AccessTokenSource {
  func token(replacing refused: AccessToken?) async throws -> AccessToken { throw TransportFailure.timedOut }
}

/// A new token for every stretch of time.
private struct HourlyTokens: AccessTokenSource {
  var clock: VirtualClock
  var lifetime: Duration

  func token(replacing refused: AccessToken?) async throws -> AccessToken {
    AccessToken(secret: "token-\(Int(clock.now / lifetime))")
  }
}
