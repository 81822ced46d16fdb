import CatalogModel
import CatalogSchema
import GRDB
import Synchronization

/// The cache of the search index between questions, of one connection or shared by several.
///
/// Concurrent readers each work on a copy. Copies share their parts until one adds to them, and a reader with more
/// parts gives its copy back. Cached parts belong to the state number that the writer gives each state of the file.
final class SearchMemory: Sendable {
  let isShared: Bool
  private let memory: Mutex<IndexMemory>

  /// - Parameter isShared: whether several connections to one file use it at the same time.
  init(isShared: Bool = false) {
    self.isShared = isShared
    memory = Mutex(IndexMemory())
  }

  /// Runs a body with the index as it is at the moment of the transaction.
  func withIndex<Value: Sendable>(
    _ db: Database, _ interruption: Interruption, _ body: (inout SearchIndex) throws -> Value
  ) throws -> Value {
    guard isShared else { return try withOwnIndex(db, interruption, body) }
    var index = SearchIndex(db: db, interruption: interruption, memory: memory.withLock { $0 })
    // The number of another connection says nothing about this one.
    index.memory.dataVersion = IndexMemory.noDataVersion
    defer { publish(index.memory) }
    try index.refresh()
    return try body(&index)
  }

  private func withOwnIndex<Value: Sendable>(
    _ db: Database, _ interruption: Interruption, _ body: (inout SearchIndex) throws -> Value
  ) throws -> Value {
    try memory.withLock { kept in
      var index = SearchIndex(db: db, interruption: interruption, memory: kept)
      // Alone, so that nothing is copied where it is added to.
      kept = IndexMemory()
      defer { kept = index.memory }
      try index.refresh()
      return try body(&index)
    }
  }

  /// Keeps the parts of a reader, unless another has more or saw a later state of the file.
  private func publish(_ memory: IndexMemory) {
    self.memory.withLock { kept in
      let (mine, others) = (memory, kept)
      guard mine.generation >= others.generation else { return }
      if mine.generation > others.generation || mine.placeGenerations != others.placeGenerations
        || mine.additions > others.additions
      {
        kept = mine
      }
    }
  }
}

/// The cached parts of the index, and the numbers that show whether they are current.
struct IndexMemory: Sendable {
  /// SQLite's own number of the file's state: while it stays, nothing changed. It is of one connection.
  var dataVersion = IndexMemory.noDataVersion
  static let noDataVersion: Int64 = -1
  /// How often something was added.
  var additions = 0
  var generation: Int64 = -1
  /// The highest number of a document, and how many there are.
  var highest = 0
  var documents = 0
  /// Terms of all documents.
  var terms: Int64 = 0
  /// The highest number of a product.
  var products = 0
  var postings: [String: PostingList] = [:]
  var postingBytes = 0
  var records = RecordTable()
  var vocabulary: Vocabulary?
  /// The documents of each SKU that has several in a market.
  var twins: [[Int]]?
  var classes: [Int64: ListingClass] = [:]
  /// The number of items by market and currency.
  var stock: [Market: [String: Int]]?
  var placeGenerations: [Int64: Int64] = [:]
  /// Few, and looked through one by one.
  var scopes: [(request: ScopeRequest, scope: Scope)] = []
  var values: [UInt32: String] = [:]
  var names = PlaceNames()
  /// Shared by all copies.
  var items = ItemMemory()
}
