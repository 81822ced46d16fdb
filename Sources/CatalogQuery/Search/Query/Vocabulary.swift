import CatalogSchema
import GRDB

/// The words of the index that a misspelt one may mean, in order, walked as the tree of their beginnings.
///
/// A row of the table of edit distances is computed once for each beginning that words share, and where no continuation
/// can be near enough, all words that begin so are passed over at once: that is an automaton for the misspelt word, run
/// over the vocabulary. A swap of neighbouring letters counts as one mistake.
struct Vocabulary: Sendable {
  struct Neighbour: Hashable, Sendable {
    var word: String
    var distance: Int
    /// How many documents hold it.
    var documents: Int
  }

  private var words: [String] = []
  /// The letters of all words, one after the other, and where each word begins.
  private var letters: [UInt32] = []
  private var starts: [Int] = [0]
  private var documents: [Int32] = []

  init(_ db: Database) throws {
    let rows = try PreparedStatement(db, "SELECT word, documents FROM search_word ORDER BY word")
    while try rows.next() { append(try rows.text(0), documents: Int(try rows.integer(1))) }
  }

  /// - Parameter counts: words with the number of documents that hold them.
  init(_ counts: [String: Int]) {
    // By code points, as SQLite orders the bytes of UTF-8.
    let sorted = counts.sorted { Array($0.key.unicodeScalars).lexicographicallyPrecedes(Array($1.key.unicodeScalars)) }
    for (word, count) in sorted { append(word, documents: count) }
  }

  private mutating func append(_ word: String, documents count: Int) {
    words.append(word)
    letters += word.unicodeScalars.map(\.value)
    starts.append(letters.count)
    documents.append(Int32(clamping: count))
  }

  /// The number of mistakes allowed in a word, by its length.
  static func tolerance(letters: Int) -> Int { letters <= 4 ? 0 : letters <= 8 ? 1 : 2 }

  /// The words within an edit distance of a word, nearest first, then by the number of documents. `isBeginning`
  /// compares only the beginnings of words.
  func neighbours(of word: String, within limit: Int, isBeginning: Bool, most: Int) -> [Neighbour] {
    let wanted = word.unicodeScalars.map(\.value)
    guard limit > 0, wanted.count <= 64, !words.isEmpty else { return [] }
    var search = Walk(wanted: wanted, limit: limit, isBeginning: isBeginning)
    var found: [Neighbour] = []
    var index = 0
    while index < words.count {
      let letters = letters[starts[index]..<starts[index + 1]]
      switch search.visit(letters) {
      case .near(let distance):
        if distance > 0 {
          found.append(Neighbour(word: words[index], distance: distance, documents: Int(documents[index])))
        }
        index += 1
      case .far: index += 1
      case .farFrom(let depth): index = end(ofBeginning: letters.prefix(depth), from: index + 1)
      }
    }
    found.sort { ($0.distance, -$0.documents, $0.word) < ($1.distance, -$1.documents, $1.word) }
    return Array(found.prefix(most))
  }

  /// The first word after those with a beginning, by binary search: words with the same beginning are neighbours.
  private func end(ofBeginning beginning: ArraySlice<UInt32>, from: Int) -> Int {
    var low = from
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      let word = letters[starts[middle]..<starts[middle + 1]]
      if word.starts(with: beginning) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Rows of the edit distance table along one path of the tree, in reused memory.
///
/// Distances beyond the limit count as the limit plus one: only the cells near the diagonal are computed.
private struct Walk {
  enum Finding {
    case near(Int)
    case far
    /// All words with the same first letters, of that number, are too far.
    case farFrom(Int)
  }

  private let wanted: [UInt32]
  private let limit: Int
  private let isBeginning: Bool
  private let width: Int
  private let tooFar: UInt8
  private var path: [UInt32]
  private var depth = 0
  private var rows: [UInt8]
  /// By depth: the least of its row.
  private var least: [UInt8]
  /// By depth: the distance of the nearest beginning of the path.
  private var nearest: [UInt8]

  init(wanted: [UInt32], limit: Int, isBeginning: Bool) {
    self.wanted = wanted
    self.limit = limit
    self.isBeginning = isBeginning
    width = wanted.count + 1
    tooFar = UInt8(limit + 1)
    // A path that is longer by more than the limit is too far.
    let deepest = wanted.count + limit + 1
    path = Array(repeating: 0, count: deepest)
    rows = Array(repeating: tooFar, count: (deepest + 1) * width)
    for column in 0...min(limit, wanted.count) { rows[column] = UInt8(column) }
    least = Array(repeating: 0, count: deepest + 1)
    nearest = Array(repeating: tooFar, count: deepest + 1)
    nearest[0] = rows[wanted.count]
  }

  mutating func visit(_ word: ArraySlice<UInt32>) -> Finding {
    var shared = 0
    for letter in word {
      guard shared < depth, path[shared] == letter else { break }
      shared += 1
    }
    depth = shared
    for letter in word.dropFirst(shared) {
      if least[depth] > limit { break }
      path[depth] = letter
      depth += 1
      addRow(letter)
    }
    if least[depth] > limit {
      // Words that go on from here only get further; what began them may still be near enough.
      return isBeginning && nearest[depth] <= limit ? .near(Int(nearest[depth])) : .farFrom(depth)
    }
    let distance = isBeginning ? nearest[depth] : rows[depth * width + wanted.count]
    return distance <= limit ? .near(Int(distance)) : .far
  }

  private mutating func addRow(_ letter: UInt32) {
    let (row, above) = (depth * width, (depth - 1) * width)
    let (first, last) = (max(1, depth - limit), min(wanted.count, depth + limit))
    rows[row + first - 1] = first == 1 ? min(UInt8(clamping: depth), tooFar) : tooFar
    var smallest = rows[row + first - 1]
    if first <= last {
      for column in first...last {
        let isSame = wanted[column - 1] == letter
        var cost = min(
          rows[above + column] + 1, rows[row + column - 1] + 1, rows[above + column - 1] + (isSame ? 0 : 1))
        if depth > 1, column > 1, wanted[column - 1] == path[depth - 2], wanted[column - 2] == letter {
          cost = min(cost, rows[above - width + column - 2] + 1)
        }
        cost = min(cost, tooFar)
        rows[row + column] = cost
        smallest = min(smallest, cost)
      }
    }
    for column in last + 1..<max(last + 1, width) { rows[row + column] = tooFar }
    least[depth] = smallest
    nearest[depth] = min(nearest[depth - 1], rows[row + wanted.count])
  }
}
