import CatalogModel
import SeededRandom

/// Inputs that nobody types, and many that somebody does: pieces of titles and ids, mutated, between full-text syntax and
/// letters of all scripts. The same seed gives the same inputs.
public struct SearchFuzz {
  private var generator: SplitMix64
  private let material: [String]

  public init(seed: UInt64, material: [String]) {
    generator = SplitMix64(seed: seed)
    self.material = material
  }

  private static let syntax = [
    "\"", "*", "(", ")", "^", ":", "{", "}", "+", "-", ",", ".", " AND ", " OR ", " NOT ", "NEAR(", ", 3)", "title:",
    "'",
    "--", ";", "%", "_", "\\", "\u{0}", "\n", "\t", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{A0}", "\u{200B}", "\u{202E}",
    "\u{2066}", "\u{FEFF}", "\u{FFFD}", "\u{300}", "C++", "🙂", "👩‍👩‍👧", "ﷺ", "ﬁ", "ｸﾗｳﾄﾞ", "가", "각", "雲", "Ａ", "½", "ǅ", "İ",
    "ß",
  ]

  public mutating func next() -> String {
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return scalars(Int.random(in: 0...40, using: &generator))
    case 1: return bytes(Int.random(in: 0...40, using: &generator))
    case 2: return repeated()
    case 3: return pick(material)
    default: return mixture()
    }
  }

  private mutating func pick(_ list: [String]) -> String { list.randomElement(using: &generator) ?? "" }

  private mutating func scalars(_ count: Int) -> String {
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0xA0...0x24F, 0x300...0x36F, 0x370...0x52F, 0x590...0x6FF, 0x900...0x97F, 0x3040...0x30FF,
      0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xE000...0xE0FF, 0x1F300...0x1F6FF, 0x20000...0x2A6DF, 0...0x10FFFF,
    ]
    let range = ranges.randomElement(using: &generator) ?? 0...0x10FFFF
    return (0..<count).compactMap { _ in Unicode.Scalar(UInt32.random(in: range, using: &generator)) }
      .reduce(into: "") { $0.unicodeScalars.append($1) }
  }

  private mutating func bytes(_ count: Int) -> String {
    String(decoding: (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }, as: UTF8.self)
  }

  private mutating func repeated() -> String {
    let piece = Bool.random(using: &generator) ? pick(Self.syntax) : pick(material)
    return String(repeating: piece, count: Int.random(in: 1...(10_000 / max(1, piece.utf8.count)), using: &generator))
  }

  /// Words of titles, some cut, some with a letter changed, some grown together, with syntax between.
  private mutating func mixture() -> String {
    var words: [String] = []
    for _ in 0...Int.random(in: 0...5, using: &generator) {
      let title = pick(material).split(separator: " ").map(String.init)
      var word = title.randomElement(using: &generator) ?? ""
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: word = String(word.prefix(Int.random(in: 0...4, using: &generator)))
      case 1:
        var letters = Array(word)
        if letters.count > 1 {
          letters.swapAt(
            Int.random(in: 0..<letters.count, using: &generator), Int.random(in: 0..<letters.count, using: &generator))
        }
        word = String(letters)
      case 2: word += pick(Self.syntax)
      case 3: word = word.uppercased()
      default: break
      }
      words.append(word)
    }
    return words.joined(separator: [" ", "", "-", "_", ":", " \""].randomElement(using: &generator) ?? " ")
  }
}
