import Foundation
import PartnerCenter
import Synchronization
import VirtualTime

/// A service that answers by a script: it is told the request and how many came before it.
final class ScriptedService: Transport {
  private let script: @Sendable (TransportRequest, Int) async throws -> TransportAnswer
  private let received = Mutex<[TransportRequest]>([])

  init(_ script: @escaping @Sendable (TransportRequest, Int) async throws -> TransportAnswer) {
    self.script = script
  }

  /// Answers in the order given; the last one for ever.
  convenience init(_ answers: [TransportAnswer]) {
    self.init { _, index in answers[min(index, answers.count - 1)] }
  }

  var requests: [TransportRequest] { received.withLock { $0 } }

  func values(of header: String) -> [String] { requests.map { $0.headers[header] ?? "-" } }

  func send(_ request: TransportRequest) async throws -> TransportAnswer {
    let index = received.withLock { requests in
      requests.append(request)
      return requests.count - 1
    }
    return try await script(request, index)
  }
}

extension TransportAnswer {
  static func json(_ status: Int = 200, _ body: String, headers: Headers = []) -> TransportAnswer {
    TransportAnswer(status: status, headers: headers, body: Data(body.utf8))
  }
}

/// Tokens that count: `token-1`, and the next one when it was refused.
final class CountingTokens: AccessTokenSource {
  private let number = Mutex(1)

  func token(replacing refused: AccessToken?) async throws -> AccessToken {
    number.withLock { number in
      if refused?.secret == "token-\(number)" { number += 1 }
      return AccessToken(secret: "token-\(number)")
    }
  }
}

/// A client whose ids count and whose jitter is always the largest.
func client(
  of transport: any Transport, tokens: any AccessTokenSource = CountingTokens(), clock: VirtualClock = VirtualClock(),
  gate: RequestGate? = nil, requestsPerMinute: Double = 60_000, budget: Budget = Budget(),
  retry: RetryPolicy = RetryPolicy(),
  api: String = "https://api.example.com"
) -> PartnerCenterClient {
  let ids = IdentifierCounter()
  return PartnerCenterClient(
    endpoint: ServiceEndpoint(cloud: .global, api: api), transport: transport, tokens: tokens,
    gate: gate
      ?? RequestGate(
        requestsPerMinute: requestsPerMinute, concurrency: 4, budget: budget, clock: clock.gateClock),
    locale: "de-DE", retry: retry, randomness: .init(unit: { 1 }, identifier: { ids.next() }))
}

private final class IdentifierCounter: Sendable {
  private let number = Mutex(0)
  func next() -> String {
    number.withLock {
      $0 += 1
      return "id-\($0)"
    }
  }
}
