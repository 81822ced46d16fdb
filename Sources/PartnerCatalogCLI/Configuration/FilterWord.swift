import CatalogQuery

/// Filter values on the command line: impossible values are refused, unknown ones are not, since the service may add
/// them.
enum FilterWord {
  /// Any word.
  ///
  /// - Throws: ``UnknownWord`` where it is blank.
  static func said(_ text: String) throws -> String {
    guard !text.allSatisfy(\.isWhitespace) else {
      throw UnknownWord("the value is empty", "Omit the option to apply no filter.")
    }
    return text
  }

  /// `1 year`, `1y`, `3yr`, `p1y` → `P1Y`, `P3Y`.
  static func term(_ text: String) throws -> String {
    guard let duration = TermWords.duration(text) else {
      throw UnknownWord(
        "\"\(text)\" is not a term length", "Examples: P1Y, 1y, 3yr, \"1 year\" or \"6 months\".")
    }
    return duration
  }

  /// `legacy`, as `resolve` calls it, is `none`.
  static func scope(_ text: String) throws -> String {
    try said(text).lowercased() == "legacy" ? "none" : text
  }

  /// A kind of change.
  static func kind(_ text: String) throws -> ChangeKind {
    guard let kind = ChangeKind(rawValue: text.lowercased()) else {
      let kinds = ChangeKind.allCases.map(\.rawValue)
      throw UnknownWord("\"\(text)\" is not a kind of change", "One of \(kinds.joined(separator: ", ")).")
    }
    return kind
  }

  /// `true` or `false`.
  static func truth(_ text: String) throws -> String {
    let word = text.lowercased()
    guard ["true", "false"].contains(word) else {
      throw UnknownWord("\"\(text)\" is neither true nor false", "")
    }
    return word
  }
}
