import CatalogModel

/// The form in which an export writes its rows.
public enum ExportForm: Sendable, Hashable {
  /// One JSON object a line.
  case ndjson
  /// RFC 4180 with a heading; nothing between the commas is NULL, `""` an empty text.
  ///
  /// Where it is safe for spreadsheets, a text that one would take for a formula begins with an apostrophe.
  case csv(isSpreadsheetSafe: Bool)
}

/// Writes fields of one form into bytes, each with its separator.
struct FieldWriting: Sendable {
  let form: ExportForm

  var heading: [UInt8] {
    guard case .csv = form else { return [] }
    return Array((ExportColumn.all.map(\.name).joined(separator: ",") + "\r\n").utf8)
  }

  var lineEnd: [UInt8] { form == .ndjson ? Array("}\n".utf8) : Array("\r\n".utf8) }

  func text(_ name: String, _ value: String?, to bytes: inout [UInt8]) {
    begin(name, &bytes)
    guard let value else {
      if form == .ndjson { bytes += "null".utf8 }
      return
    }
    switch form {
    case .ndjson:
      bytes.append(UInt8(ascii: "\""))
      JSONWriter.escape(value, .terminal, isQuoted: true, into: &bytes)
      bytes.append(UInt8(ascii: "\""))
    case .csv(let isSafe): CSV.append(isSafe && Self.isFormula(value) ? "'" + value : value, to: &bytes)
    }
  }

  func integer(_ name: String, _ value: Int64?, to bytes: inout [UInt8]) {
    begin(name, &bytes)
    if let value {
      bytes += String(value).utf8
    } else if form == .ndjson {
      bytes += "null".utf8
    }
  }

  /// Adds a field whose value is JSON text already.
  func json(_ name: String, _ value: String, to bytes: inout [UInt8]) {
    begin(name, &bytes)
    switch form {
    // Outside of its texts JSON has none of the characters that are escaped here.
    case .ndjson: JSONWriter.escape(value, .terminal, isQuoted: false, into: &bytes)
    case .csv: CSV.append(value, to: &bytes)
    }
  }

  private func begin(_ name: String, _ bytes: inout [UInt8]) {
    let isFirst = name == ExportColumn.all[0].name
    if form == .ndjson {
      bytes += (isFirst ? "{\"" : ",\"").utf8
      bytes += name.utf8
      bytes += "\":".utf8
    } else if !isFirst {
      bytes.append(UInt8(ascii: ","))
    }
  }

  /// Whether spreadsheets would read the value as a formula. Source: OWASP, "CSV Injection".
  private static func isFormula(_ value: String) -> Bool {
    value.utf8.first.map { [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x0A].contains($0) } ?? false
  }
}
