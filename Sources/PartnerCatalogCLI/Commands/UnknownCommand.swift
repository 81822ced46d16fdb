import ArgumentParser

/// A first word that is no command: the nearest command is suggested.
enum UnknownCommand {
  /// The message about the first argument; `nil` where it is a command, an option or nothing.
  static func message(_ arguments: [String], commands: [String]) -> String? {
    guard let word = arguments.first, !word.isEmpty, !word.hasPrefix("-"), !commands.contains(word) else { return nil }
    let suggestion = NearestWord.to(word, among: commands)
    return "Unknown command \u{201C}\(TerminalText.excerpt(word))\u{201D}."
      + (suggestion.map { " Did you mean \u{201C}\($0)\u{201D}?" } ?? " `partner-catalog --help` lists the commands.")
  }
}
