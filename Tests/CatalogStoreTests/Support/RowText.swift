import GRDB

/// Tests read the rows that they wrote themselves.
typealias Row = GRDB.Row

/// Rows as one text each, for comparing.
enum RowText {
  static func all(_ db: Database, _ sql: String) throws -> [String] {
    try Row.fetchAll(db, sql: sql).map { row in
      row.databaseValues.map { value in
        switch value.storage {
        case .null: "-"
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .blob(let bytes): "\(bytes.count) bytes"
        }
      }.joined(separator: " | ")
    }
  }
}
