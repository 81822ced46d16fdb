import CatalogSchema
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The loaded records of documents.
///
/// Copies share their memory: the records of a chunk are written once, by the first reader that needs them.
struct RecordTable: Sendable {
  private let storage: Storage

  /// Room for all records that costs nothing before it is written to: the system hands out zeroed pages as they are
  /// touched.
  private final class Storage: @unchecked Sendable {
    let bytes: UnsafeMutableRawPointer
    /// Terms of each document; 0 for one that is not loaded.
    let lengths: UnsafeMutablePointer<UInt16>
    let capacity: Int
    /// By chunk: whether its records are there. Held while they are written.
    let isLoaded: Mutex<[Bool]>

    init(chunks: Int) {
      let capacity = chunks * PostingChunk.span
      guard let bytes = calloc(max(capacity, 1), DocumentRecord.size),
        let lengths = calloc(max(capacity, 1), MemoryLayout<UInt16>.stride)
      else { fatalError("out of memory") }
      self.capacity = capacity
      isLoaded = Mutex(Array(repeating: false, count: chunks))
      self.bytes = bytes
      self.lengths = lengths.bindMemory(to: UInt16.self, capacity: capacity)
    }

    deinit {
      free(bytes)
      free(lengths)
    }
  }

  private static let none = Storage(chunks: 0)

  /// A table without room.
  init() { storage = Self.none }

  /// - Parameter highest: the highest number of a document.
  init(highest: Int) {
    // Numbers begin at 1; a table for the highest spans whole chunks, so that no number of a stored entry is outside.
    storage = Storage(chunks: highest / PostingChunk.span + 1)
  }

  /// How many documents there is room for.
  var capacity: Int { storage.capacity }

  /// How many chunks of documents there are.
  var chunks: Int { capacity / PostingChunk.span }

  /// Loads the records of a chunk, once.
  ///
  /// `read` passes rows to its argument, which returns `false` for a row without room or records. If `read` throws, the
  /// chunk counts as not loaded.
  func load(
    chunk: Int, _ read: (_ row: (Int, UnsafeRawBufferPointer, _ products: Int) -> Bool) throws -> Void
  ) rethrows {
    try storage.isLoaded.withLock { isLoaded in
      guard isLoaded.indices.contains(chunk), !isLoaded[chunk] else { return }
      try read { row, blob, products in row / rowsPerChunk == chunk && load(row: row, blob, products: products) }
      isLoaded[chunk] = true
    }
  }

  private var rowsPerChunk: Int { PostingChunk.span / DocumentRecord.span }

  /// Copies a stored row of ``DocumentRecord/span`` records into its place; `products` is the highest product number,
  /// for the numbers become indexes. The result is `false` where the row has no room or is malformed.
  private func load(row: Int, _ blob: UnsafeRawBufferPointer, products: Int) -> Bool {
    let count = blob.count / DocumentRecord.size
    guard (0..<capacity / DocumentRecord.span).contains(row), count <= DocumentRecord.span,
      count * DocumentRecord.size == blob.count
    else { return false }
    guard let start = blob.baseAddress else { return true }
    let first = row * DocumentRecord.span
    (storage.bytes + first * DocumentRecord.size).copyMemory(from: start, byteCount: count * DocumentRecord.size)
    var areProductsKnown = true
    for document in first..<first + count {
      storage.lengths[document] = number(document, DocumentRecord.Field.length, as: UInt16.self)
      if number(document, DocumentRecord.Field.product, as: UInt32.self) > products { areProductsKnown = false }
    }
    return areProductsKnown
  }

  func record(_ document: Int) -> DocumentRecord {
    (0..<capacity).contains(document)
      ? DocumentRecord(reading: storage.bytes + document * DocumentRecord.size) : DocumentRecord()
  }

  /// The lengths and the records of all documents, as far as they were loaded.
  func withPointers<Value>(_ body: (UnsafePointer<UInt16>, UnsafeRawPointer) throws -> Value) rethrows -> Value {
    try withExtendedLifetime(storage) { try body(storage.lengths, UnsafeRawPointer(storage.bytes)) }
  }

  /// One number of a record of a document that there is room for.
  func number<Value: FixedWidthInteger>(_ document: Int, _ offset: Int, as type: Value.Type) -> Value {
    Value(littleEndian: storage.bytes.loadUnaligned(fromByteOffset: document * DocumentRecord.size + offset, as: type))
  }
}
