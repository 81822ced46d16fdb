/// Rows as RFC 4180 has them: CRLF at line ends, quotes where a field needs them.
///
/// Fields are exactly the data, whatever a spreadsheet would make of a leading `=`: who opens the file in one imports the
/// columns as text.
enum CSVText {
  static func lines(header: [String], rows: [[String]]) -> String {
    ([header] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { ["\"", ",", "\r", "\n"].contains($0) }
    guard needsQuotes else { return text }
    var field = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { field += "\"" }
      field.unicodeScalars.append(scalar)
    }
    return field + "\""
  }
}
