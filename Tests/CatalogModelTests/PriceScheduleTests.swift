import CatalogModel
import Foundation
import Testing

@Suite("When another look for a price sheet is due")
struct PriceScheduleTests {
  private static func date(_ text: String) throws -> Date { try Date("2026-\(text)T06:00:00Z", strategy: .iso8601) }

  private func due(
    _ timeline: PriceTimeline = .current, view: PriceView = .licences, month: Int?, fetched: String? = nil,
    attempted: String? = nil, now: String
  ) throws -> String {
    PriceSchedule.nextDue(
      view, timeline, month: month.flatMap { SheetMonth($0) }, fetchedAt: try fetched.map(Self.date),
      attemptedAt: try attempted.map(Self.date), now: try Self.date(now)
    ).iso8601Text
  }

  @Test("is at once where none was looked for, or a month has begun since")
  func atOnce() throws {
    #expect(try due(month: nil, now: "11-10") == "2026-11-10T06:00:00Z")
    #expect(try due(.future, month: nil, now: "11-10") == "2026-11-10T06:00:00Z")
    #expect(try due(month: 202_610, fetched: "10-31", attempted: "10-31", now: "11-10") == "2026-11-10T06:00:00Z")
    #expect(try due(.future, month: nil, attempted: "10-31", now: "11-10") == "2026-11-10T06:00:00Z")
    #expect(
      try due(.future, month: 202_611, fetched: "10-02", attempted: "10-28", now: "11-01") == "2026-11-01T06:00:00Z")
  }

  @Test("is daily until the fifth, then weekly, and on the first of the next month at the latest")
  func rhythm() throws {
    #expect(try due(month: 202_611, fetched: "11-02", attempted: "11-02", now: "11-02") == "2026-11-03T06:00:00Z")
    #expect(try due(month: 202_611, fetched: "11-02", attempted: "11-10", now: "11-12") == "2026-11-17T06:00:00Z")
    #expect(try due(month: 202_611, fetched: "11-02", attempted: "11-27", now: "11-28") == "2026-12-01T00:00:00Z")
    #expect(try due(view: .azureRetail, month: 202_611, fetched: "11-20", now: "11-20") == "2026-11-21T06:00:00Z")
  }

  @Test("is a day later where the sheet of the month was not there")
  func notPublished() throws {
    #expect(try due(month: 202_610, fetched: "10-20", attempted: "11-08", now: "11-08") == "2026-11-09T06:00:00Z")
    #expect(try due(month: nil, attempted: "11-08", now: "11-08") == "2026-11-09T06:00:00Z")
  }

  @Test("of a preview is three days before the month ends, also where there is none yet")
  func previews() throws {
    for month in [nil, 202_611, 202_612] {
      let read = month == 202_612 ? "11-01" : nil
      #expect(
        try due(.future, month: month, fetched: read, attempted: "11-01", now: "11-05") == "2026-11-28T00:00:00Z")
      #expect(
        try due(.future, month: month, fetched: read, attempted: "11-29", now: "11-29") == "2026-12-01T00:00:00Z")
    }
  }

  @Test("is not put off by an import of a month that has passed")
  func imported() throws {
    #expect(try due(month: 202_609, fetched: "11-10", now: "11-10") == "2026-11-10T06:00:00Z")
  }
}
