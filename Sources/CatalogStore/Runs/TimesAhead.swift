package import Foundation
import GRDB

/// Times that lie ahead: a run wrote them while the machine's clock was wrong, and they say nothing of when anything was
/// confirmed.
package enum TimesAhead {
  /// Clocks may differ by so many seconds.
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

  /// The times that tell what was confirmed, or when.
  private static let times: [String: [String]] = [
    "unit": ["confirmed_at", "nonprofit_confirmed_at"], "partition": ["completed_at", "list_read_at"],
    "run": ["started_at", "finished_at"], "run_ending": ["started_at", "finished_at"], "market_clock": ["at"],
    "customer": ["confirmed_at", "subscriptions_confirmed_at"], "verification": ["verified_at"],
    "inventory_check": ["checked_at"],
  ]

  private static func limit(_ now: Date) -> Int64 { now.addingTimeInterval(tolerance).stamp }

  /// Takes them back: what was confirmed then counts as never confirmed, so that it is read again; what happened then
  /// happened now at the latest.
  static func forget(_ db: Database, at now: Date) throws {
    // Each run that wrote such a time stands in these few rows with its own.
    let isNeeded = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM run WHERE max(started_at, coalesce(finished_at, 0)) > :limit)
          OR EXISTS (SELECT 1 FROM run_ending WHERE max(started_at, finished_at) > :limit)
          OR EXISTS (SELECT 1 FROM customer_run WHERE max(started_at, begun_at, coalesce(finished_at, 0)) > :limit)
          OR EXISTS (SELECT 1 FROM partition WHERE max(coalesce(completed_at, 0), coalesce(list_read_at, 0)) > :limit)
          OR EXISTS (SELECT 1 FROM market_clock WHERE at > :limit)
        """, arguments: ["limit": limit(now)])
    guard isNeeded == true else { return }
    for (table, column, value) in corrections {
      try db.execute(
        sql: "UPDATE \(table) SET \(column) = \(value) WHERE \(column) > :limit",
        arguments: value == ":now" ? ["limit": limit(now), "now": now.stamp] : ["limit": limit(now)])
    }
    for (table, column) in [
      ("market_clock", "at"), ("verification", "verified_at"), ("inventory_check", "checked_at"),
    ] {
      try db.execute(sql: "DELETE FROM \(table) WHERE \(column) > ?", arguments: [limit(now)])
    }
  }

  private static let corrections: [(table: String, column: String, value: String)] = [
    ("unit", "confirmed_at", "0"), ("unit", "nonprofit_confirmed_at", "0"), ("unit", "first_seen", ":now"),
    ("unit", "changed_at", ":now"), ("unit", "unlisted_since", ":now"), ("unit", "removed_at", ":now"),
    ("unit", "unchanged_until", "NULL"), ("unit", "glanced_at", "NULL"), ("availability", "first_seen", "NULL"),
    ("removed_availability", "first_seen", ":now"), ("removed_availability", "removed_at", ":now"),
    ("partition", "completed_at", "NULL"), ("partition", "list_read_at", "NULL"), ("change", "at", ":now"),
    ("unlisted_part", "since", ":now"), ("unavailable_market", "recorded_at", ":now"),
    ("customer", "confirmed_at", "0"), ("customer", "subscriptions_confirmed_at", "0"),
    ("customer_subscription", "registration_confirmed_at", "NULL"), ("run", "started_at", ":now"),
    ("run", "finished_at", ":now"), ("run_ending", "started_at", ":now"), ("run_ending", "finished_at", ":now"),
    ("customer_run", "started_at", ":now"), ("customer_run", "begun_at", ":now"),
    ("customer_run", "finished_at", ":now"),
  ]
}
