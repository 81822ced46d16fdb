import FileSystem
import Foundation
import GRDB

/// A state of a catalog file, to be compared with another of the same ``Catalog``.
public struct CatalogVersion: Sendable, Hashable {
  /// The file that lies at the path.
  var file: FileIdentity?
  /// SQLite's `data_version`: another number after each commit of another connection.
  var dataVersion: Int
}

extension Catalog {
  /// The state of the file: equal to an earlier one while nobody has written to it or replaced it.
  ///
  /// Costs some microseconds. A file that was replaced has another version, but this reader keeps reading the old one:
  /// open the path again.
  ///
  /// - Returns: a value that only means something beside other versions of this reader.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func version() throws(CatalogError) -> CatalogVersion {
    let file = FileIdentity(path)
    return try read { snapshot in
      CatalogVersion(file: file, dataVersion: try Int.fetchOne(snapshot.db, sql: "PRAGMA data_version") ?? 0)
    }
  }
}

/// A signal for each change of a catalog file, as an asynchronous sequence.
///
/// Several commits within one interval are one signal. The first element is the state at the beginning. The sequence
/// ends with the task that reads it.
public struct CatalogUpdates: AsyncSequence, Sendable {
  /// The version after the change.
  public typealias Element = CatalogVersion

  let catalog: Catalog
  let interval: Duration
  let clock: any Clock<Duration>

  /// Waits for changes.
  public struct Iterator: AsyncIteratorProtocol {
    let updates: CatalogUpdates
    var last: CatalogVersion?

    /// The next version; `nil` after a cancellation.
    ///
    /// - Throws: ``CatalogError`` where the file can no longer be read.
    public mutating func next() async throws -> CatalogVersion? {
      while true {
        if Task.isCancelled { return nil }
        let version = try updates.catalog.version()
        guard version == last else {
          last = version
          return version
        }
        do { try await updates.clock.sleep(for: updates.interval) } catch { return nil }
      }
    }
  }

  /// Begins with the state of now.
  public func makeAsyncIterator() -> Iterator { Iterator(updates: self) }
}

extension Catalog {
  /// A signal for each change of the file: a sync's commits, and a file that was replaced.
  ///
  /// - Parameters:
  ///   - interval: the time between two looks, each of some microseconds.
  ///   - clock: the clock of the interval.
  /// - Returns: a sequence of versions; it throws ``CatalogError`` where the file can no longer be read.
  public func updates(
    every interval: Duration = .seconds(1), clock: any Clock<Duration> = ContinuousClock()
  ) -> CatalogUpdates {
    CatalogUpdates(catalog: self, interval: interval, clock: clock)
  }
}
