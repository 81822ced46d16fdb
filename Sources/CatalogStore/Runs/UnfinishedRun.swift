import CatalogSchema
package import Foundation
import GRDB

/// The unfinished run that the next one with the same request resumes.
package struct UnfinishedRun: Sendable, Hashable {
  /// The run whose lists it resumes.
  package var resumedRunID: Int64
  /// Whether everything was to be read.
  package var isFull: Bool

  /// The age limit of lists to resume, in seconds.
  static let resumableSeconds: Int64 = 24 * 3600

  /// The last run with the request; `nil` if it completed or began more than a day ago, or if another run has completed
  /// since. Runs of single products do not count.
  init?(asked request: RunRequest, at now: Date, _ db: Database) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT r.begun_by, r.is_full FROM run r JOIN run b ON b.id = r.begun_by
        WHERE r.id = (SELECT max(id) FROM run WHERE asked = ?1) AND b.started_at > ?2
          AND NOT EXISTS (
            SELECT 1 FROM run w
            WHERE w.id >= r.id AND w.state = 'complete' AND json_extract(w.asked, '$.views[0]') IS NOT ?3)
        """,
      arguments: [StoredJSON.text(request), now.stamp - Self.resumableSeconds, RunRequest.single])
    guard let row else { return nil }
    resumedRunID = try row["begun_by"]
    isFull = try row["is_full"]
  }

  /// Looks into a file.
  ///
  /// - Returns: `nil` also where there is no file.
  /// - Throws: `StoreError`, but not `StoreError`.
  package static func at(_ path: String, asked request: RunRequest, now: Date) throws -> UnfinishedRun? {
    let queue: DatabaseQueue
    do {
      queue = try StoreFile.openForReading(path)
    } catch StoreError.missing {
      return nil
    }
    return try StoreFile.translating(path) { try queue.read { try UnfinishedRun(asked: request, at: now, $0) } }
  }
}
