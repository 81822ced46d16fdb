import CatalogSchema
import Foundation
import GRDB

extension TimesAhead {
  /// Corrects future times: confirmations count as never made, so that their subjects are read again; events happened
  /// at the latest now.
  static func forget(_ db: Database, at now: Date) throws {
    // Every run that wrote such a time has one of its own in these few rows.
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
    // Publications read those units again.
    try db.execute(
      sql: """
        INSERT INTO touched_unit (place_id, product_id)
        SELECT place_id, product_id FROM unit
        WHERE EXISTS (SELECT 1 FROM publication)
          AND max(confirmed_at, first_seen, coalesce(nonprofit_confirmed_at, 0), coalesce(changed_at, 0)) > :limit
        """, arguments: ["limit": limit(now)])
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
