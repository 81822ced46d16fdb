import CatalogModel
import SeededRandom
import Testing

@testable import PartnerCenter

/// The pace before a service whose answers take time, several of them under way, as events in the order of time.
private struct Traffic {
  private var pace: RequestPacer
  private let retry = RetryPolicy()
  /// Says what `Retry-After` is, or `nil` where a request is let through.
  private let take: (Duration) -> Duration?
  private var numbers = SplitMix64(seed: 1)
  private(set) var now: Duration = .zero
  private(set) var answers: [(at: Duration, isRefused: Bool)] = []

  private static let latency: Duration = .milliseconds(50)
  private static let places = 8

  init(ceiling: Double, take: @escaping (Duration) -> Duration?) {
    pace = RequestPacer(requestsPerMinute: ceiling)
    self.take = take
  }

  /// Sends until so many were let through.
  mutating func send(_ count: Int) {
    var (done, isProbing, refusals, pausedUntil) = (0, false, 0, Duration.zero)
    var underWay: [(arrives: Duration, answered: Duration, pause: Duration?)] = []
    while done < count {
      while let first = underWay.first, first.answered <= now {
        underWay.removeFirst()
        guard let pause = first.pause else {
          (done, isProbing, refusals) = (done + 1, false, 0)
          continue
        }
        if first.arrives >= pausedUntil { refusals += 1 }
        let whole = retry.throttlePause(
          before: refusals + 1, retryAfter: pause, jitter: Double.random(in: 0...1, using: &numbers))
        pace.throttled(now: first.answered, pause: whole)
        pausedUntil = max(pausedUntil, first.answered + whole)
        isProbing = true
      }
      var next = underWay.first?.answered
      if underWay.count < Self.places, !(isProbing && !underWay.isEmpty) {
        guard let later = pace.takeSlot(now: now) else {
          let arrives = now + Self.latency / 2 + .milliseconds(Double.random(in: 0...4, using: &numbers))
          let pause = take(arrives)
          answers.append((arrives, pause != nil))
          underWay.append((arrives, arrives + Self.latency / 2, pause))
          underWay.sort { $0.answered < $1.answered }
          continue
        }
        next = min(next ?? later, later)
      }
      now = max(now, next ?? now)
    }
  }

  /// The share of the answers after the first minute that were refusals.
  var refusedLater: Double {
    let later = answers.filter { $0.at > .seconds(60) }
    return Double(later.count { $0.isRefused }) / Double(max(1, later.count))
  }
}

@Suite("The pace finds the limit of a service, however it is counted")
struct PaceAtLimitTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var counting: Limit.Counting
    var perMinute: Double
    var ceiling: Double

    var testDescription: String { "\(counting), \(Int(perMinute)) of \(Int(ceiling)) a minute" }

    static func each(_ countings: Limit.Counting...) -> [Case] {
      countings.flatMap { counting in
        [(60, 500), (100, 500), (300, 500), (450, 500), (600, 3000)].map { perMinute, ceiling in
          Case(counting: counting, perMinute: perMinute, ceiling: ceiling)
        }
      }
    }
  }

  private func send(_ count: Int, at limited: Case) -> Traffic {
    var limit = Limit(perMinute: limited.perMinute, counting: limited.counting)
    var traffic = Traffic(ceiling: limited.ceiling) { limit.take(at: $0) }
    traffic.send(count)
    return traffic
  }

  @Test(
    "It takes 1.15 times what the limit asks for at most, and under 1 % is refused after the first minute",
    arguments: Case.each(
      .bucket(1), .bucket(10), .bucket(60), .minutes(isToldRest: true), .minutes(isToldRest: false), .window(10)))
  func near(_ limited: Case) {
    let traffic = send(3000, at: limited)
    let times = traffic.now / .seconds(60) / (3000 / limited.perMinute)
    #expect(times <= 1.15)
    #expect(traffic.refusedLater < 0.01)
  }

  @Test(
    "A limit that allows no burst at all, or counts in a long window it does not tell of, costs a quarter at most",
    arguments: Case.each(.bucket(0), .window(60)))
  func hardest(_ limited: Case) {
    let traffic = send(3000, at: limited)
    let times = traffic.now / .seconds(60) / (3000 / limited.perMinute)
    #expect(times <= 1.25)
    #expect(traffic.refusedLater < 0.01)
  }

  @Test(
    "429s that come whatever the rate is do not press it to nothing",
    arguments: [(share: 0.01, times: 3.5), (share: 0.05, times: 6), (share: 0.2, times: 15)])
  func noise(share: Double, times: Double) {
    var numbers = SplitMix64(seed: 5)
    var traffic = Traffic(ceiling: 500) { _ in
      Double.random(in: 0..<1, using: &numbers) < share ? .seconds(2) : nil
    }
    traffic.send(3000)
    #expect(traffic.now / .seconds(60) <= times * 3000 / 500)
  }

  @Test("A limit that falls is found again: under 2 % are refused in the half hour after")
  func lowered() {
    var high = Limit(perMinute: 300, counting: .minutes(isToldRest: true))
    var low = Limit(perMinute: 60, counting: .minutes(isToldRest: true))
    var traffic = Traffic(ceiling: 500) { $0 < .seconds(600) ? high.take(at: $0) : low.take(at: $0) }
    traffic.send(4800)
    let later = traffic.answers.filter { $0.at > .seconds(600) }
    #expect(later.count > 1500)
    #expect(Double(later.count { $0.isRefused }) < 0.02 * Double(later.count))
  }

  @Test("A limit that is lifted is noticed within ten minutes")
  func lifted() {
    var limit = Limit(perMinute: 100, counting: .bucket(10))
    var traffic = Traffic(ceiling: 500) { $0 < .seconds(600) ? limit.take(at: $0) : nil }
    traffic.send(7000)
    #expect(traffic.answers.count { $0.at > .seconds(1200) && $0.at <= .seconds(1260) } >= 495)
  }
}
