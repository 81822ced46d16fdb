import FileSystem
import Foundation
import GRDB
import GRDBSQLite

/// The SQLite library that this process runs with.
package struct SQLiteFacts: Sendable, Hashable {
  /// `3.40.1`.
  package var version: String
  /// The file of the shared library; `nil` where SQLite is part of the program or the system does not report it.
  package var library: String?
  package var hasFTS5: Bool
  package var hasJSON: Bool

  /// The oldest version that the store is written and read with.
  package static let oldest = "3.40.0"

  package init(version: String, library: String?, hasFTS5: Bool, hasJSON: Bool) {
    self.version = version
    self.library = library
    self.hasFTS5 = hasFTS5
    self.hasJSON = hasJSON
  }

  /// Tries it out, in memory.
  package static func current() -> SQLiteFacts {
    func works(_ sql: String) -> Bool {
      (try? DatabaseQueue().write { try $0.execute(sql: sql) }) != nil
    }
    return SQLiteFacts(
      version: String(cString: sqlite3_libversion()), library: loadedLibrary(),
      hasFTS5: works(
        "CREATE VIRTUAL TABLE t USING fts5 (a, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2')"),
      hasJSON: works("SELECT json_valid('{}'), value FROM json_each('[1]')"))
  }

  /// Whether the version is new enough; compared number by number.
  package var isNewEnough: Bool {
    let (mine, least) = (Self.numbers(version), Self.numbers(Self.oldest))
    return !mine.lexicographicallyPrecedes(least)
  }

  private static func numbers(_ version: String) -> [Int] { version.split(separator: ".").map { Int($0) ?? 0 } }

  private static func loadedLibrary() -> String? {
    guard let maps = SystemFile.text("/proc/self/maps") else { return nil }
    return maps.split(separator: "\n").lazy
      .compactMap { line in line.firstIndex(of: "/").map { String(line[$0...]) } }
      .first { $0.split(separator: "/").last?.hasPrefix("libsqlite3") == true }
  }
}
