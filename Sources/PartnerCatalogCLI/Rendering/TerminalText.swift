import CatalogModel

/// Text from outside, made safe for a terminal.
enum TerminalText {
  /// The text on one line, without control sequences.
  ///
  /// Line ends and tabs become a blank. Other control characters, escape sequences' first character, and marks that turn
  /// the direction of writing are shown by their number: `\u{1b}`. Joiners inside emoji and words stay.
  static func safe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { replacement(for: $0) != nil }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if let replacement = replacement(for: scalar) {
        result += replacement
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The beginning of a text, on one line.
  static func excerpt(_ text: String) -> String {
    guard let end = text.index(text.startIndex, offsetBy: longestExcerpt, limitedBy: text.endIndex), end < text.endIndex
    else { return safe(text) }
    return safe(String(text[..<end])) + "\u{2026}"
  }

  /// In characters.
  private static let longestExcerpt = 80

  /// Rows of UTF-8 without control characters other than line ends.
  static func safeRows(_ bytes: UnsafeRawBufferPointer) -> String {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { row in
      let end = row.last == 0x0D ? "\r" : ""
      return safe(String(decoding: row.dropLast(end.utf8.count), as: UTF8.self)) + end
    }.joined(separator: "\n")
  }

  private static func replacement(for scalar: Unicode.Scalar) -> String? {
    guard scalar.steersTerminal else { return nil }
    switch scalar {
    case "\n", "\r", "\t", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": return " "
    default: return "\\u{\(String(scalar.value, radix: 16))}"
    }
  }
}
