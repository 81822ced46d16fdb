import CatalogStore
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
    let rows = try RawStatement(db, "SELECT word, documents FROM search_word ORDER BY word")
    while try rows.next() { append(rows.text(0), documents: Int(rows.integer(1))) }
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

  /// How many mistakes a word of so many letters may have.
  static func tolerance(letters: Int) -> Int { letters <= 4 ? 0 : letters <= 8 ? 1 : 2 }

  /// The words within a distance of one, nearest first, then those that most documents hold.
  ///
  /// - Parameter isBeginning: words count that only begin so.
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

  /// The first word after one that does not begin so: by halving, for words that share a beginning stand together.
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

/// The rows of the table of distances along one path of the tree.
private struct Walk {
  enum Finding {
    case near(Int)
    case far
    /// All words that share the first so many letters are too far.
    case farFrom(Int)
  }

  private let wanted: [UInt32]
  private let limit: Int
  private let isBeginning: Bool
  private var path: [UInt32] = []
  private var rows: [[Int]]

  init(wanted: [UInt32], limit: Int, isBeginning: Bool) {
    self.wanted = wanted
    self.limit = limit
    self.isBeginning = isBeginning
    rows = [Array(0...wanted.count)]
  }

  mutating func visit(_ word: ArraySlice<UInt32>) -> Finding {
    var depth = 0
    for (a, b) in zip(path, word) {
      if a != b { break }
      depth += 1
    }
    path.removeLast(path.count - depth)
    rows.removeLast(rows.count - depth - 1)
    var best = isBeginning ? rows.map { $0[wanted.count] }.min() ?? .max : .max
    for letter in word.dropFirst(depth) {
      path.append(letter)
      let row = nextRow(letter)
      rows.append(row)
      if isBeginning { best = min(best, row[wanted.count]) }
      if (row.min() ?? 0) > limit {
        // Words that go on from here only get further; what began them may still be near enough.
        return best <= limit ? .near(best) : .farFrom(path.count)
      }
    }
    let distance = isBeginning ? best : rows[path.count][wanted.count]
    return distance <= limit ? .near(distance) : .far
  }

  private func nextRow(_ letter: UInt32) -> [Int] {
    let depth = path.count
    let above = rows[depth - 1]
    var row = Array(repeating: 0, count: wanted.count + 1)
    row[0] = depth
    for column in 1...wanted.count {
      let isSame = wanted[column - 1] == letter
      var cost = min(above[column] + 1, row[column - 1] + 1, above[column - 1] + (isSame ? 0 : 1))
      if depth > 1, column > 1, wanted[column - 1] == path[depth - 2], wanted[column - 2] == letter {
        cost = min(cost, rows[depth - 2][column - 2] + 1)
      }
      row[column] = cost
    }
    return row
  }
}
