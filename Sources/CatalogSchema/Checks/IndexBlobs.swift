import GRDB

/// Checks the blobs that search decodes without checks: postings, records and document sets.
enum IndexBlobs {
  static func findings(_ db: Database) throws -> [String] {
    let highest =
      try Int64.fetchOne(db, sql: "SELECT highest FROM search_total").map { min(max(0, $0), Int64(Int32.max)) } ?? 0
    let chunks = Int(highest) / PostingChunk.span + 1
    let products = try Int64.fetchOne(db, sql: "SELECT max(id) FROM product") ?? 0
    return [
      try count(db, "search_posting.entries", "SELECT chunk, entries FROM search_posting") { chunk, entries in
        (0..<Int64(chunks)).contains(chunk) && areEntries(entries)
      },
      try count(db, "search_document.records", "SELECT chunk, records FROM search_document") { chunk, records in
        (0..<Int64(chunks * PostingChunk.span / DocumentRecord.span)).contains(chunk)
          && areRecords(records, products: products)
      },
      try count(
        db, "search_listing.documents",
        """
        SELECT EXISTS (SELECT 1 FROM place WHERE id = l.id >> 32)
          AND EXISTS (SELECT 1 FROM search_class WHERE id = l.id >> 12 & 1048575), l.documents
        FROM search_listing l
        """
      ) { isKnown, documents in
        isKnown == 1 && DocumentSet.isWhole(documents)
      },
    ].compactMap(\.self)
  }

  private static func areEntries(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count % 4 == 0 else { return false }
    var last: UInt32?
    for offset in stride(from: 0, to: bytes.count, by: 4) {
      let place = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) >> 16
      if place >= UInt32(PostingChunk.span) { return false }
      if let last, place <= last { return false }
      last = place
    }
    return true
  }

  private static func areRecords(_ bytes: UnsafeRawBufferPointer, products: Int64) -> Bool {
    guard bytes.count % DocumentRecord.size == 0, bytes.count <= DocumentRecord.span * DocumentRecord.size,
      let start = bytes.baseAddress
    else { return bytes.isEmpty }
    return stride(from: 0, to: bytes.count, by: DocumentRecord.size).allSatisfy {
      Int64(DocumentRecord(reading: start + $0).product) <= products
    }
  }

  /// Counts the rows whose number and blob do not pass.
  private static func count(
    _ db: Database, _ place: String, _ sql: String, _ passes: (Int64, UnsafeRawBufferPointer) -> Bool
  ) throws -> String? {
    let rows = try PreparedStatement(db, sql)
    defer { rows.reset() }
    var count = 0
    // A value of another type is reported by the column check.
    while try rows.next() {
      if rows.isInteger(0), rows.isBlob(1), !passes(try rows.integer(0), try rows.blob(1)) { count += 1 }
    }
    return count == 0 ? nil : "\(place) holds \(DamagedValues.invalid(count))"
  }
}
