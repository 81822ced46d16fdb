/// The form in which an export writes its rows.
public enum ExportForm: Sendable, Hashable {
  /// One JSON object a line.
  case ndjson
  /// RFC 4180 with a heading; nothing between the commas is NULL, `""` an empty text.
  ///
  /// Where it is safe for spreadsheets, a text that one would take for a formula begins with an apostrophe.
  case csv(isSpreadsheetSafe: Bool)
}

/// Writes fields of one form into bytes, each with what separates it from the one before.
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
    case .ndjson: quote(value, &bytes)
    case .csv(let isSafe): enclose(isSafe && Self.isFormula(value) ? "'" + value : value, &bytes)
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

  /// - Parameter value: JSON.
  func json(_ name: String, _ value: String, to bytes: inout [UInt8]) {
    begin(name, &bytes)
    switch form {
    // Outside of its texts JSON has none of the characters that are escaped here.
    case .ndjson: escape(value, quotes: false, &bytes)
    case .csv: enclose(value, &bytes)
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

  private func quote(_ value: String, _ bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    escape(value, quotes: true, &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// What a terminal would obey is written by its number.
  private func escape(_ value: String, quotes: Bool, _ bytes: inout [UInt8]) {
    for scalar in value.unicodeScalars {
      switch scalar.value {
      case 0x22 where quotes, 0x5C where quotes: bytes += [0x5C, UInt8(scalar.value)]
      case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029:
        let digits = String(scalar.value, radix: 16)
        bytes += "\\u".utf8
        bytes += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
        bytes += digits.utf8
      default: if let encoded = UTF8.encode(scalar) { bytes += encoded }
      }
    }
  }

  private func enclose(_ value: String, _ bytes: inout [UInt8]) {
    guard value.isEmpty || value.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      bytes += value.utf8
      return
    }
    bytes.append(0x22)
    for byte in value.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// What spreadsheets take for a formula begins so. Source: OWASP, "CSV Injection".
  private static func isFormula(_ value: String) -> Bool {
    value.utf8.first.map { [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x0A].contains($0) } ?? false
  }
}
