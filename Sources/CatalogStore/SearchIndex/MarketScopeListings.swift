import CatalogSchema
import Foundation
import GRDB

/// The sets of documents of one place, collected in memory and written at its end.
struct MarketScopeListings {
  private let db: Database
  private let classes: ListingClasses
  private var sets: [Int64: DocumentSet] = [:]
  private var prerequisiteNumbers: [String: Int] = [:]
  private var prerequisites: [String] = []
  /// Classes of single availabilities, by their origin.
  private var known: [Key: Int64] = [:]
  /// The document of each SKU in the scopes of the market that were laid down before.
  private var documents: [Int64: Int64] = [:]
  private var here: [Int64: Int64] = [:]
  /// SKUs with two documents in one market.
  private(set) var twins: Set<Int64> = []

  private struct Key: Hashable {
    var segment: Int64
    var offer: Int64
    var prerequisites: Int
  }

  init(_ db: Database) {
    self.db = db
    classes = ListingClasses(db: db)
  }

  /// The number of a list of prerequisites with blanks between.
  mutating func prerequisites(_ text: String) -> Int {
    if let number = prerequisiteNumbers[text] { return number }
    prerequisites.append(text)
    prerequisiteNumbers[text] = prerequisites.count - 1
    return prerequisites.count - 1
  }

  mutating func list(
    document: Int64, sku: Int64, prerequisites number: Int, _ offers: [(segment: Int64, offer: Int64)]
  ) throws {
    _ = try DamagedValue.checked(document, "sku_text.document")
    here[sku] = document
    if let other = documents[sku], other != document { twins.insert(sku) }
    if offers.count == 1 {
      let key = Key(segment: offers[0].segment, offer: offers[0].offer, prerequisites: number)
      if let known = known[key] { return insert(document, into: known) }
      let found = try classes.numbers(of: offers, prerequisites: prerequisites[number])
      known[key] = found.first
    }
    for number in try classes.numbers(of: offers, prerequisites: prerequisites[number]) {
      insert(document, into: number)
    }
  }

  private mutating func insert(_ document: Int64, into listingClass: Int64) {
    sets[listingClass << 12 | Int64(DocumentSet.chunk(of: Int(document))), default: DocumentSet()]
      .insert(Int(document))
  }

  /// The rows of a market scope for `search_listing`: the lower half of the id, and the documents.
  mutating func endPlace() -> [(key: Int64, documents: [UInt8])] {
    documents.merge(here) { _, new in new }
    here = [:]
    defer { sets = [:] }
    return sets.map { ($0.key, $0.value.bytes) }.sorted { $0.key < $1.key }
  }

  mutating func endMarket() { documents = [:] }
}
