import CatalogModel
import Foundation
import PartnerCenter
import Testing

@testable import PartnerCenterHTTP

@Suite("A POST over a real socket is received once, and its ending is told as it is", .timeLimit(.minutes(10)))
struct WriteOverSocketTests {
  private enum Ending: Equatable, Sendable {
    case done
    case unknown(UnknownOutcome.Observation)
    case notSent(TransportFailure, attempts: Int)
    case other(String)

    var isNotSent: Bool { if case .notSent = self { true } else { false } }
  }

  private func register(
    at url: String, _ configure: (inout HTTPTransportConfiguration) -> Void = { _ in }
  ) async throws -> Ending {
    var configuration = try HTTPTransportConfiguration(connectTimeout: .seconds(300), timeout: .seconds(600))
    configure(&configuration)
    return try await withHTTPTransport(configuration: configuration) { transport in
      let client = PartnerCenterClient(
        endpoint: ServiceEndpoint(cloud: .global, api: url), transport: transport, tokens: OneToken(),
        limiter: RequestLimiter(requestsPerMinute: 60_000, concurrency: 1),
        retry: RetryPolicy(attempts: 3, firstPause: .zero))
      do {
        guard case .found = try await client.perform(.register("s", customer: "c")) else { return .other("outcome") }
        return .done
      } catch let failure as RequestError {
        switch failure.cause {
        case .outcomeUnknown(let unknown): return .unknown(unknown.observation)
        case .transport(let broken) where !broken.mayHaveBeenSent:
          return .notSent(broken, attempts: failure.attempts)
        default: return .other("\(failure)")
        }
      } catch { return .other("\(error)") }
    }
  }

  private static let closed = TransportFailure.connectionBroken(
    reason: "it was closed before the response was complete")

  @Test(
    "A connection cut after the request was received leaves the outcome unknown",
    arguments: [
      "", "HTTP/1.1 202 Acc", "HTTP/1.1 202 Accepted\r\nContent-Length: 100\r\n\r\nhalf",
      "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
    ])
  func cut(bytes: String) async throws {
    try await withRawServer { _ in
      .text(bytes)
    } _: { server in
      let ending = try await register(at: server.url)
      #expect(ending == .unknown(.transport(Self.closed)))
      #expect(server.requests.count == 1)
    }
  }

  @Test("No response in time leaves the outcome unknown", arguments: ["", "HTTP/1.1 202 Accepted\r\nContent-Le"])
  func slow(bytes: String) async throws {
    try await withRawServer { _ in
      .text(bytes, then: .hang)
    } _: { server in
      // On a busy machine no connection may be made in so short a time.
      var timeout = Duration.milliseconds(150)
      var ending = Ending.done
      repeat {
        ending = try await register(at: server.url) { [timeout] in $0.timeout = timeout }
        timeout *= 2
      } while ending.isNotSent
      #expect(ending == .unknown(.transport(.timedOut)))
      #expect(server.requests.count <= 1)
    }
  }

  @Test("A gateway's 502, 503 or 504 is received once", arguments: ["502 Bad Gateway", "503 Busy", "504 Time-out"])
  func gateway(status: String) async throws {
    try await withRawServer { _ in
      .http(status)
    } _: { server in
      guard case .unknown(.response(let refusal)) = try await register(at: server.url) else {
        return #expect(Bool(false), "not unknown")
      }
      #expect(status.hasPrefix("\(refusal.status)"))
      #expect(server.requests.count == 1)
    }
  }

  @Test("A 429 is repeated under the same MS-RequestId")
  func throttled() async throws {
    let answers = Answers([.http("429 Too Many", ["Retry-After: 0"]), .http("202 Accepted")])
    try await withRawServer { _ in
      await answers.next()
    } _: { server in
      let ending = try await register(at: server.url)
      #expect(ending == .done)
      let ids = server.requests.map { request in
        request.head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("ms-requestid:") }
      }
      #expect(ids.count == 2 && ids[0] != nil && ids[0] == ids[1])
    }
  }

  @Test("A connection that is refused sends nothing, and is tried again")
  func refused() async throws {
    #expect(
      try await register(at: "http://127.0.0.1:1")
        == .notSent(.notConnected(reason: "127.0.0.1:1: connection refused"), attempts: 3))
  }

  @Test("A TLS handshake that fails or does not end sends nothing", arguments: ["220 mail.example.com ESMTP\r\n", nil])
  func handshake(greeting: String?) async throws {
    try await withRawServer(greeting: greeting) { _ in
      .http()
    } _: { server in
      let ending = try await register(at: "https://localhost:\(server.port)") {
        if greeting == nil { $0.connectTimeout = .milliseconds(150) }
      }
      guard case .notSent(.notConnected, attempts: 3) = ending else { return #expect(Bool(false), "\(ending)") }
      #expect(server.requests.isEmpty)
    }
  }

  @Test("A call that is cancelled after the request was received has an unknown outcome")
  func cancelled() async throws {
    let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
    try await withRawServer { _ in
      arrival.yield()
      return .text("", then: .hang)
    } _: { server in
      let url = server.url
      try await withThrowingTaskGroup(of: Ending.self) { group in
        group.addTask { try await register(at: url) }
        for await _ in arrived { break }
        group.cancelAll()
        let ending = try await group.next()
        #expect(ending == .unknown(.cancelled))
      }
      #expect(server.requests.count == 1)
    }
  }
}

private struct OneToken: AccessTokenSource {
  func token(replacing refused: AccessToken?) async throws -> AccessToken { AccessToken(secret: "token") }
}

/// Answers one after the other; the last one for ever.
private actor Answers {
  private var rest: [RawAnswer]

  init(_ rest: [RawAnswer]) { self.rest = rest }

  func next() -> RawAnswer { rest.count > 1 ? rest.removeFirst() : rest[0] }
}
