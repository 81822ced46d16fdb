import CatalogStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The records of the documents, as far as they were needed so far.
///
/// Copies share their memory: a document's record is written once, before anything asks for it, by whoever holds the
/// index; what was loaded when a copy was made stays as it is.
struct RecordTable: Sendable {
  private let storage: Storage
  private var isLoaded: [Bool]

  /// Room for all records that costs nothing before it is written to: the system hands out zeroed pages as they are touched.
  private final class Storage: @unchecked Sendable {
    let bytes: UnsafeMutableRawPointer
    /// Terms of each document; 0 for one that is not loaded.
    let lengths: UnsafeMutablePointer<UInt16>
    let capacity: Int

    init(capacity: Int) {
      guard let bytes = calloc(max(capacity, 1), DocumentRecord.size),
        let lengths = calloc(max(capacity, 1), MemoryLayout<UInt16>.stride)
      else { fatalError("out of memory") }
      self.capacity = capacity
      self.bytes = bytes
      self.lengths = lengths.bindMemory(to: UInt16.self, capacity: capacity)
    }

    deinit {
      free(bytes)
      free(lengths)
    }
  }

  private static let none = Storage(capacity: 0)

  /// A table without room.
  init() {
    storage = Self.none
    isLoaded = []
  }

  /// - Parameter highest: the highest number of a document.
  init(highest: Int) {
    // Numbers begin at 1; a table for the highest spans whole chunks, so that no number of a stored entry is outside.
    let chunks = highest / PostingChunk.span + 1
    storage = Storage(capacity: chunks * PostingChunk.span)
    isLoaded = Array(repeating: false, count: chunks)
  }

  /// How many documents there is room for.
  var capacity: Int { storage.capacity }

  func isLoaded(chunk: Int) -> Bool { chunk < isLoaded.count ? isLoaded[chunk] : true }

  /// - Parameter row: the number of a stored row of ``DocumentRecord/span`` records.
  mutating func load(row: Int, _ blob: UnsafeRawBufferPointer) {
    let first = row * DocumentRecord.span
    let count = blob.count / DocumentRecord.size
    guard let start = blob.baseAddress, first + count <= capacity else { return }
    (storage.bytes + first * DocumentRecord.size).copyMemory(from: start, byteCount: count * DocumentRecord.size)
    for document in first..<first + count { storage.lengths[document] = record(document).length }
  }

  mutating func setLoaded(chunk: Int) { if chunk < isLoaded.count { isLoaded[chunk] = true } }

  func record(_ document: Int) -> DocumentRecord {
    document < capacity ? DocumentRecord(reading: storage.bytes + document * DocumentRecord.size) : DocumentRecord()
  }

  /// The lengths and the records of all documents, as far as they were loaded.
  func withPointers<Value>(_ body: (UnsafePointer<UInt16>, UnsafeRawPointer) throws -> Value) rethrows -> Value {
    try withExtendedLifetime(storage) { try body(storage.lengths, UnsafeRawPointer(storage.bytes)) }
  }

  /// One number of a record.
  func number<Value: FixedWidthInteger>(_ document: Int, _ offset: Int, as type: Value.Type) -> Value {
    Value(littleEndian: storage.bytes.loadUnaligned(fromByteOffset: document * DocumentRecord.size + offset, as: type))
  }
}
