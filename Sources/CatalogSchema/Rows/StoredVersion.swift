package import GRDB

/// The version of a file's data, as its settings say.
package struct StoredVersion: Sendable, Hashable {
  /// A UUID, made with the file.
  package var incarnation: String
  /// The number of writing transactions.
  package var number: Int

  package init(incarnation: String, number: Int) {
    self.incarnation = incarnation
    self.number = number
  }

  /// Reads the version.
  ///
  /// - Throws: `DamagedValue` where the file has none.
  package init(_ db: Database) throws {
    func setting(_ key: String) throws -> String? {
      try String.fetchOne(
        db.cachedStatement(sql: "SELECT CAST(value AS TEXT) FROM setting WHERE key = ?"), arguments: [key])
    }
    guard let incarnation = try setting("incarnation"), let number = try setting("version").flatMap({ Int($0) }) else {
      throw DamagedValue(column: "version")
    }
    self.init(incarnation: incarnation, number: number)
  }
}
