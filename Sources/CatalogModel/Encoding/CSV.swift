/// Comma-separated values by RFC 4180.
///
/// Nothing between the commas is an absent value, `""` an empty text. Fields are exactly the data, even with a leading
/// `=` that a spreadsheet would read as a formula.
package enum CSV {
  package static let lineEnd: [UInt8] = [0x0D, 0x0A]

  /// Appends a field, in quotes where it needs them.
  package static func append(_ field: String, to bytes: inout [UInt8]) {
    guard field.isEmpty || field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      bytes.append(contentsOf: field.utf8)
      return
    }
    bytes.append(0x22)
    for byte in field.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// A heading and rows, in which an empty text means an absent value.
  package static func text(header: [String], rows: [[String]]) -> String {
    var bytes: [UInt8] = []
    for row in [header] + rows {
      for (column, field) in row.enumerated() {
        if column > 0 { bytes.append(0x2C) }
        if !field.isEmpty { append(field, to: &bytes) }
      }
      bytes += lineEnd
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
