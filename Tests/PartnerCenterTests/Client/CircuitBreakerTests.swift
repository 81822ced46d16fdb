import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("When the service is down, everyone pauses and one asks")
struct CircuitBreakerTests {
  private let call = Call.product("P", for: .country("DE"))

  /// Eight workers with many calls each; a failed call is followed by the next one.
  private func crawl(_ client: PartnerCenterClient, calls: Int) async -> [RequestError] {
    await withTaskExecutorPreference(SerialTaskExecutor()) {
      await withTaskGroup(of: [RequestError].self) { group in
        for _ in 0..<8 {
          group.addTask {
            var failures: [RequestError] = []
            for _ in 0..<calls {
              do { _ = try await client.get(call, as: Product.self) } catch let failure as RequestError {
                failures.append(failure)
              } catch {}
            }
            return failures
          }
        }
        return await group.reduce(into: []) { $0 += $1 }
      }
    }
  }

  @Test("A service that stays down is asked a few dozen times, then given up", arguments: [503, 0])
  func down(status: Int) async {
    let clock = VirtualClock()
    let sentAt = Instants()
    let service = ScriptedService { _, _ in
      sentAt.add(clock.now)
      if status == 0 { throw TransportFailure.connectionBroken(reason: "refused") }
      return .json(status, "")
    }
    let limiter = RequestLimiter(requestsPerMinute: 500, concurrency: 8, clock: clock.requestClock)
    let failures = await crawl(client(of: service, clock: clock, limiter: limiter), calls: 200)
    #expect(failures.count == 1600)
    #expect(failures.allSatisfy { $0.isTransient })
    #expect(
      failures.last?.description.contains("not sent: the service has been failing for a long time") == true)
    #expect(sentAt.all.count < 80, "\(sentAt.all.count) sent")
    #expect(clock.now < .seconds(900))
    let late = sentAt.all.sorted().filter { $0 > .seconds(300) }
    #expect(zip(late, late.dropFirst()).allSatisfy { $1 - $0 >= .seconds(59) }, "one a minute")
  }

  @Test("A service that comes back is read on, at full speed")
  func back() async {
    let clock = VirtualClock()
    let sentAt = Instants()
    let service = ScriptedService { _, _ in
      sentAt.add(clock.now)
      return clock.now > .seconds(10) && clock.now < .seconds(200) ? .json(503, "") : .json(200, #"{"id":"P"}"#)
    }
    let limiter = RequestLimiter(requestsPerMinute: 600, concurrency: 8, clock: clock.requestClock)
    _ = await crawl(client(of: service, clock: clock, limiter: limiter), calls: 200)
    let back = sentAt.all.sorted().first { $0 >= .seconds(200) } ?? .zero
    #expect(back < .seconds(265))
    #expect(sentAt.all.filter { $0 >= back && $0 < back + .seconds(10) }.count >= 95)
  }

  @Test("Failures between answers, and answers that only a working service gives, open nothing")
  func mixed() async {
    let clock = VirtualClock()
    let service = ScriptedService { _, index in
      index % 20 == 0 ? .json(404, #"{"code":400013,"description":"gone"}"#) : .json(503, "")
    }
    let limiter = RequestLimiter(requestsPerMinute: 60_000, concurrency: 8, clock: clock.requestClock)
    let failures = await crawl(client(of: service, clock: clock, limiter: limiter), calls: 20)
    #expect(failures.allSatisfy { $0.attempts == 5 }, "each call had all its attempts")
  }

  @Test("Pauses grow to a minute; given up after ten; one good answer closes it")
  func states() {
    var breaker = CircuitBreaker()
    for _ in 1..<CircuitBreaker.threshold { breaker.failed(now: .zero) }
    #expect(!breaker.isOpen)
    var now = Duration.zero
    var pauses: [Int] = []
    while !breaker.isGivenUp(now: now) {
      breaker.failed(now: now)
      pauses.append(Int((breaker.pausedUntil - now) / .seconds(1)))
      if !breaker.isGivenUp(now: now) { now = breaker.pausedUntil }
    }
    #expect(pauses.prefix(8) == [1, 2, 4, 8, 16, 32, 60, 60])
    #expect(now > .seconds(500) && now < CircuitBreaker.patience)
    breaker.succeeded()
    #expect(!breaker.isOpen)
    #expect(!breaker.isGivenUp(now: now))
  }
}
