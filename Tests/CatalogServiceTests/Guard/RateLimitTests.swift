import SeededRandom
import Synchronization
import Testing

@testable import CatalogService

@Suite("The rate of requests")
struct RateLimitTests {
  @Test("A burst is permitted, then one request for each interval; a pause fills the bucket again")
  func rate() {
    var limit = RateLimit<Int>(perSecond: 50, burst: 3)
    let start = Duration.seconds(5)
    #expect((0..<3).allSatisfy { _ in limit.take(1, at: start) == nil })
    #expect(limit.take(1, at: start) == .milliseconds(20))
    #expect(limit.take(1, at: start + .milliseconds(19)) == .milliseconds(1))
    #expect(limit.take(1, at: start + .milliseconds(20)) == nil)
    #expect(limit.take(1, at: start + .milliseconds(20)) == .milliseconds(20))
    #expect(limit.take(2, at: start) == nil)
    #expect((0..<3).allSatisfy { _ in limit.take(1, at: start + .seconds(9)) == nil })
    #expect(limit.take(1, at: start + .seconds(9)) == .milliseconds(20))
  }

  @Test("In any second no client gets more than its rate and burst, and never less than its rate")
  func bounds() {
    var random = SplitMix64(seed: 7)
    var limit = RateLimit<Int>(perSecond: 50, burst: 100)
    var now = Duration.zero
    var admitted: [Duration] = []
    for _ in 0..<20_000 {
      now += .microseconds(Int64(random.next() % 4000))
      if limit.take(0, at: now) == nil { admitted.append(now) }
    }
    for index in admitted.indices.dropLast(151) {
      #expect(admitted[index + 151] - admitted[index] > .seconds(1))
    }
    #expect(Double(admitted.count) >= 50 * (now / .seconds(1)))
  }

  @Test("Memory is bounded: further clients share one bucket, and full buckets are forgotten")
  func memory() {
    var limit = RateLimit<Int>(perSecond: 50, burst: 2, mostKeys: 10)
    let results = (0..<1000).map { limit.take($0, at: .zero) }
    #expect(limit.keyCount == 10)
    #expect(results.count { $0 == nil } == 12)
    #expect(limit.take(5000, at: .seconds(1)) == nil)
    #expect(limit.keyCount == 1)
  }

  @Test(
    "Too many requests are answered 429 with the time to wait, counted for each token or address, not at a Unix socket")
  func refusals() throws {
    let now = Mutex(Duration.zero)
    let guarded = ServiceGuard(
      hosts: try AllowedHosts(), perSecond: 1, burst: 2, now: { now.withLock { $0 } })
    func status(_ peer: ServiceRequest.Peer) -> Int {
      do {
        _ = try guarded.access(
          of: ServiceRequest(path: "/", headers: ["Host": "localhost"], peer: peer))
        return 200
      } catch {
        if error.reply.status == 429 { #expect(error.reply.headers["Retry-After"] == "1") }
        return error.reply.status
      }
    }
    #expect((0..<3).map { _ in status(.address("10.0.0.1")) } == [200, 200, 429])
    #expect(status(.address("10.0.0.2")) == 200)
    #expect((0..<9).allSatisfy { _ in status(.unixSocket) == 200 })
    now.withLock { $0 = .seconds(1) }
    #expect(status(.address("10.0.0.1")) == 200)
  }
}
