import CatalogSchema

/// Takes a word apart that people write together: `m365e3` → `m365 e3`, `powerbipro` → `power bi pro`.
enum WordSplit {
  private static let longest = 24

  /// The fewest known pieces of a folded word; `nil` where there are not two or more. `isKnown` says whether a piece is a
  /// word of the catalog or has a synonym.
  static func pieces(of word: String, isKnown: (String) throws -> Bool) rethrows -> [String]? {
    let letters = Array(word.utf8)
    guard (4...longest).contains(letters.count), letters.allSatisfy({ $0 < 0x80 }) else { return nil }
    // Of each beginning the cheapest pieces: their cost, and where the last one begins.
    var best: [(cost: Float, start: Int)?] = Array(repeating: nil, count: letters.count + 1)
    best[0] = (0, 0)
    for end in 1...letters.count {
      for start in 0..<end where end - start < letters.count {
        guard let before = best[start], let cost = cost(of: letters, start..<end) else { continue }
        let sum = before.cost + cost
        if let known = best[end], known.cost <= sum { continue }
        let piece = String(decoding: letters[start..<end], as: UTF8.self)
        if try isKnown(piece) { best[end] = (sum, start) }
      }
    }
    guard best[letters.count] != nil else { return nil }
    var pieces: [String] = []
    var end = letters.count
    while end > 0, let step = best[end] {
      pieces.insert(String(decoding: letters[step.start..<end], as: UTF8.self), at: 0)
      end = step.start
    }
    return pieces
  }

  /// How much a piece speaks against it; `nil` for what is none.
  ///
  /// Letters, an edition (`e3`) or a short form with a number (`m365`) are pieces. Numbers alone and pairs of letters
  /// beside a digit are as well, but an edition is rather one.
  private static func cost(of letters: [UInt8], _ piece: Range<Int>) -> Float? {
    func isDigit(_ index: Int) -> Bool { (0x30...0x39).contains(letters[index]) }
    // Digits are never cut.
    if piece.lowerBound > 0, isDigit(piece.lowerBound), isDigit(piece.lowerBound - 1) { return nil }
    if piece.upperBound < letters.count, isDigit(piece.upperBound), isDigit(piece.upperBound - 1) { return nil }
    let digits = piece.filter(isDigit).count
    if digits == piece.count { return 1.5 }
    if digits > 0 {
      let beginsWithLetters = piece.prefix { !isDigit($0) }.count == piece.count - digits
      return beginsWithLetters ? 1 : nil
    }
    if piece.count > 2 { return 1 }
    let isBesideDigit =
      piece.lowerBound > 0 && isDigit(piece.lowerBound - 1)
      || piece.upperBound < letters.count && isDigit(piece.upperBound)
    return piece.count == 2 && isBesideDigit ? 1.5 : nil
  }
}
