import CatalogModel
import CatalogStore
import Foundation
import SeededRandom
import Testing

@testable import CatalogSync

@Suite("Price sheets as evidence")
struct SheetEvidenceTests {
  private static let readAt = Past.june1 + 10 * Past.day

  private static func stamp(_ date: Date) -> UInt32 { UInt32(date.timeIntervalSince1970) }

  /// Two hundred licences that were read at one time; sheets are compared until another.
  private func past(until: Date, differing: [ProductID] = [], seenAt: Date? = nil) -> Past {
    var past = Past(readAt: Self.readAt)
    let seen = Self.stamp(seenAt ?? until)
    past.history.sheets["US"] = SheetCoverage(
      since: Self.stamp(Self.readAt - 30 * Past.day), until: Self.stamp(until), products: past.history.products,
      differences: Dictionary(
        differing.map { ($0, SheetCoverage.Difference(since: seen - 86_400, seenAt: seen)) },
        uniquingKeysWith: { first, _ in first }))
    return past
  }

  private func due(_ schedule: Schedule, _ now: Date) -> [Schedule.Due] {
    schedule.due(now: now.timeIntervalSince1970)
  }

  @Test("A product of which two sheets differ is due at once; one that was read since is not")
  func difference() {
    let now = Self.readAt + 2 * Past.day
    let schedule = past(until: now, differing: ["P1003", "P1007"]).schedule(at: now)
    #expect(Set(due(schedule, now).map(\.key.product)) == ["P1003", "P1007"])
    #expect(due(schedule, now).allSatisfy { $0.reason == .evidence && $0.partial == nil })
    #expect(abs(schedule.view(of: 3, now: now.timeIntervalSince1970, rate: 0, jump: 0).doubt - 0.6) < 1e-9)
    let earlier = past(until: now, differing: ["P1003"], seenAt: Self.readAt - Past.day).schedule(at: now)
    #expect(due(earlier, now).isEmpty)
  }

  @Test("A reading teaches how much a difference is worth")
  func worth() throws {
    let now = Self.readAt + Past.day
    var schedule = past(until: now, differing: ["P1003", "P1007", "P1009", "P1011"]).schedule(at: now)
    for item in due(schedule, now).prefix(3) {
      schedule.note(item.unit, reason: item.reason, changed: false, now: now.timeIntervalSince1970)
    }
    #expect(abs(schedule.sheetEvidence - 0.6 * 4 / 7) < 1e-9)
    let clock = try #require(schedule.clocks().first)
    #expect(clock.sheetSuspected == 3 && clock.sheetConfirmed == 0 && clock.suspected == 0 && clock.exposure == 0)
  }

  @Test("While sheets show nothing, products are due later, and at last they are")
  func unchanged() {
    let (twelve, sixty) = (Self.readAt + 12 * Past.day, Self.readAt + 60 * Past.day)
    #expect(due(Past(readAt: Self.readAt).schedule(at: twelve), twelve).count == 200)
    func schedule(until: Date, at now: Date) -> Schedule {
      var known = past(until: until)
      known.history.clocks[0].lotChanged = 30
      known.history.clocks[0].lotShown = 30
      return known.schedule(at: now)
    }
    #expect(due(schedule(until: twelve, at: twelve), twelve).isEmpty)
    // A sheet that was last looked at long ago rules out nothing since.
    #expect(due(schedule(until: Self.readAt + 3600, at: twelve), twelve).count == 200)
    #expect(due(schedule(until: sixty, at: sixty), sixty).count == 200)
  }

  @Test("What sheets show is learned from changed products drawn by lot, and is never taken for everything")
  func share() {
    let now = Self.readAt + 3600
    var earlier = past(until: now)
    for index in earlier.history.clocks.indices {
      earlier.history.clocks[index].lotChanged = 8
      earlier.history.clocks[index].lotShown = 6
    }
    var schedule = earlier.schedule(at: now)
    #expect(abs(schedule.visibleShare - 7.0 / 10) < 1e-9)
    schedule.lotShown = 10_000
    schedule.lotChanged = 10_000
    #expect(schedule.visibleShare == 0.95)
    #expect(earlier.schedule(at: now).clocks().allSatisfy { $0.lotChanged == 0 }, "A run stores its own draws alone.")
  }

  @Test("Products that are due by a sheet alone are drawn as often as those that are not due")
  func lot() {
    let now = Self.readAt + Past.day
    let all = past(until: now).history.products
    var drawn = (due: 0, others: 0)
    for seed in 1...40 as ClosedRange<UInt64> {
      var schedule = past(until: now, differing: Array(all.prefix(100))).schedule(at: now)
      var generator = SplitMix64(seed: seed)
      let audit = schedule.drawAudit(now: now.timeIntervalSince1970, using: &generator)
      #expect(audit.allSatisfy { $0.unit >= 100 }, "What is due is no part of the sample.")
      let lots = schedule.flags.indices.filter { schedule.flags[$0].contains(.lot) }
      drawn.due += lots.count { $0 < 100 }
      drawn.others += lots.count { $0 >= 100 }
    }
    #expect(drawn.others == 40 * 6)
    #expect((150...340).contains(drawn.due), "\(drawn)")
  }

  @Test("A market that changed at large is read where its sheets show nothing only once they have missed a change")
  func bulk() {
    let now = Self.readAt + Past.day
    func moved(_ past: Past) -> Schedule {
      var schedule = past.schedule(at: now)
      schedule.noteLists(of: "US", listed: 200, moved: 20, now: now.timeIntervalSince1970)
      schedule.judgeMarkets()
      return schedule
    }
    #expect(due(moved(Past(readAt: Self.readAt)), now).count == 200)
    var known = past(until: now, differing: ["P1003"])
    known.history.clocks[0].lotChanged = 30
    known.history.clocks[0].lotShown = 30
    var schedule = moved(known)
    #expect(schedule.markets["US"]?.hasMoved == true)
    #expect(due(schedule, now).map(\.key.product) == ["P1003"])
    schedule.note(9, reason: .audit, changed: true, now: now.timeIntervalSince1970)
    #expect(due(schedule, now).count == 199)
    // Sheets that nobody has looked at since the last run say nothing of it.
    known = past(until: Self.readAt)
    #expect(due(moved(known), now).count == 200)
  }

  @Test("Where all products are read that sheets list, all of them teach what sheets show")
  func whole() throws {
    let now = Self.readAt + Past.day
    var schedule = past(until: now, differing: ["P1003", "P1007"]).schedule(at: now)
    for unit in 0..<199 {
      schedule.note(unit, reason: .evidence, changed: [3, 7, 9].contains(unit), now: now.timeIntervalSince1970)
    }
    #expect(
      try #require(schedule.clocks().first).lotChanged == 0, "One was left out by what was shown.")
    schedule.note(199, reason: .evidence, changed: false, now: now.timeIntervalSince1970)
    let clock = try #require(schedule.clocks().first)
    #expect(clock.lotChanged == 3 && clock.lotShown == 2)
  }

  @Test("A report says how many changes sheets had shown, with the interval; none where no sheets are compared")
  func report() throws {
    let visible = VisibleChanges(AuditCount(sampled: 10, changed: 6))
    #expect(visible.shown == 6 && visible.changed == 10 && visible.share == 0.6)
    let text = String(decoding: try JSONEncoder().encode(visible), as: UTF8.self)
    #expect(
      text.contains("\"visibleShare\":0.6") && text.contains("\"low\":0.3127") && text.contains("\"high\":0.8318"))
    let now = Self.readAt
    var state = RefreshState(past(until: now).schedule(at: now))
    #expect(state.settle(at: now.timeIntervalSince1970).reading.visible == AuditCount(sampled: 0, changed: 0))
    state = RefreshState(Past(readAt: now).schedule(at: now))
    #expect(state.settle(at: now.timeIntervalSince1970).reading.visible == nil)
  }
}
