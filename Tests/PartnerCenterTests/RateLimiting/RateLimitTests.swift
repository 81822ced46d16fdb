import CatalogModel
import CatalogTestSupport
import Foundation
import Synchronization
import Testing

@testable import PartnerCenter

/// So many times, whoever asks.
private final class Countdown: Sendable {
  private let left: Mutex<Int>

  init(_ count: Int) { left = Mutex(count) }

  func take() -> Bool {
    left.withLock { left in
      left -= 1
      return left >= 0
    }
  }
}

@Suite("A long crawl is as fast as its limit allows, and not rude")
struct RateLimitTests {
  /// Sends calls from eight workers until so many were answered.
  ///
  /// - Returns: how many calls failed for good.
  private func crawl(
    _ calls: Int, by transport: any Transport, perMinute: Double, clock: VirtualClock
  ) async -> Int {
    let limiter = RequestLimiter(requestsPerMinute: perMinute, concurrency: 8, clock: clock.requestClock)
    let client = client(of: transport, clock: clock, limiter: limiter)
    let left = Countdown(calls)
    return await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var failures = 0
          while left.take() {
            do { _ = try await client.get(.product("P", for: .country("DE")), as: Product.self) } catch {
              failures += 1
            }
          }
          return failures
        }
      }
      return await group.reduce(0, +)
    }
  }

  @Test(
    "At a limit that is configured, it takes 1.05 times what the limit asks for at most", arguments: [60.0, 500, 3000])
  func configured(perMinute: Double) async {
    let clock = VirtualClock()
    let service = LimitedService(perMinute: perMinute, counting: .bucket(10), clock: clock)
    #expect(await crawl(5000, by: service, perMinute: perMinute, clock: clock) == 0)
    #expect(service.answers.count == 5000, "nothing was refused")
    #expect(clock.now / .seconds(60) <= 1.05 * 5000 / perMinute)
  }

  @Test(
    "At a limit nobody told of, it takes 1.15 times at most, and under 1 % is refused after the first minute",
    arguments: [Limit.Counting.bucket(10), .minutes(isToldRest: true)], [60.0, 100, 300, 450])
  func unconfigured(counting: Limit.Counting, perMinute: Double) async {
    let clock = VirtualClock()
    let service = LimitedService(perMinute: perMinute, counting: counting, clock: clock)
    #expect(await crawl(5000, by: service, perMinute: 500, clock: clock) == 0)
    let minutes = clock.now / .seconds(60)
    #expect(minutes <= 1.15 * 5000 / perMinute, "\(minutes / (5000 / perMinute)) times")
    let later = service.answers.filter { $0.at > .seconds(60) }
    let refused = later.count { $0.status == 429 }
    #expect(Double(refused) < 0.01 * Double(later.count), "\(refused) of \(later.count)")
  }

  @Test("In a storm of 429s one request goes out per Retry-After", arguments: [2, 30])
  func storm(seconds: Int) async throws {
    let clock = VirtualClock()
    let sentAt = Instants()
    let service = ScriptedService { _, _ in
      sentAt.add(clock.now)
      // Time for the others to come forward, if they dared.
      for _ in 0..<20 { await Task.yield() }
      return clock.now > .seconds(5) && clock.now < .seconds(400)
        ? .json(429, "", headers: [.init("Retry-After", "\(seconds)")]) : .json(200, #"{"id":"P"}"#)
    }
    _ = await crawl(500, by: service, perMinute: 600, clock: clock)
    let storm = sentAt.all.filter { $0 > .seconds(5) && $0 < .seconds(400) }.sorted()
    // Those that were under way when the storm began are refused as well.
    let probes = storm.drop { $0 < storm[0] + .seconds(1) }
    #expect(probes.count >= 3)
    #expect(zip(probes, probes.dropFirst()).allSatisfy { $1 - $0 >= .seconds(seconds) })
    #expect(storm.count - probes.count <= 8)
  }
}
