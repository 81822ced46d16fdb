package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

extension CatalogStore {
  /// A reading of the customers that has begun.
  package struct BegunCustomerRun: Sendable, Hashable {
    package var id: Int64
    /// Customers confirmed since then need not be read again; `nil` where the run resumes no other.
    package var resumesSince: Date?
  }

  /// Begins a run over the customers; resumes the last one if it began within a day and did not complete.
  ///
  /// `startOver` never resumes the last run.
  package func beginCustomerRun(startOver: Bool, at now: Date) async throws -> BegunCustomerRun {
    try await write { db in
      try TimesAhead.forget(db, at: now)
      try db.execute(
        sql: "UPDATE customer_run SET state = 'interrupted', finished_at = ? WHERE state = 'running'",
        arguments: [now.stamp])
      let unfinished = try Int64.fetchOne(
        db,
        sql: """
          SELECT begun_at FROM customer_run
          WHERE id = (SELECT max(id) FROM customer_run) AND state <> 'complete' AND begun_at > ?
          """, arguments: [now.stamp - UnfinishedRun.resumableSeconds])
      let resumesSince = startOver ? nil : unfinished
      try db.execute(
        sql: "INSERT INTO customer_run (started_at, begun_at, state) VALUES (?, ?, 'running')",
        arguments: [now.stamp, resumesSince ?? now.stamp])
      return BegunCustomerRun(id: db.lastInsertedRowID, resumesSince: resumesSince.map(Date.init(stamp:)))
    }
  }

  /// Writes down how a reading of the customers ended.
  package func finishCustomerRun(_ id: Int64, state: RunState, at now: Date) async throws {
    try await write { db in
      try db.execute(
        sql: "UPDATE customer_run SET state = ?, finished_at = ? WHERE id = ?",
        arguments: [state.rawValue, now.stamp, id])
    }
  }
}
