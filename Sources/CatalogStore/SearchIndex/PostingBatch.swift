import Foundation
import GRDB

/// The terms of new documents, collected to be written at once.
struct PostingBatch {
  /// For each chunk its terms with their entries, in the order of documents.
  private(set) var chunks: [Int: [String: [UInt32]]] = [:]
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
      if Self.spelt.contains(where: { occurrence.count(in: $0) > 0 }), SearchTerms.isSpellable(term) {
        words[term, default: 0] += 1
      }
      guard !document.idEnds.contains(term) else { continue }
      SearchTerms.forEachBeginning(of: term) { beginning in
        beginnings[beginning] = beginnings[beginning]?.merged(with: occurrence) ?? occurrence
      }
    }
    let chunk = PostingChunk.number(of: number)
    var open = chunks.removeValue(forKey: chunk) ?? [:]
    // Terms and beginnings are never the same: a beginning ends with a mark.
    for (term, occurrence) in terms { open[term, default: []].append(PostingChunk.entry(number, occurrence)) }
    for (term, occurrence) in beginnings { open[term, default: []].append(PostingChunk.entry(number, occurrence)) }
    chunks[chunk] = open
  }

  /// The fields whose words may be meant where one is misspelt.
  private static let spelt: [SearchDocument.Field] = [.title, .product, .publisher, .description]

  /// Appends what was collected to what is stored.
  func write(_ db: Database) throws {
    let read = try PreparedStatement(db, "SELECT entries FROM search_posting WHERE term = ? AND chunk = ?")
    let write = try PreparedStatement(
      db, "INSERT OR REPLACE INTO search_posting (term, chunk, entries) VALUES (?, ?, ?)")
    var bytes: [UInt8] = []
    for (chunk, terms) in chunks {
      for (term, added) in terms.sorted(by: { $0.key < $1.key }) {
        read.bind(term)
        read.bind(Int64(chunk))
        bytes.removeAll(keepingCapacity: true)
        try read.blob { bytes.append(contentsOf: $0) }
        for entry in added { withUnsafeBytes(of: entry.littleEndian) { bytes.append(contentsOf: $0) } }
        write.bind(term)
        write.bind(Int64(chunk))
        bytes.withUnsafeBytes { write.bind(blob: $0) }
        try write.execute()
      }
    }
    let count = try PreparedStatement(
      db,
      """
      INSERT INTO search_word (word, documents) VALUES (?, ?)
      ON CONFLICT (word) DO UPDATE SET documents = documents + excluded.documents
      """)
    for (word, documents) in words.sorted(by: { $0.key < $1.key }) {
      count.bind(word)
      count.bind(Int64(documents))
      try count.execute()
    }
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

  /// Calls with the marked beginnings of a term: of one and two letters, or of one Chinese, Japanese or Korean character.
  static func forEachBeginning(of term: String, _ body: (String) -> Void) {
    let bytes = term.utf8
    if let first = bytes.first, first < 0x80 {
      body(short(first))
      guard let second = bytes.dropFirst().first else { return }
      if second < 0x80 { return body(short(first, second)) }
      return body(String(term.unicodeScalars.prefix(2)) + mark)
    }
    let scalars = term.unicodeScalars
    body(String(scalars.prefix(1)) + mark)
    if !isCJK(term), scalars.count > 1 { body(String(scalars.prefix(2)) + mark) }
  }

  /// A letter and the mark, without memory of its own.
  private static func short(_ first: UInt8) -> String {
    String(unsafeUninitializedCapacity: 2) { bytes in
      (bytes[0], bytes[1]) = (first, UInt8(ascii: "*"))
      return 2
    }
  }

  private static func short(_ first: UInt8, _ second: UInt8) -> String {
    String(unsafeUninitializedCapacity: 3) { bytes in
      (bytes[0], bytes[1], bytes[2]) = (first, second, UInt8(ascii: "*"))
      return 3
    }
  }

  /// Whether a word may be what a misspelt one means: four letters or more, no digits, no CJK.
  package static func isSpellable(_ word: String) -> Bool {
    word.utf8.count >= 4 && word.utf8.count <= 48 && !CodeWords.hasDigit(word) && !isCJK(word)
  }

  private static func isCJK(_ term: String) -> Bool { term.unicodeScalars.first.map(SearchText.isCJK) ?? false }
}
