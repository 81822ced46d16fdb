import CatalogStore

/// The records of the documents, as far as they were needed so far.
struct RecordTable: Sendable {
  private var bytes: [UInt8] = []
  private var isLoaded: [Bool] = []
  /// Terms of each document; 0 for one that is not loaded.
  private(set) var lengths: [UInt16] = []

  /// - Parameter highest: the highest number of a document.
  init(highest: Int = 0) {
    // Numbers begin at 1; a table for the highest spans whole chunks, so that no number of a stored entry is outside.
    let chunks = highest / PostingChunk.span + 1
    let rows = chunks * PostingChunk.span / DocumentRecord.span
    bytes = Array(repeating: 0, count: rows * DocumentRecord.span * DocumentRecord.size)
    lengths = Array(repeating: 0, count: rows * DocumentRecord.span)
    isLoaded = Array(repeating: false, count: chunks)
  }

  /// How many documents there is room for.
  var capacity: Int { lengths.count }

  func isLoaded(chunk: Int) -> Bool { chunk < isLoaded.count ? isLoaded[chunk] : true }

  /// - Parameter row: the number of a stored row of ``DocumentRecord/span`` records.
  mutating func load(row: Int, _ blob: UnsafeRawBufferPointer) {
    let offset = row * DocumentRecord.span * DocumentRecord.size
    guard offset + blob.count <= bytes.count else { return }
    bytes.withUnsafeMutableBytes { target in
      UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + blob.count]).copyMemory(from: blob)
    }
    for index in 0..<blob.count / DocumentRecord.size {
      let document = row * DocumentRecord.span + index
      lengths[document] = record(document).length
    }
  }

  mutating func setLoaded(chunk: Int) { if chunk < isLoaded.count { isLoaded[chunk] = true } }

  func record(_ document: Int) -> DocumentRecord {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, document < capacity else { return DocumentRecord() }
      return DocumentRecord(reading: base + document * DocumentRecord.size)
    }
  }

  func product(_ document: Int) -> Int { Int(number(document, DocumentRecord.Field.product, as: UInt32.self)) }

  /// The lengths and the records of all documents, as far as they were loaded.
  func withPointers<Value>(_ body: (UnsafePointer<UInt16>, UnsafeRawPointer) throws -> Value) rethrows -> Value? {
    try lengths.withUnsafeBufferPointer { lengths in
      try bytes.withUnsafeBytes { bytes in
        guard let lengths = lengths.baseAddress, let bytes = bytes.baseAddress else { return nil }
        return try body(lengths, bytes)
      }
    }
  }

  /// One number of a record.
  func number<Value: FixedWidthInteger>(_ document: Int, _ offset: Int, as type: Value.Type) -> Value {
    bytes.withUnsafeBytes { bytes in
      Value(
        littleEndian: bytes.loadUnaligned(fromByteOffset: document * DocumentRecord.size + offset, as: type))
    }
  }
}
