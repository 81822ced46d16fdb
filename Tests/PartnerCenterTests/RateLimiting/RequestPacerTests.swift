import Testing

@testable import PartnerCenter

@Suite("The pace keeps to its ceiling and learns from a 429")
struct RequestPacerTests {
  /// Sends as fast as the pace allows, from one time to another.
  private func run(_ pace: inout RequestPacer, from start: Duration, to end: Duration) -> Instants {
    let sent = Instants()
    var now = start
    while now < end {
      if let later = pace.takeSlot(now: now) { now = later } else { sent.add(now) }
    }
    return sent
  }

  @Test("Never more than the ceiling in any window, but for a burst of one second", arguments: [60.0, 500, 6000])
  func ceiling(perMinute: Double) {
    var pace = RequestPacer(requestsPerMinute: perMinute)
    var sent = run(&pace, from: .zero, to: .seconds(20))
    #expect(Double(sent.all.count) <= perMinute / 3 + 1)
    #expect(Double(sent.all.count) >= perMinute / 3 - 1)
    // An idle minute earns no more than one second's worth.
    sent = run(&pace, from: .seconds(80), to: .seconds(140))
    #expect(Double(sent.most(within: .seconds(1))) <= 2 * perMinute / 60 + 2)
    #expect(Double(sent.most(within: .seconds(10))) <= 11 * perMinute / 60 + 2)
    #expect(Double(sent.all.count) <= perMinute * 61 / 60 + 2)
  }

  @Test("A 429 stops everyone for its pause and halves the rate")
  func halving() {
    var pace = RequestPacer(requestsPerMinute: 600)
    _ = run(&pace, from: .zero, to: .seconds(5))
    pace.throttled(now: .seconds(5), pause: .seconds(7))
    #expect(pace.takeSlot(now: .seconds(6)) == .seconds(12))
    #expect(abs(pace.rate - 5) < 0.2, "half of the ten a second that were reached")
    pace.throttled(now: .seconds(6), pause: .seconds(2))
    #expect(abs(pace.rate - 5) < 0.2, "a second 429 of the same pause does not halve again")
    #expect(pace.takeSlot(now: .seconds(6)) == .seconds(12), "nor does it shorten the pause")
    _ = run(&pace, from: .seconds(12), to: .seconds(13))
    pace.throttled(now: .seconds(13), pause: .seconds(1))
    #expect(pace.rate < 3, "one after the pause does")
  }

  @Test("The rate that is halved is the one that was reached, not the one allowed")
  func measured() {
    var pace = RequestPacer(requestsPerMinute: 6000)
    for second in 0..<5 { #expect(pace.takeSlot(now: .seconds(second)) == nil) }
    pace.throttled(now: .seconds(5), pause: .seconds(1))
    #expect(abs(pace.rate - 0.5) < 0.01)
  }

  @Test("The ceiling is reached again a minute after the pause, and not before")
  func recovery() {
    var pace = RequestPacer(requestsPerMinute: 600)
    _ = run(&pace, from: .zero, to: .seconds(2))
    pace.throttled(now: .seconds(2), pause: .seconds(10))
    let low = pace.rate
    _ = pace.takeSlot(now: .seconds(42))
    #expect(abs(pace.rate - (low + 10) / 2) < 0.01)
    _ = pace.takeSlot(now: .seconds(71))
    #expect(pace.rate < 10)
    _ = pace.takeSlot(now: .seconds(72))
    #expect(pace.rate == 10)
    let sent = run(&pace, from: .seconds(72), to: .seconds(82))
    #expect(sent.all.count >= 99)
  }

  @Test("Where each request is refused, one goes out per pause, and the rate recovers in a minute when that ends")
  func refusedAlways() {
    var pace = RequestPacer(requestsPerMinute: 600)
    var now: Duration = .zero
    while now < .seconds(600) {
      if let later = pace.takeSlot(now: now) {
        now = later
      } else {
        pace.throttled(now: now, pause: .seconds(2))
      }
    }
    #expect(pace.rate > AdaptiveRateLimit.floor)
    let sent = run(&pace, from: now, to: now + .seconds(72))
    #expect(sent.all.count { $0 >= now + .seconds(62) } >= 98)
  }
}
