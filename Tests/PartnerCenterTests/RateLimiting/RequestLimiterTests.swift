import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("The gate keeps rate, concurrency, pauses and budget")
struct RequestLimiterTests {
  private let call = Call.product("P", for: .country("DE"))

  @Test("Retry-After holds for everyone at once, and costs no time on a virtual clock", arguments: [1, 7, 120])
  func retryAfterForAll(seconds: Int) async throws {
    let clock = VirtualClock()
    let sentAt = Instants()
    let limiter = RequestLimiter(requestsPerMinute: 600, concurrency: 4, clock: clock.requestClock)
    let service = ScriptedService { _, index in
      sentAt.add(clock.now)
      return index == 0
        ? .json(429, "", headers: [.init("Retry-After", "\(seconds)")]) : .json(200, #"{"id":"P"}"#)
    }
    let client = client(of: service, clock: clock, limiter: limiter)
    _ = try await client.get(call, as: Product.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { _ = try await client.get(call, as: Product.self) } }
      try await group.waitForAll()
    }
    let times = sentAt.all.sorted()
    #expect(times.first == .zero)
    #expect(times.dropFirst().allSatisfy { $0 >= .seconds(seconds) })
    #expect(times.count == 22)
    #expect(limiter.count == RequestCounts(requests: 22, retries: 1, throttled: 1))
  }

  @Test("Those who waited when a pause was ordered do not all come at once when it ends")
  func noBurstAfterPause() async throws {
    let clock = VirtualClock()
    let sentAt = Instants()
    let limiter = RequestLimiter(requestsPerMinute: 60, concurrency: 16, clock: clock.requestClock)
    let service = ScriptedService { _, index in
      sentAt.add(clock.now)
      return index == 0 ? .json(429, "", headers: [.init("Retry-After", "30")]) : .json(200, #"{"id":"P"}"#)
    }
    let client = client(of: service, clock: clock, limiter: limiter)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<16 { group.addTask { _ = try await client.get(call, as: Product.self) } }
      try await group.waitForAll()
    }
    #expect(sentAt.all.count == 17)
    #expect(sentAt.most(within: .milliseconds(900)) <= 2)
  }

  @Test("Never more requests are under way than allowed, and all are served")
  func concurrency() async throws {
    let limiter = RequestLimiter(requestsPerMinute: 6_000_000, concurrency: 3, clock: VirtualClock().requestClock)
    let load = Load()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          try await limiter.pass(isRetry: false) {
            load.begin()
            for _ in 0..<5 { await Task.yield() }
            load.end()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(load.most == 3)
    #expect(limiter.count.requests == 200)
  }

  @Test("A budget of requests is never exceeded, repetitions included", arguments: [1, 3, 10])
  func requestBudget(limit: Int) async {
    let service = ScriptedService([.json(503, "")])
    let client = client(of: service, budget: Budget(requests: limit), retry: RetryPolicy(attempts: 100))
    await #expect(throws: BudgetExceeded(kind: .requests)) { try await client.get(call, as: Product.self) }
    #expect(service.requests.count == limit)
    #expect(client.traffic.requests == limit)
  }

  @Test("A budget of time ends a run before a wait that would outlast it")
  func timeBudget() async {
    let clock = VirtualClock()
    let service = ScriptedService([.json(429, "", headers: [.init("Retry-After", "60")])])
    let client = client(of: service, clock: clock, budget: Budget(duration: .seconds(30)))
    await #expect(throws: BudgetExceeded(kind: .duration)) { try await client.get(call, as: Product.self) }
    #expect(clock.now < .seconds(30), "nobody waited for nothing")
    #expect(service.requests.count == 1)
  }

  @Test("Who is cancelled while waiting for its slot throws, and the place is free again")
  func cancelledWhileSleeping() async throws {
    let (sleeping, began) = AsyncStream.makeStream(of: Void.self)
    let clock = RequestClock(
      now: { .zero },
      sleepUntil: { _ in
        began.yield()
        for await _ in AsyncStream<Void>.makeStream().stream {}
        try Task.checkCancellation()
      })
    let limiter = RequestLimiter(requestsPerMinute: 1, concurrency: 1, clock: clock)
    try await limiter.pass(isRetry: false) {}
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        do {
          try await limiter.pass(isRetry: false) {}
          return false
        } catch { return error is CancellationError }
      }
      var beginnings = sleeping.makeAsyncIterator()
      _ = await beginnings.next()
      group.cancelAll()
      #expect(await group.next() == true)
    }
    #expect(limiter.count.requests == 1)
    limiter.throttled(pause: .zero)
    #expect(limiter.count.throttled == 1)
  }

  @Test("Who is cancelled while waiting for a place throws, and its neighbours are served")
  func cancelledInLine() async throws {
    let limiter = RequestLimiter(requestsPerMinute: 6_000_000, concurrency: 1, clock: VirtualClock().requestClock)
    let (holding, began) = AsyncStream.makeStream(of: Void.self)
    let (release, end) = AsyncStream.makeStream(of: Void.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await limiter.pass(isRetry: false) {
          began.yield()
          for await _ in release {}
        }
      }
      var beginnings = holding.makeAsyncIterator()
      _ = await beginnings.next()
      let cancelled = await withTaskGroup(of: Bool.self) { waiters in
        waiters.addTask {
          do {
            try await limiter.pass(isRetry: false) {}
            return false
          } catch { return error is CancellationError }
        }
        waiters.cancelAll()
        return await waiters.next() ?? false
      }
      #expect(cancelled)
      group.addTask { try await limiter.pass(isRetry: false) {} }
      end.finish()
      try await group.waitForAll()
    }
    #expect(limiter.count.requests == 2)
  }
}
