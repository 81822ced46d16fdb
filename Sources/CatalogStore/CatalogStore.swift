import CatalogModel
import CatalogSchema
import Foundation
package import GRDB

/// The catalog file, open for writing: one writer at a time, and readers never wait.
///
/// Every writing method is one transaction: it is done completely or not at all.
public final class CatalogStore: Sendable {
  /// The path the file was opened with.
  public let path: String
  package let pool: DatabasePool
  private let lock: WriterLock
  private let commits: CommitGroup
  private let deferred = DeferredConfirmations()
  let runProgress = RunProgress()
  let responses = ResponseBuffer(most: 32)

  /// The source of a file. One file holds one locale of one service.
  public struct Source: Sendable, Hashable {
    /// The language of titles and descriptions, such as `en-US`.
    public var locale: String
    /// The partner's tenant; a GUID in lower case.
    public var tenant: String
    /// The cloud of the service: `global`, `us-gov` or `china`.
    public var cloud: String

    /// A source; a GUID is folded to lower case, nothing is checked.
    public init(locale: String, tenant: String, cloud: String) {
      self.locale = locale
      self.tenant = GUID.canonical(tenant)
      self.cloud = cloud
    }
  }

  /// Opens the file, creates it if there is none, and migrates an older one.
  ///
  /// - Parameters:
  ///   - path: the SQLite file.
  ///   - source: the locale, tenant and cloud of its content.
  /// - Throws: `StoreError`: foreign, newer and damaged files are refused and left unchanged; so is a second writer,
  ///   by its name; so is a file of another locale, tenant or cloud.
  public convenience init(path: String, source: Source) throws { try self.init(path: path, claiming: source) }

  /// Opens the file for what belongs to no locale, tenant or cloud, and creates it if there is none: its source stays as
  /// it is, and a new file has none until a sync claims it.
  ///
  /// - Throws: `StoreError`, as ``init(path:source:)``.
  package convenience init(keepingSourceOf path: String) throws { try self.init(path: path, claiming: nil) }

  private init(path: String, claiming source: Source?) throws {
    self.path = path
    // Lock before anything of the file is changed, its version included.
    lock = try NewStore.lock(orMake: path)
    pool = try StoreFile.openForWriting(path)
    commits = CommitGroup(pool) { [deferred, runProgress] in [deferred.job(), runProgress.job()].compactMap(\.self) }
    guard let source else { return }
    try StoreFile.translating(path) {
      try pool.write { db in
        let asked = [("locale", source.locale), ("tenant", source.tenant), ("cloud", source.cloud)]
        for (key, value) in asked {
          let holds = try String.fetchOne(db, sql: "SELECT value FROM setting WHERE key = ?", arguments: [key])
          if let holds, holds != value {
            throw StoreError.other(path: path, setting: key, holds: holds, asked: value)
          }
          try db.execute(
            sql: "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING", arguments: [key, value])
        }
      }
    }
  }

  private func translating<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
    do {
      return try await work()
    } catch {
      throw StoreFile.storeError(error, path: path)
    }
  }

  /// Runs a transaction after the deferred writes.
  func write<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
    try await translating { try await commits.write { try body($0.db) } }
  }

  /// Replaces product snapshots in a transaction, as ``write(_:)``.
  func writeUnits<Value: Sendable>(_ body: @Sendable @escaping (ProductWriter) throws -> Value) async throws -> Value {
    try await translating { try await commits.write { try body($0.units) } }
  }

  /// Defers a note, to write it together with others.
  func writeSoon(_ note: DeferredConfirmations.Note) async throws {
    if deferred.add(note) { try await write { _ in } }
  }

  /// Writes everything that was deferred. Afterwards it is in the file, even if another write included it.
  package func writeDeferred() async throws {
    try await write(responses.takeAll())
    try await write { _ in }
  }

  /// Limits the buffer of responses of incomplete products to twice the number of concurrent requests, and at least 32.
  package func expect(requestsAtOnce count: Int) { responses.limit(to: max(32, 2 * count)) }

  /// Writes responses of incomplete products.
  func write(_ waiting: [ResponseBuffer.Answer]) async throws {
    guard !waiting.isEmpty else { return }
    do {
      try await write { db in
        let names = RowIDs(db: db)
        let statement = PreparedStatements(db)
        for response in waiting { try response.write(names, statement) }
      }
    } catch {
      responses.putBack(waiting)
      throw error
    }
  }

  /// Reads with a single statement, which sees a snapshot without a transaction; one would cost more than the
  /// statement.
  func readOnce<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
    try await translating { try await pool.unsafeRead(body) }
  }

  /// Reads a snapshot.
  func read<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
    try await translating { try await pool.read(body) }
  }
}
