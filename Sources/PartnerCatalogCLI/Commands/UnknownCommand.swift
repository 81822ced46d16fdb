import ArgumentParser

/// A first word that is no command: the nearest command is suggested.
enum UnknownCommand {
  /// The message about the first argument; `nil` where it is a command, an option or nothing.
  static func message(_ arguments: [String], commands: [String]) -> String? {
    guard let word = arguments.first, !word.isEmpty, !word.hasPrefix("-"), !commands.contains(word) else { return nil }
    let near = commands.map { (name: $0, distance: distance(word.lowercased(), $0)) }.min { $0.distance < $1.distance }
    let suggestion = near.flatMap { near in
      near.distance <= max(1, word.count / 3) || near.name.hasPrefix(word.lowercased()) ? near.name : nil
    }
    return "Unknown command \u{201C}\(TerminalText.excerpt(word))\u{201D}."
      + (suggestion.map { " Did you mean \u{201C}\($0)\u{201D}?" } ?? " `partner-catalog --help` lists the commands.")
  }

  /// The number of letters to insert, remove, replace or swap with the next one.
  private static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.prefix(64)), Array(right))
    var rows = [Array(0...right.count)]
    for (row, letter) in left.enumerated() {
      var next = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(next[column] + 1, rows[row][column + 1] + 1, rows[row][column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          cost = min(cost, rows[row - 1][column - 1] + 1)
        }
        next.append(cost)
      }
      rows.append(next)
    }
    return rows[left.count][right.count]
  }
}
