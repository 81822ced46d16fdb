import CatalogModel
import CatalogStore
import Foundation
import SeededRandom
import Testing

@testable import CatalogSync

@Suite("A schedule")
struct ScheduleTests {
  static let quiet = Past.june1 + 10 * Past.day

  private func due(_ schedule: Schedule, _ now: Date) -> [Schedule.Due] {
    schedule.due(now: now.timeIntervalSince1970)
  }

  /// Intervals follow the root of the rate: on the first days of a month changes are some twenty times as frequent.
  @Test(
    "wants everything again after days when little changes, and sooner on the first days of a month",
    arguments: [(quiet, 6.0, false), (quiet, 12.0, true), (Past.june1, 1.0, false), (Past.june1, 3.0, true)])
  func age(readAt: Date, days: Double, isDue: Bool) {
    let past = Past(readAt: readAt)
    let now = readAt + days * Past.day
    let due = due(past.schedule(at: now), now)
    #expect(due.count == (isDue ? 200 : 0))
    #expect(due.allSatisfy { $0.reason == .age })
  }

  @Test("wants nothing at once after everything was read")
  func nothing() {
    let past = Past(readAt: Self.quiet)
    let schedule = past.schedule(at: Self.quiet)
    #expect(due(schedule, Self.quiet).isEmpty)
    #expect(schedule.requestsLeftAlone(due: []) == 200 * 6)
  }

  @Test("wants what changed more often before what never did")
  func history() throws {
    var past = Past(readAt: Self.quiet)
    let firstSeen = UInt32((Self.quiet - 90 * Past.day).timeIntervalSince1970)
    for index in past.history.units.indices { past.history.units[index].firstSeen = firstSeen }
    past.history.units[7].changes = 6
    past.history.units[7].changedAt = firstSeen + 1000
    past.history.units[7].unchangedUntil = firstSeen
    let now = Self.quiet + 5 * Past.day
    #expect(due(past.schedule(at: now), now).map(\.key.product) == ["P1007"])
  }

  @Test("wants a product everywhere once it was found changed somewhere, and learns whether that is worth it")
  func siblings() throws {
    let past = Past(markets: ["US", "DE", "FR", "JP"], readAt: Self.quiet)
    let now = Self.quiet + Past.day
    var schedule = past.schedule(at: now)
    let time = now.timeIntervalSince1970
    let sighted = try #require(schedule.position(ProductKey(marketScope: MarketScope(market: "DE"), product: "P1003")))
    schedule.note(sighted, reason: .age, changed: true, now: time)
    let due = due(schedule, now)
    #expect(Set(due.map(\.key.marketScope.market)) == ["US", "FR", "JP"])
    #expect(Set(due.map(\.key.product)) == ["P1003"])
    #expect(due.allSatisfy { $0.reason == .evidence })
    // The next two are found as they were: the last one is less worth a look, and so is the next product.
    let (doubt, correlation) = (
      schedule.view(of: due[2].unit, now: time, rate: 0, jump: 0).sighted, schedule.correlation
    )
    for item in due.prefix(2) { schedule.note(item.unit, reason: .evidence, changed: false, now: time) }
    #expect(schedule.view(of: due[2].unit, now: time, rate: 0, jump: 0).sighted < doubt / 2)
    #expect(schedule.correlation < correlation)
    #expect(schedule.clocks().reduce(0) { $0 + $1.suspected } == 2)
  }

  @Test("does not suspect what was read after the change was seen")
  func readAfterwards() {
    var past = Past(markets: ["US", "DE"], readAt: Self.quiet)
    let seen = UInt32((Self.quiet - Past.day).timeIntervalSince1970)
    past.history.units[3].changes = 1
    past.history.units[3].changedAt = seen
    past.history.units[3].unchangedUntil = seen - 86_400
    #expect(due(past.schedule(at: Self.quiet), Self.quiet).isEmpty)
  }

  @Test("wants a whole market when several of a few units had changed, also a second after the last run")
  func jump() {
    let past = Past(readAt: Self.quiet)
    let now = Self.quiet + 1
    var schedule = past.schedule(at: now)
    for (unit, changed) in [true, false, false, true, false, false, true, false].enumerated() {
      schedule.note(unit, reason: .audit, changed: changed, now: now.timeIntervalSince1970)
    }
    schedule.judgeMarkets()
    let due = due(schedule, now)
    #expect(due.count == 192)
    #expect(due.allSatisfy { $0.reason == .evidence })
  }

  @Test("takes a change or two after some days for the ordinary, not for a jump")
  func noJump() {
    let past = Past(readAt: Self.quiet)
    let now = Self.quiet + 4 * Past.day
    var schedule = past.schedule(at: now)
    for unit in 0..<40 { schedule.note(unit, reason: .audit, changed: unit == 5, now: now.timeIntervalSince1970) }
    schedule.judgeMarkets()
    #expect(due(schedule, now).isEmpty)
    #expect(schedule.commonRate > SchedulePolicy().dailyRate)
  }

  @Test(
    "takes many new and renamed products in the lists for a jump, and none for none", arguments: [(0, 0), (12, 200)])
  func lists(moved: Int, wanted: Int) {
    let past = Past(readAt: Self.quiet)
    let now = Self.quiet + 60
    var schedule = past.schedule(at: now)
    schedule.noteLists(of: "US", listed: 200, moved: moved, now: now.timeIntervalSince1970)
    schedule.judgeMarkets()
    #expect(due(schedule, now).count == wanted)
  }

  @Test("remembers a jump that was not followed up")
  func unfinishedJump() {
    var past = Past(readAt: Self.quiet)
    var clock = MarketChangeSample(market: "US", run: 2, at: Int64((Self.quiet + 60).timeIntervalSince1970))
    clock.jump = 0.3
    past.history.clocks.append(clock)
    let now = Self.quiet + 120
    #expect(due(past.schedule(at: now, run: 3), now).count == 200)
  }

  @Test("reads nothing twice in a run and those it goes on with")
  func chain() {
    var past = Past(readAt: Self.quiet - 60 * Past.day)
    for index in 0..<50 { past.history.units[index].run = 2 }
    let due = due(past.schedule(at: Self.quiet, run: 3, resumedRunID: 2), Self.quiet)
    #expect(due.count == 150)
  }

  @Test("draws its audit from all that is not due with the same probability")
  func audit() {
    let past = Past(products: 50, readAt: Self.quiet)
    var drawn: [Int: Int] = [:]
    for seed in 0..<2000 as Range<UInt64> {
      var schedule = past.schedule(at: Self.quiet)
      var lot = SplitMix64(seed: seed)
      let sample = schedule.drawAudit(now: Self.quiet.timeIntervalSince1970, using: &lot)
      #expect(sample.count == 6)
      for item in sample { drawn[item.unit, default: 0] += 1 }
    }
    // 240 expected, standard deviation 15.
    #expect(drawn.count == 50)
    #expect(drawn.values.allSatisfy { (170...310).contains($0) })
  }

  @Test("reads a catalog of ten units whole as its audit")
  func tiny() {
    let past = Past(products: 10, readAt: Self.quiet)
    var schedule = past.schedule(at: Self.quiet)
    var lot = SplitMix64(seed: 1)
    #expect(schedule.drawAudit(now: Self.quiet.timeIntervalSince1970, using: &lot).count == 10)
  }

  @Test("takes one unit of a product at a time where only its age speaks for it")
  func batches() {
    let past = Past(markets: ["US", "DE"], readAt: Self.quiet - 60 * Past.day)
    let batch = past.schedule(at: Self.quiet).nextBatch(now: Self.quiet.timeIntervalSince1970)
    #expect(batch.count == 100)
    #expect(Set(batch.map(\.key.product)).count == 100)
  }
}
