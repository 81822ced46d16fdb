import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import Testing

@Suite("A month of daily syncs")
struct MonthTests {
  /// One month of `swift run month`, small enough for a test. Other seeds and sizes: the decision "Due by expected
  /// staleness".
  @Test("needs a fifth of the requests of full crawls, and is at most half as stale as reading the oldest first")
  func month() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("month-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = MonthScript(seed: 2, markets: 1, products: 100)
    let month = MonthRun(script)
    let row = MonthRow(
      script: script, changes: month.changes, schedule: try await month.play(.schedule, in: folder),
      fullRequests: try await month.fullRequests(in: folder))
    let age = try await month.play(.age(requests: row.requestsADay), in: folder)
    #expect(row.saved >= 0.8)
    #expect(row.schedule.stale <= 0.004)
    #expect(row.schedule.stale <= age.stale / 2, "\(row.schedule.stale) and \(age.stale)")
    // What the report says of what it missed holds for all that was not due.
    let interval = try #require(MissedChanges(row.schedule.audit).interval)
    let missed = Double(row.schedule.missed.changed) / Double(max(1, row.schedule.missed.sampled))
    #expect(missed <= interval.upperBound)
  }
}
