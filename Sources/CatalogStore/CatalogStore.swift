import CatalogModel
import CatalogSchema
import Foundation
package import GRDB

/// The catalog file, open for writing: one writer at a time, readers never wait.
///
/// Every method that writes does so in one transaction: it is done whole, or not at all.
public final class CatalogStore: Sendable {
  /// The path the file was opened with.
  public let path: String
  package let pool: DatabasePool
  private let lock: WriterLock
  private let commits: CommitGroup
  private let deferred = DeferredConfirmations()
  let responses = ResponseBuffer(most: 32)

  /// What a file is a copy of. One file holds one locale of one service.
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

  /// Opens the file, making it where it is not there, and bringing an older one up to date.
  ///
  /// - Throws: ``StoreError``: foreign, newer and damaged files are refused and left as they are; a second writer
  ///   is refused by name; a file that holds another locale, tenant or cloud is refused.
  public init(path: String, source: Source) throws {
    self.path = path
    // Nothing of the file is changed, its version neither, before nobody else can.
    lock = try NewStore.lock(orMake: path)
    pool = try StoreFile.openForWriting(path)
    commits = CommitGroup(pool, first: deferred.job)
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

  /// Runs a transaction, after what was put off until now.
  func write<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
    try await translating { try await commits.write { try body($0.db) } }
  }

  /// Replaces units in a transaction, as ``write(_:)``.
  func writeUnits<Value: Sendable>(_ body: @Sendable @escaping (ProductWriter) throws -> Value) async throws -> Value {
    try await translating { try await commits.write { try body($0.units) } }
  }

  /// Writes a note soon, together with others.
  func writeSoon(_ note: DeferredConfirmations.Note) async throws {
    if deferred.add(note) { try await write { _ in } }
  }

  /// Writes what was put off. When this returns it is in the file, also where another write took it along.
  package func writeDeferred() async throws {
    try await write(responses.takeAll())
    try await write { _ in }
  }

  /// Lets answers of units that are not whole yet wait for them in memory: twice as many as are asked for at once, but at
  /// least 32, for about so many wait for their units then.
  package func expect(requestsAtOnce count: Int) { responses.limit(to: max(32, 2 * count)) }

  /// Writes answers of units that are not whole yet.
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

  /// Reads with a single statement: that sees a snapshot by itself, and a transaction around it would cost more than it.
  func readOnce<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
    try await translating { try await pool.unsafeRead(body) }
  }

  /// Reads a snapshot.
  func read<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
    try await translating { try await pool.read(body) }
  }
}
