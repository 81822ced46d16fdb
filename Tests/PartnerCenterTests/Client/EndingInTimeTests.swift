import CatalogModel
import CatalogTestSupport
import Foundation
import Synchronization
import Testing

@testable import PartnerCenter

@Suite("The budget of time reaches whatever waits", .timeLimit(.minutes(15)))
struct EndingInTimeTests {
  /// Answers nothing, ever.
  private struct Silence: Transport {
    func send(_ request: TransportRequest) async throws -> TransportResponse {
      try await Task.sleep(for: .seconds(1_000_000))
      return TransportResponse(status: 200)
    }
  }

  private struct SilentTokens: AccessTokenSource {
    func token(replacing refused: AccessToken?) async throws -> AccessToken {
      try await Task.sleep(for: .seconds(1_000_000))
      return AccessToken(secret: "t")
    }
  }

  /// A clock whose end is there as soon as somebody waits for it.
  private func limiter(_ budget: Budget) -> RequestLimiter {
    RequestLimiter(requestsPerMinute: 60_000, concurrency: 2, budget: budget, clock: VirtualClock().requestClock)
  }

  private func endsIn(_ budget: Budget, tokens: any AccessTokenSource = CountingTokens()) async -> (Bool, Bool) {
    let client = client(of: Silence(), tokens: tokens, limiter: limiter(budget))
    let (isCancelled, isTimeSpent) = await client.endingInTime {
      do {
        _ = try await client.get(.product("P", for: .country("US")), as: Product.self)
        return false
      } catch { return error is CancellationError || error is BudgetExceeded }
    }
    return (isCancelled, isTimeSpent)
  }

  @Test("A request under way, and a sign-in that does not answer")
  func silence() async {
    #expect(await endsIn(Budget(duration: .seconds(5))) == (true, true))
    #expect(await endsIn(Budget(duration: .seconds(5)), tokens: SilentTokens()) == (true, true))
  }

  @Test("What ends by itself is not cancelled, and what a person cancels is not out of time")
  func otherwise() async {
    let clock = RequestClock(now: { .zero }, sleepUntil: { _ in try await Task.sleep(for: .seconds(1_000_000)) })
    let limiter = RequestLimiter(
      requestsPerMinute: 60, concurrency: 1, budget: Budget(duration: .seconds(5)), clock: clock)
    let early = await limiter.endingInTime { 7 }
    #expect(early == (7, false))
    let cancelled = await withTaskGroup(of: (Bool, Bool).self) { group in
      group.addTask {
        await limiter.endingInTime {
          do {
            try await Task.sleep(for: .seconds(1_000_000))
            return false
          } catch { return true }
        }
      }
      group.cancelAll()
      return await group.next()
    }
    #expect(cancelled?.0 == true)
    #expect(cancelled?.1 == false)
  }

  @Test("Without a budget of time nothing is watched")
  func none() async {
    #expect(await limiter(Budget(requests: 3)).endingInTime { 7 } == (7, false))
  }
}
