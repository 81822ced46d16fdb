import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("A call is repeated only as far as its safety allows")
struct CallSafetyTests {
  /// An event in the place of the first response; good responses follow.
  enum Event: Sendable {
    case status(Int, code: String? = nil, headers: Headers = [])
    case body(String)
    case failure(TransportFailure)
    case cancelled

    func play() throws -> TransportResponse {
      switch self {
      case .status(let status, let code, let headers):
        .json(status, code.map { #"{"code":"\#($0)","description":"no"}"# } ?? "", headers: headers)
      case .body(let body): .json(200, body)
      case .failure(let failure): throw failure
      case .cancelled: throw CancellationError()
      }
    }
  }

  /// A way for a call of each safety to end: the letters are the `MS-RequestId` of its requests, one letter for one id.
  struct Row: Sendable, CustomTestStringConvertible {
    var event: Event
    var read: String
    var idempotent: String
    var once: String

    init(_ event: Event, _ read: String, _ idempotent: String, _ once: String) {
      (self.event, self.read, self.idempotent, self.once) = (event, read, idempotent, once)
    }

    var testDescription: String { "\(event)" }
  }

  private static func call(_ operation: Call.Operation) -> Call {
    Call(["customers", "c", "things", "s"], operation: operation, subject: .subscription("s", of: "c"))
  }

  private static let calls: [Call.Safety: Call] = [
    .read: call(.get), .idempotent: call(.put(Data("{}".utf8))), .once: call(.post()),
  ]

  /// Plays the events and then, for as long as it is asked, a good response.
  private static func service(_ events: [Event]) -> ScriptedService {
    ScriptedService { _, index in
      index < events.count ? try events[index].play() : .json(200, #"{"id":"P"}"#)
    }
  }

  /// `ab done`: two requests with ids of their own, and the ending.
  private static func ending(of call: Call, at service: ScriptedService) async -> String {
    let ending: String
    do {
      switch try await client(of: service, retry: RetryPolicy(attempts: 3)).get(call, as: Product.self) {
      case .found: ending = "done"
      case .notFound: ending = "not found"
      case .forbidden: ending = "forbidden"
      }
    } catch let failure as RequestError {
      if case .outcomeUnknown(let unknown) = failure.cause {
        #expect(unknown.requestID == service.values(of: "MS-RequestId").last)
        #expect([unknown.correlationID] == Set(service.values(of: "MS-CorrelationId")).sorted())
        #expect(failure.requestID == unknown.requestID && !failure.isTransient)
      }
      ending = words(of: failure.cause)
    } catch is CancellationError {
      ending = "cancelled"
    } catch is PermissionDenied {
      ending = "not permitted"
    } catch is ServicePause {
      ending = "pause"
    } catch { ending = "\(error)" }
    let ids = service.values(of: "MS-RequestId")
    let distinct = ids.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let letters = ids.map { id in Array("abcdefgh")[distinct.firstIndex(of: id) ?? 7] }
    return "\(String(letters)) \(ending)"
  }

  private static func words(of cause: RequestError.Cause) -> String {
    switch cause {
    case .refused(let refusal): "refused \(refusal.status)"
    case .transport(let failure): failure.mayHaveBeenSent ? "no whole response" : "not sent"
    case .unreadable: "unreadable"
    case .paging: "paging"
    case .circuitOpen: "circuit open"
    case .outcomeUnknown(let unknown):
      switch unknown.observation {
      case .response(let refusal): "unknown after \(refusal.status)"
      case .unreadable: "unknown after an unreadable success"
      case .transport: "unknown without a whole response"
      case .cancelled: "unknown after cancellation"
      }
    }
  }

  @Test(
    "Each event has one consequence for each safety",
    arguments: [
      Row(.status(429), "ab done", "ab done", "aa done"),
      Row(.status(408), "ab done", "ab done", "a unknown after 408"),
      Row(.status(500), "ab done", "ab done", "a unknown after 500"),
      Row(.status(500, code: "800003"), "ab done", "ab done", "a unknown after 500"),
      Row(.status(502), "ab done", "ab done", "a unknown after 502"),
      Row(.status(503), "ab done", "ab done", "a unknown after 503"),
      Row(.status(504), "ab done", "ab done", "a unknown after 504"),
      Row(.status(501), "a refused 501", "a unknown after 501", "a unknown after 501"),
      Row(.status(303), "a refused 303", "a unknown after 303", "a unknown after 303"),
      Row(.failure(.notConnected(reason: "connection refused")), "aa done", "aa done", "aa done"),
      Row(.failure(.refused(reason: "no certificate")), "a not sent", "a not sent", "a not sent"),
      Row(
        .failure(.connectionBroken(reason: "cut before a byte")), "aa done", "aa done",
        "a unknown without a whole response"),
      Row(.failure(.timedOut), "aa done", "aa done", "a unknown without a whole response"),
      Row(
        .failure(.responseTooLarge(limit: 9)), "a no whole response", "a unknown without a whole response",
        "a unknown without a whole response"),
      Row(.body("{ cut"), "ab done", "ab done", "a unknown after an unreadable success"),
      Row(.status(206), "ab done", "ab done", "a unknown after an unreadable success"),
      Row(
        .body(#"{"code":400072,"description":"no"}"#), "a refused 200", "a unknown after 200", "a unknown after 200"),
      Row(.status(401), "ab done", "ab done", "aa done"),
      Row(.status(401, code: "900420"), "a not permitted", "a not permitted", "a not permitted"),
      Row(.status(400, code: "3000"), "a refused 400", "a refused 400", "a refused 400"),
      Row(.status(403), "a refused 403", "a refused 403", "a refused 403"),
      Row(.status(403, code: "20002"), "a forbidden", "a forbidden", "a forbidden"),
      Row(.status(404), "a refused 404", "a refused 404", "a refused 404"),
      Row(.status(404, code: "20003"), "a not found", "a not found", "a not found"),
      Row(.status(409, code: "800060"), "a refused 409", "a refused 409", "a refused 409"),
      Row(.cancelled, "a cancelled", "a unknown after cancellation", "a unknown after cancellation"),
      Row(.status(429, headers: [.init("Retry-After", "900")]), "a pause", "a pause", "a pause"),
      Row(
        .status(503, headers: [.init("Retry-After", "900")]), "a pause", "a unknown after 503", "a unknown after 503"),
    ])
  func table(row: Row) async throws {
    for (safety, expected) in [(Call.Safety.read, row.read), (.idempotent, row.idempotent), (.once, row.once)] {
      let call = try #require(Self.calls[safety])
      #expect(call.safety == safety)
      #expect(await Self.ending(of: call, at: Self.service([row.event])) == expected, "\(safety)")
    }
  }

  @Test(
    "An event that comes again and again ends after the attempts of the policy",
    arguments: [
      (Call.Safety.once, Event.status(429), "aaaaaa refused 429"),
      (.once, .failure(.notConnected(reason: "refused")), "aaa not sent"),
      (.once, .status(401), "aa not permitted"),
      (.idempotent, .status(429), "abcdef refused 429"),
      (.idempotent, .status(503), "abc unknown after 503"),
      (.idempotent, .failure(.timedOut), "aaa unknown without a whole response"),
      (.idempotent, .failure(.notConnected(reason: "refused")), "aaa not sent"),
      (.read, .status(503), "abc refused 503"), (.read, .failure(.timedOut), "aaa no whole response"),
    ])
  func always(safety: Call.Safety, event: Event, expected: String) async throws {
    let call = try #require(Self.calls[safety])
    #expect(await Self.ending(of: call, at: ScriptedService { _, _ in try event.play() }) == expected)
  }

  @Test(
    "A refusal of a repetition proves nothing of the attempt before it",
    arguments: [
      ([.failure(.timedOut), .status(409)], "aa unknown without a whole response"),
      ([.status(503), .status(401, code: "900420")], "ab unknown after 503"),
      ([.status(503), .status(429, headers: [.init("Retry-After", "900")])], "ab unknown after 503"),
      ([.failure(.timedOut), .failure(.notConnected(reason: "refused"))], "aaa done"),
      ([.failure(.timedOut), .status(404, code: "20003")], "aa not found"),
      ([.failure(.notConnected(reason: "refused")), .status(409)], "aa refused 409"),
    ] as [([Event], String)])
  func refusedRepetition(events: [Event], expected: String) async throws {
    let call = try #require(Self.calls[.idempotent])
    #expect(await Self.ending(of: call, at: Self.service(events)) == expected)
  }

  @Test("A call of any safety is not sent while the circuit is open, and the network is not blamed")
  func circuitOpen() async throws {
    let clock = VirtualClock()
    let limiter = RequestLimiter(requestsPerMinute: 60_000, concurrency: 1, clock: clock.requestClock)
    for _ in 0..<CircuitBreaker.threshold { limiter.failed() }
    for _ in 0..<15 {
      clock.advance(by: .seconds(60))
      limiter.failed()
    }
    for (safety, call) in Self.calls {
      let service = Self.service([])
      let failure = await #expect(throws: RequestError.self, "\(safety)") {
        try await client(of: service, clock: clock, limiter: limiter).get(call, as: Product.self)
      }
      guard case .circuitOpen = failure?.cause else { return #expect(Bool(false), "\(safety): another cause") }
      #expect(
        failure?.description
          == "/customers/c/things/s failed: not sent: the service has been failing for a long time")
      #expect(failure?.isTransient == true && failure?.attempts == 0)
      #expect(service.requests.isEmpty)
    }
  }

  @Test("A call that is cancelled before its turn was not sent: that is cancellation, not an unknown outcome")
  func cancelledBefore() async {
    let service = Self.service([])
    let client = client(of: service)
    await withTaskGroup(of: Bool.self) { group in
      group.cancelAll()
      group.addTask {
        do {
          _ = try await client.perform(.register("s", customer: "c"))
          return false
        } catch { return error is CancellationError }
      }
      #expect(await group.next() == true)
    }
    #expect(service.requests.isEmpty)
  }

  @Test("A sign-in that cannot be reached sends nothing, and leaves no outcome unknown")
  func signIn() async {
    let service = Self.service([])
    let failure = await #expect(throws: RequestError.self) {
      try await client(of: service, tokens: UnreachableSignIn()).perform(.register("s", customer: "c"))
    }
    #expect(failure.map { Self.words(of: $0.cause) } == "not sent")
    #expect(service.requests.isEmpty)
  }

  @Test("An unknown outcome says what was seen, with both ids")
  func message() async {
    let failure = await #expect(throws: RequestError.self) {
      try await client(of: Self.service([.status(503)])).perform(.register("s", customer: "c"))
    }
    #expect(
      failure?.description
        == "/customers/c/subscriptions/s/registrations was sent: the outcome is unknown: the service answered 503 (MS-RequestId id-2)"
    )
  }
}

private struct UnreachableSignIn: AccessTokenSource {
  func token(replacing refused: AccessToken?) async throws -> AccessToken {
    throw TransportFailure.connectionBroken(reason: "cut")
  }
}
