package import PartnerCenter
import Synchronization

/// Tokens that count: `token-1`, and the next one when it was refused.
package final class CountingTokens: AccessTokenSource {
  private let number = Mutex(1)

  package init() {}

  package func token(replacing refused: AccessToken?) async throws -> AccessToken {
    number.withLock { number in
      if refused?.secret == "token-\(number)" { number += 1 }
      return AccessToken(secret: "token-\(number)")
    }
  }
}

/// A client whose ids count and whose jitter is always the largest.
package func client(
  of transport: any Transport, tokens: any AccessTokenSource = CountingTokens(), clock: VirtualClock = VirtualClock(),
  limiter: RequestLimiter? = nil, requestsPerMinute: Double = 60_000, budget: Budget = Budget(),
  retry: RetryPolicy = RetryPolicy(),
  api: String = "https://api.example.com"
) -> PartnerCenterClient {
  let ids = IdentifierCounter()
  return PartnerCenterClient(
    endpoint: ServiceEndpoint(cloud: .global, api: api), transport: transport, tokens: tokens,
    limiter: limiter
      ?? RequestLimiter(
        requestsPerMinute: requestsPerMinute, concurrency: 4, budget: budget, clock: clock.requestClock),
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
