public import CatalogModel
import CatalogSchema
public import Foundation
import GRDB

/// The number of changes of one kind on one day.
public struct DailyChanges: Sendable, Hashable, Codable {
  /// The day in UTC: `2026-01-31`.
  public var day: String
  /// The kind of the changes.
  public var kind: ChangeKind
  /// How many there are; at least one.
  public var count: Int
}

extension Catalog {
  /// Counts the recorded changes of items by day and kind.
  ///
  /// - Parameter days: the number of days in UTC, today as the last; at least one.
  /// - Returns: the counts, by day and then by kind; nothing for a day without changes.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func changesByDay(_ days: Int) throws(CatalogError) -> [DailyChanges] {
    try read { try $0.changesByDay(days) }
  }

  /// The time of the newest complete list: the data is no younger.
  ///
  /// - Returns: `nil` where no list was ever completed.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func lastCompletion() throws(CatalogError) -> Date? {
    try read { snapshot in
      try Int64.fetchOne(snapshot.db, sql: "SELECT max(completed_at) FROM partition").map(Date.init(stamp:))
    }
  }
}

extension Snapshot {
  fileprivate func changesByDay(_ days: Int) throws -> [DailyChanges] {
    let today = now.stamp / Self.day
    let first = today - Int64(min(max(days, 1), Self.mostDays)) + 1
    return try Row.fetchAll(
      db,
      sql: """
        SELECT strftime('%Y-%m-%d', at / \(Self.day) * \(Self.day), 'unixepoch') AS day, kind, count(*) AS changes
        FROM change WHERE at >= ? AND at < ? GROUP BY 1, 2 ORDER BY 1, 2
        """, arguments: [first * Self.day, (today + 1) * Self.day]
    ).map { row in
      DailyChanges(
        day: try row["day"], kind: ChangeKind(rawValue: try row["kind"]) ?? .changed, count: try row["changes"])
    }
  }

  /// In seconds.
  private static let day: Int64 = 86_400
  private static let mostDays = 366_000
}
