package import CatalogModel

/// A file that is no whole price sheet. Nothing of it is stored.
package enum PriceSheetError: Error, Sendable, Hashable {
  case unreadable(reason: String)
  case archive(ZipArchive.Fault)
  case table(CSVReader.Fault)
  /// It begins as a web page.
  case webPage
  /// It is of another encoding than UTF-8, as a spreadsheet program may save it.
  case otherEncoding
  /// Its first line names no price sheet's columns; those that are missing.
  case columnsMissing([String])
  /// A column stands twice.
  case columnTwice(String)
  /// It has columns and no row.
  case noRows
  /// A row has another number of fields than the first line.
  case fields(line: Int, has: Int, expected: Int)
  /// The last line has no end.
  case lastLineCut(line: Int)
  /// A value that is none of its column.
  case value(line: Int, column: String)
  /// A row is of another market than was asked for.
  case otherMarket(found: Market, asked: Market)
  /// The rows name no market.
  case marketUnknown
}

extension PriceSheetError: CustomStringConvertible {
  /// The failure as a clause, such as `line 7 has 4 fields, the first line 21`. No value of a row is quoted.
  package var description: String {
    switch self {
    case .unreadable(let reason): "it cannot be read: \(reason)"
    case .archive(let fault): "the archive \(fault.clause)"
    case .table(let fault): fault.clause
    case .webPage: "it is a web page, as a sign-in or an error sends one"
    case .otherEncoding: "it is not UTF-8: a spreadsheet program has saved it otherwise"
    case .columnsMissing(let names): "its first line lacks the columns \(names.joined(separator: ", "))"
    case .columnTwice(let name): "its first line has the column \(name) twice"
    case .noRows: "it has a first line and no rows"
    case .fields(let line, let has, let expected): "line \(line) has \(has) fields, the first line \(expected)"
    case .lastLineCut(let line): "it ends within line \(line)"
    case .value(let line, let column): "line \(line) has no valid \(column)"
    case .otherMarket(let found, let asked): "it has rows of market \(found), not of \(asked)"
    case .marketUnknown: "its rows name no market"
    }
  }
}

extension ZipArchive.Fault {
  fileprivate var clause: String {
    switch self {
    case .cut: "is cut: its directory is missing"
    case .damaged: "is damaged"
    case .checksum: "is damaged: its content has another checksum"
    case .noTable: "holds no table"
    case .severalTables(let count): "holds \(count) files, so that none is the sheet"
    case .unsupported: "is encrypted, split or of an unknown method"
    case .tooLarge: "unpacks to more than a sheet has"
    }
  }
}

extension CSVReader.Fault {
  fileprivate var clause: String {
    switch self {
    case .recordTooLong(let line): "the record at line \(line) does not end within a megabyte"
    case .textBehindQuote(let line): "the record at line \(line) has text behind a closing quote"
    case .unterminated(let line): "it ends within the quotes of the record at line \(line)"
    }
  }
}
