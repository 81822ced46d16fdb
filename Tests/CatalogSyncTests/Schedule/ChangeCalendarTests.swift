import Foundation
import Testing

@testable import CatalogSync

@Suite("The calendar of changes")
struct ChangeCalendarTests {
  private let start = Past.june1.timeIntervalSince1970

  @Test(
    "runs fast on the first four days and slowly after them; a month is as long as it is",
    arguments: [(0.0, 4.0, 22.5), (4.0, 30.0, 7.5), (0.0, 30.0, 30.0), (0.0, 61.0, 61.0), (2.0, 4.0, 11.25)])
  func days(from: Double, to: Double, expected: Double) {
    let calendar = ChangeCalendar(from: start, to: start + 100 * 86_400)
    let days = calendar.days(from: start + from * 86_400, to: start + to * 86_400)
    #expect(abs(days - expected) < 1e-9)
  }

  @Test("adds up how long something has been stale as a sum over small steps does")
  func staleness() {
    let calendar = ChangeCalendar(from: start, to: start + 100 * 86_400)
    let (from, to, steps) = (start + 2.5 * 86_400, start + 33 * 86_400, 20_000)
    var sum = 0.0
    for step in 0..<steps {
      let time = from + (to - from) * (Double(step) + 0.5) / Double(steps)
      sum += calendar.days(from: from, to: time) * (to - from) / 86_400 / Double(steps)
    }
    #expect(abs(calendar.staleness(from: from, to: to) - sum) < 0.01)
  }
}
