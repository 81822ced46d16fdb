import Foundation
import GRDB

/// The terms of new documents, collected to be written at once.
struct PostingBatch {
  /// For each term its entries by chunk, in the order of documents.
  private(set) var entries: [String: [Int: [UInt32]]] = [:]
  /// In how many of the documents a word stands that may be meant where one is misspelt.
  private(set) var words: [String: Int] = [:]

  /// Adds a document; numbers only ever grow.
  mutating func add(_ document: SearchDocument, number: Int) {
    var terms: [String: Occurrence] = [:]
    for field in SearchDocument.Field.allCases {
      for (position, term) in document[field].enumerated() {
        terms[term, default: Occurrence(rawValue: 0)].add(field, position: position + 1)
      }
    }
    var beginnings: [String: Occurrence] = [:]
    for (term, occurrence) in terms {
      append(term, occurrence, number)
      guard !document.idEnds.contains(term) else { continue }
      for beginning in SearchTerms.beginnings(of: term) {
        beginnings[beginning] = beginnings[beginning]?.merged(with: occurrence) ?? occurrence
      }
    }
    for (beginning, occurrence) in beginnings { append(beginning, occurrence, number) }
    for term in Set([.title, .product, .publisher, .description].flatMap { document[$0] })
    where SearchTerms.isSpellable(term) {
      words[term, default: 0] += 1
    }
  }

  private mutating func append(_ term: String, _ occurrence: Occurrence, _ number: Int) {
    entries[term, default: [:]][PostingChunk.number(of: number), default: []].append(
      PostingChunk.entry(number, occurrence))
  }

  /// Appends what was collected to what is stored.
  func write(_ db: Database) throws {
    let read = try db.cachedStatement(sql: "SELECT entries FROM search_posting WHERE term = ? AND chunk = ?")
    let write = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO search_posting (term, chunk, entries) VALUES (?, ?, ?)")
    for (term, chunks) in entries.sorted(by: { $0.key < $1.key }) {
      for (chunk, added) in chunks {
        var bytes = try Data.fetchOne(read, arguments: [term, chunk]) ?? Data()
        for entry in added { withUnsafeBytes(of: entry.littleEndian) { bytes.append(contentsOf: $0) } }
        try write.execute(arguments: [term, chunk, bytes])
      }
    }
    let count = try db.cachedStatement(
      sql: """
        INSERT INTO search_word (word, documents) VALUES (?, ?)
        ON CONFLICT (word) DO UPDATE SET documents = documents + excluded.documents
        """)
    for (word, documents) in words.sorted(by: { $0.key < $1.key }) { try count.execute(arguments: [word, documents]) }
  }
}

/// Which terms the index keeps besides those that stand in a text.
package enum SearchTerms {
  /// What marks a beginning: no term holds it.
  package static let mark = "*"

  /// How many characters a beginning has that the index keeps the documents of; longer ones are put together when asked for.
  package static func isKept(beginning: String) -> Bool {
    let count = beginning.unicodeScalars.count
    return count == 1 || count == 2 && !isCJK(beginning)
  }

  /// The marked beginnings of a term: of one and two letters, or of one Chinese, Japanese or Korean character.
  static func beginnings(of term: String) -> [String] {
    let scalars = term.unicodeScalars
    let one = String(scalars.prefix(1)) + mark
    guard !isCJK(term), scalars.count > 1 else { return [one] }
    return [one, String(scalars.prefix(2)) + mark]
  }

  /// Whether a word may be what a misspelt one means: four letters or more, no digits, no CJK.
  package static func isSpellable(_ word: String) -> Bool {
    word.utf8.count >= 4 && word.utf8.count <= 48 && !CodeWords.hasDigit(word) && !isCJK(word)
  }

  private static func isCJK(_ term: String) -> Bool { term.unicodeScalars.first.map(SearchText.isCJK) ?? false }
}
