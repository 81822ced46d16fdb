package import Foundation
import GRDB

/// Times that lie ahead: a run wrote them while the machine's clock was wrong, and they say nothing of when anything
/// was confirmed.
package enum TimesAhead {
  /// The tolerated difference of clocks, in seconds.
  package static let tolerance: TimeInterval = 600

  /// Counts them by column, those that there are.
  package static func counts(in path: String, at now: Date) throws -> [(column: String, count: Int)] {
    let queue = try StoreFile.openForReading(path)
    return try StoreFile.translating(path) {
      try queue.read { db in
        var counts: [(String, Int)] = []
        for (table, columns) in times.sorted(by: { $0.key < $1.key }) {
          for column in columns {
            let count = try Int.fetchOne(
              db, sql: "SELECT count(*) FROM \(table) WHERE \(column) > ?", arguments: [limit(now)])
            if let count, count > 0 { counts.append(("\(table).\(column)", count)) }
          }
        }
        return counts
      }
    }
  }

  /// The columns with times of confirmations and events.
  private static let times: [String: [String]] = [
    "unit": ["confirmed_at", "nonprofit_confirmed_at"], "partition": ["completed_at", "list_read_at"],
    "run": ["started_at", "finished_at"], "run_ending": ["started_at", "finished_at"], "market_clock": ["at"],
    "customer": ["confirmed_at", "subscriptions_confirmed_at"], "verification": ["verified_at"],
    "inventory_check": ["checked_at"],
  ]

  /// The latest time that does not lie ahead, as it is stored.
  package static func limit(_ now: Date) -> Int64 { now.addingTimeInterval(tolerance).stamp }
}
