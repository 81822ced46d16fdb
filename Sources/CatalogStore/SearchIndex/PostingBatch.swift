import CatalogSchema
import Foundation
import GRDB

/// The terms of new documents, collected to be written at once.
///
/// Each term is looked up by its text once a document, and is a number from then on.
struct PostingBatch {
  private struct Term {
    var text: String
    /// Whether it can replace a misspelt word.
    var isSpellable: Bool
    /// The marked beginnings the index keeps of it; `nil` until they are asked for.
    var beginnings: [Int]?
    /// The occurrence in the current document.
    var open = Occurrence.none
    /// Whether it is nothing but an end of an id in that document.
    var isIDEnd = false
    /// In the order of documents.
    var entries: [(document: Int, occurrence: Occurrence)] = []
    /// The number of documents in which it can replace a misspelt word.
    var meant = 0
  }

  private var numbers: [String: Int] = [:]
  private var terms: [Term] = []

  /// Adds a document; numbers only ever grow.
  mutating func add(_ document: SearchDocument, number: Int) {
    var met: [Int] = []
    for field in SearchField.allCases {
      for (position, text) in document[field].enumerated() {
        let term = self.number(of: text)
        if terms[term].open == .none { met.append(term) }
        terms[term].open.add(field, position: position + 1)
      }
    }
    for end in document.idEnds { terms[self.number(of: end)].isIDEnd = true }
    for term in met {
      let occurrence = terms[term].open
      if occurrence.rawValue & Occurrence.words != 0, terms[term].isSpellable { terms[term].meant += 1 }
      if terms[term].isIDEnd {
        terms[term].isIDEnd = false
        continue
      }
      // Terms and beginnings are never the same: a beginning ends with a mark.
      for beginning in beginnings(of: term) {
        if terms[beginning].open == .none {
          met.append(beginning)
          terms[beginning].open = occurrence
        } else {
          terms[beginning].open = terms[beginning].open.merged(with: occurrence)
        }
      }
    }
    for term in met {
      terms[term].entries.append((number, terms[term].open))
      terms[term].open = .none
    }
  }

  private mutating func number(of text: String) -> Int {
    if let number = numbers[text] { return number }
    numbers[text] = terms.count
    terms.append(Term(text: text, isSpellable: SearchTerms.isSpellable(text)))
    return terms.count - 1
  }

  private mutating func beginnings(of term: Int) -> [Int] {
    if let known = terms[term].beginnings { return known }
    var beginnings: [Int] = []
    SearchTerms.forEachBeginning(of: terms[term].text) { beginnings.append(number(of: $0)) }
    terms[term].beginnings = beginnings
    return beginnings
  }

  // MARK: - What was collected

  /// The entries of a chunk of documents, by term.
  func entries(inChunk chunk: Int) -> [String: [UInt32]] {
    var found: [String: [UInt32]] = [:]
    for term in terms {
      let here = term.entries.filter { PostingChunk.number(of: $0.document) == chunk }
      if !here.isEmpty { found[term.text] = here.map { PostingChunk.entry($0.document, $0.occurrence) } }
    }
    return found
  }

  /// The words that can replace a misspelt one, with their numbers of documents.
  var words: [String: Int] {
    Dictionary(uniqueKeysWithValues: terms.lazy.filter { $0.meant > 0 }.map { ($0.text, $0.meant) })
  }

  /// Appends the collected entries to the stored ones.
  func write(_ db: Database) throws {
    let read = try PreparedStatement(db, "SELECT entries FROM search_posting WHERE term = ? AND chunk = ?")
    let write = try PreparedStatement(
      db, "INSERT OR REPLACE INTO search_posting (term, chunk, entries) VALUES (?, ?, ?)")
    let count = try PreparedStatement(
      db,
      """
      INSERT INTO search_word (word, documents) VALUES (?, ?)
      ON CONFLICT (word) DO UPDATE SET documents = documents + excluded.documents
      """)
    var bytes: [UInt8] = []
    // In the order of the tables: neighbours share pages.
    let sorted = terms.sorted { $0.text < $1.text }
    for term in sorted {
      var rest = term.entries[...]
      while let first = rest.first {
        let chunk = PostingChunk.number(of: first.document)
        read.bind(term.text)
        read.bind(Int64(chunk))
        bytes.removeAll(keepingCapacity: true)
        try read.blob { bytes.append(contentsOf: $0) }
        while let next = rest.first, PostingChunk.number(of: next.document) == chunk {
          let entry = PostingChunk.entry(next.document, next.occurrence)
          withUnsafeBytes(of: entry.littleEndian) { bytes.append(contentsOf: $0) }
          rest.removeFirst()
        }
        write.bind(term.text)
        write.bind(Int64(chunk))
        bytes.withUnsafeBytes { write.bind(blob: $0) }
        try write.execute()
      }
    }
    for term in sorted where term.meant > 0 {
      count.bind(term.text)
      count.bind(Int64(term.meant))
      try count.execute()
    }
  }
}
