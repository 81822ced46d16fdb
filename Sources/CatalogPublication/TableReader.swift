import CatalogSchema
import GRDB
import MessageDigest

/// The rows of a table as the file gives them, one after the other.
struct TableReader {
  let table: PublishedTable
  private let statement: PreparedStatement

  /// Reads the rows that `condition` names, all without it.
  init(_ table: PublishedTable, _ db: Database, where condition: String = "") throws {
    self.table = table
    statement = try PreparedStatement(db, table.selection(condition))
  }

  func bind(_ values: Int64...) {
    for (place, value) in values.enumerated() { statement.bind(Int32(place + 1), value) }
  }

  /// Writes every row as a line of `COPY`.
  ///
  /// - Returns: how many there were.
  func write(load: Int64, to text: inout CopyText, _ sink: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
    var count = 0
    defer { statement.reset() }
    while try statement.next() {
      text.append(load)
      for (column, place) in zip(table.columns, Int32(0)...) {
        text.separate()
        try append(column.kind, place, to: &text)
      }
      text.endLine()
      count += 1
      if text.isFull { try text.flush(to: sink) }
    }
    return count
  }

  private func append(_ kind: PublishedTable.Column.Kind, _ place: Int32, to text: inout CopyText) throws {
    guard !statement.isNull(place) else { return text.appendNull() }
    switch kind {
    case .integer: text.append(try statement.integer(place))
    case .text: text.append(escaping: try statement.text(place))
    case .availabilityCode: text.append(escaping: try code(place))
    }
  }

  private func code(_ place: Int32) throws -> String {
    try statement.availabilityCode(place, product: try statement.text(Int32(table.columns.count)))
  }

  /// Count and digest of all rows by place, as ``PublishedTable/digest(_:)`` computes them.
  func digests() throws -> [Int64: TableDigest] {
    var digests: [Int64: TableDigest] = [:]
    defer { statement.reset() }
    let placeColumn = table.hasPlaces ? table.columns.firstIndex { $0.name == "place_id" }.map { Int32($0) } : nil
    while try statement.next() {
      var line: [UInt8] = []
      for (column, place) in zip(table.columns, Int32(0)...) {
        if place > 0 { line.append(UInt8(ascii: "|")) }
        guard !statement.isNull(place) else {
          line += Array("\\N".utf8)
          continue
        }
        switch column.kind {
        case .integer: line += Array(String(try statement.integer(place)).utf8)
        case .text: line += CopyText.storable(try statement.text(place)).utf8
        case .availabilityCode: line += Array(CopyText.storable(try code(place)).utf8)
        }
      }
      var hash = SHA256()
      hash.update(line)
      let value = hash.digest().prefix(4).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      digests[try placeColumn.map { try statement.integer($0) } ?? 0, default: TableDigest()].add(value)
    }
    return digests
  }
}

/// The number of rows, and the sum of their digests.
struct TableDigest: Hashable, Sendable {
  var count = 0
  var sum: UInt64 = 0

  mutating func add(_ value: UInt64) {
    count += 1
    sum &+= value
  }
}
