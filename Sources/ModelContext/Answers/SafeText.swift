import CatalogModel

/// Text for a model, without characters that people do not see but models obey.
///
/// Titles are data from outside. Tag characters and variation selectors of plane 14, marks that turn the direction of
/// writing, controls and invisible operators are left out; what the catalog stores stays as it is. Joiners inside emoji
/// and words are kept.
enum SafeText {
  /// The text on one line: line ends and tabs become blanks.
  static func line(_ text: String) -> String { safe(text, keepsLines: false) }

  /// The text with its line ends.
  static func lines(_ text: String) -> String { safe(text, keepsLines: true) }

  /// A value with every text and every name in it on one line.
  static func value(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(line(text))
    case .array(let elements): .array(elements.map(Self.value))
    case .object(let members):
      .object(
        Dictionary(members.map { (line($0.key), Self.value($0.value)) }, uniquingKeysWith: { first, _ in first }))
    case .null, .bool, .integer, .number: value
    }
  }

  private static func safe(_ text: String, keepsLines: Bool) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where keepsLines: result.append(scalar)
      case "\n", "\r", "\t", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": result.append(" ")
      case _ where isHidden(scalar): continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.steersTerminal || scalar == "\u{7F}" || (0xE0000...0xE0FFF).contains(scalar.value)
  }
}
