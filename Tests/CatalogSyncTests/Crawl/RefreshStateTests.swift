import CatalogModel
import CatalogStore
import Foundation
import Testing

@testable import CatalogSync

/// A refresh is planned by a value; here its requests are answered without a service.
@Suite("Refreshing what is due")
struct RefreshStateTests {
  static let quiet = Past.june1 + 10 * Past.day
  /// Everything was read so long ago that all of it is due.
  static let late = quiet + 12 * Past.day

  private func state(_ past: Past, at now: Date) -> RefreshState {
    RefreshState(Schedule(past.history, markets: past.markets, run: 2, resumedRunID: 2, now: now))
  }

  private func keys(_ past: Past, in market: Market) -> [ProductKey] {
    past.history.products.map { ProductKey(marketScope: MarketScope(market: market), product: $0) }
  }

  /// Reads batch after batch until nothing is due.
  private func refresh(
    _ state: inout RefreshState, at now: Date, observing: (Schedule.Due) -> MarketCrawl.Observation
  ) -> [Schedule.Due] {
    var read: [Schedule.Due] = []
    while true {
      let batch = state.nextBatch(at: now.timeIntervalSince1970)
      if batch.isEmpty { return read }
      for item in batch {
        _ = state.note(item, observing(item), at: now.timeIntervalSince1970)
        state.noteDone(item)
      }
      read += batch
    }
  }

  private func noteLists(_ state: inout RefreshState, _ past: Past, at now: Date) -> [Bool] {
    past.markets.map { market in
      state.noteLists(
        of: market, listed: 200, moved: 0, candidates: keys(past, in: market), at: now.timeIntervalSince1970)
    }
  }

  @Test("reads each due product once, until none is due, and reports it by reason")
  func everything() {
    let past = Past(readAt: Self.quiet)
    var state = state(past, at: Self.late)
    let isAnythingDue = noteLists(&state, past, at: Self.late)
    #expect(isAnythingDue == [true])
    let read = refresh(&state, at: Self.late) { _ in .read(changed: false, lists: nil) }
    #expect(Set(read.map(\.key)).count == read.count)
    let (reading, wanted) = state.settle(at: Self.late.timeIntervalSince1970)
    #expect(reading.due == DueCount(age: read.count))
    #expect(reading.audit == AuditCount())
    #expect(wanted == ["US": []])
  }

  @Test("knows right after the lists whether a market has anything due")
  func nothingDue() {
    let past = Past(readAt: Self.quiet)
    var state = state(past, at: Self.quiet)
    let isAnythingDue = noteLists(&state, past, at: Self.quiet)
    #expect(isAnythingDue == [false])
    let (reading, wanted) = state.settle(at: Self.quiet.timeIntervalSince1970)
    #expect(reading == RunReading(requestsSaved: 200 * 6))
    #expect(wanted == ["US": []])
  }

  @Test("does not try a product again that failed, and does not call it due")
  func failures() {
    let past = Past(readAt: Self.quiet)
    var state = state(past, at: Self.late)
    _ = noteLists(&state, past, at: Self.late)
    let read = refresh(&state, at: Self.late) { _ in .failed }
    #expect(Set(read.map(\.key)).count == read.count)
    let wanted = state.settle(at: Self.late.timeIntervalSince1970).wanted
    #expect(wanted == ["US": []])
  }

  @Test("names what is due and was not read in each market whose lists were read, and no other market")
  func unread() {
    let past = Past(markets: ["US", "DE"], readAt: Self.quiet)
    var state = state(past, at: Self.late)
    _ = state.noteLists(
      of: "US", listed: 200, moved: 0, candidates: keys(past, in: "US"), at: Self.late.timeIntervalSince1970)
    let batch = state.nextBatch(at: Self.late.timeIntervalSince1970)
    for item in batch {
      _ = state.note(item, .read(changed: false, lists: nil), at: Self.late.timeIntervalSince1970)
      state.noteDone(item)
    }
    let (reading, wanted) = state.settle(at: Self.late.timeIntervalSince1970)
    #expect(Set(wanted.keys) == ["US"])
    let left = wanted["US"] ?? []
    #expect(!left.isEmpty && left.isDisjoint(with: batch.map(\.key)))
    #expect(reading.due.age == batch.count + left.count)
  }

  @Test("draws the same sample for the same seed, counts it apart, and leaves the unread part of it due")
  func audit() {
    let past = Past(readAt: Self.quiet)
    var (first, second) = (state(past, at: Self.quiet), state(past, at: Self.quiet))
    _ = noteLists(&first, past, at: Self.quiet)
    _ = noteLists(&second, past, at: Self.quiet)
    let drawn = first.drawAudit(seed: 7, at: Self.quiet.timeIntervalSince1970)
    let again = second.drawAudit(seed: 7, at: Self.quiet.timeIntervalSince1970)
    #expect(drawn.map(\.key) == again.map(\.key))
    #expect(drawn.count == 6 && drawn.allSatisfy { $0.reason == .audit })
    for (number, item) in drawn.dropLast().enumerated() {
      _ = first.note(item, .read(changed: number == 0, lists: nil), at: Self.quiet.timeIntervalSince1970)
      first.noteDone(item)
    }
    let (reading, wanted) = first.settle(at: Self.quiet.timeIntervalSince1970)
    #expect(reading.audit == AuditCount(sampled: 5, changed: 1))
    #expect(reading.due.audit == 5)
    #expect(wanted["US"]?.contains(drawn[5].key) == true)
  }

  @Test("learns from a partial refresh without a change that some doubt is left, and from a full reading that none is")
  func partialRefresh() throws {
    let past = Past(lists: 60, readAt: Self.quiet)
    var state = state(past, at: Self.late)
    _ = noteLists(&state, past, at: Self.late)
    let time = Self.late.timeIntervalSince1970
    let batch = state.nextBatch(at: time)
    let (first, second) = (try #require(batch.first), try #require(batch.last))
    #expect(first.partial != nil && first.requests < 60)
    let doubt = state.note(first, .partiallyRefreshed, at: time)
    #expect(doubt.map { $0 > 0 && $0 < 1 } == true)
    let none = state.note(second, .read(changed: false, lists: nil), at: time)
    #expect(none == nil)
  }

  @Test("counts products that were read for the first time, with and without an earlier reading")
  func new() {
    let past = Past(readAt: Self.quiet)
    var state = state(past, at: Self.quiet)
    let time = Self.quiet.timeIntervalSince1970
    state.noteNew(keys(past, in: "US")[0], .read(changed: true, lists: nil), at: time)
    state.noteNew(
      ProductKey(marketScope: MarketScope(market: "US"), product: "NEW"), .read(changed: true, lists: nil), at: time)
    state.noteNew(keys(past, in: "US")[1], .failed, at: time)
    let due = state.settle(at: time).reading.due
    #expect(due == DueCount(neverRead: 3))
  }
}
