/// The column `PreviousValues`: a dictionary literal of Python, whose keys are names of columns.
///
/// `{'ERP Price': '1216.8', 'UnitPrice': '973.44'}`
package struct PreviousValues: Sendable, Hashable {
  /// The earlier values by the names of their columns.
  package var values: [String: String]

  /// Reads a literal with keys and values in single or double quotes.
  ///
  /// - Returns: `nil` for anything else; nothing of a program is run.
  package init?(_ text: String) {
    var rest = text[...].drop(while: \.isWhitespace)
    guard rest.popFirst() == "{" else { return nil }
    var values: [String: String] = [:]
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.first == "}" { break }
      guard let key = Self.string(&rest) else { return nil }
      rest = rest.drop(while: \.isWhitespace)
      guard rest.popFirst() == ":" else { return nil }
      rest = rest.drop(while: \.isWhitespace)
      if let value = Self.string(&rest) {
        values[key] = value
      } else {
        let word = rest.prefix { !",}".contains($0) }
        values[key] = String(word)
        rest = rest.dropFirst(word.count)
      }
      rest = rest.drop(while: \.isWhitespace)
      if rest.first == "," { rest.removeFirst() } else if rest.first != "}" { return nil }
    }
    self.values = values
  }

  /// Whether a price changed.
  package var haveAPrice: Bool { values.keys.contains { ["unitprice", "erp price"].contains($0.lowercased()) } }

  private static func string(_ rest: inout Substring) -> String? {
    guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
    rest.removeFirst()
    var text = ""
    while let letter = rest.popFirst() {
      if letter == quote { return text }
      if letter == "\\" { text.append(rest.popFirst() ?? "\\") } else { text.append(letter) }
    }
    return nil
  }
}
