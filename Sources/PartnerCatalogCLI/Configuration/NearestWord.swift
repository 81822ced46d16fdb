/// The word that a misspelled one probably means.
enum NearestWord {
  /// The nearest of the known words: with few letters of difference, or begun like it; `nil` where none is near.
  static func to(_ word: String, among known: [String]) -> String? {
    let lower = word.lowercased()
    let near = known.map { (word: $0, distance: distance(lower, $0.lowercased())) }.min { $0.distance < $1.distance }
    guard let near else { return nil }
    return near.distance <= max(1, word.count / 3) || near.word.lowercased().hasPrefix(lower) ? near.word : nil
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
