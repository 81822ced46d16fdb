import CZlib
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A ZIP archive with one table in it: what the service sends where `Accept-Encoding: deflate` asks for it, and what
/// the portal saves.
///
/// Source: APPNOTE.TXT of PKWARE, 4.3. Encrypted and split archives, and those of more than 4 GiB, are refused.
package struct ZipArchive {
  /// An archive that cannot be read.
  package enum Fault: Error, Sendable, Hashable {
    /// It has no directory at its end: the rest of it is missing.
    case cut
    /// Its directory or an entry contradicts itself.
    case damaged
    /// The content has another checksum than the archive says.
    case checksum
    /// It holds no table.
    case noTable
    /// It holds several tables, so that none is the sheet.
    case severalTables(Int)
    /// It is encrypted, split, or of a method that sheets do not use.
    case unsupported
    /// It unpacks to far more than a sheet has.
    case tooLarge
  }

  private let file: SheetBytes
  private let entry: Entry
  /// The bytes of the table.
  package var size: Int { entry.size }

  private struct Entry {
    var name: String
    var method: Int
    var flags: Int
    var checksum: UInt32
    var packed: Int
    var size: Int
    var offset: Int
  }

  /// The largest table: the largest that was seen has 42 MB.
  private static let largest = 1 << 30
  /// The largest factor by which a table shrinks: those that were seen shrink to a twentieth.
  private static let mostShrinking = 250

  /// Whether bytes begin as an archive.
  package static func isArchive(_ start: some Collection<UInt8>) -> Bool {
    start.prefix(2).elementsEqual([0x50, 0x4B])
  }

  /// Reads the directory, and finds the one table.
  package init(_ file: SheetBytes) throws {
    self.file = file
    let entries = try Self.entries(of: file)
    let tables = entries.filter { $0.name.lowercased().hasSuffix(".csv") }
    guard tables.count <= 1 else { throw Fault.severalTables(tables.count) }
    guard let table = tables.first ?? (entries.count == 1 && !entries[0].name.hasSuffix("/") ? entries[0] : nil) else {
      throw entries.count > 1 ? Fault.severalTables(entries.count) : Fault.noTable
    }
    guard table.flags & 0x2041 == 0, table.method == 0 || table.method == 8 else { throw Fault.unsupported }
    guard table.size <= Self.largest, table.size <= (1 << 20) + table.packed * Self.mostShrinking else {
      throw Fault.tooLarge
    }
    entry = table
  }

  private static func entries(of file: SheetBytes) throws -> [Entry] {
    let tail = try file.bytes(at: max(0, file.count - 65_557), count: min(file.count, 65_557))
    guard tail.count >= 22,
      let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
        number(tail, $0, 4) == 0x0605_4B50 && $0 + 22 + number(tail, $0 + 20, 2) == tail.count
      })
    else { throw Fault.cut }
    let count = number(tail, end + 10, 2)
    let (size, offset) = (number(tail, end + 12, 4), number(tail, end + 16, 4))
    guard number(tail, end + 4, 2) == 0, number(tail, end + 8, 2) == count, count != 0xFFFF, offset != 0xFFFF_FFFF
    else {
      throw Fault.unsupported
    }
    guard offset + size <= file.count - tail.count + end else { throw Fault.damaged }
    let directory = try file.bytes(at: offset, count: size)
    var entries: [Entry] = []
    var position = 0
    for _ in 0..<count {
      guard position + 46 <= directory.count, number(directory, position, 4) == 0x0201_4B50 else { throw Fault.damaged }
      let length = number(directory, position + 28, 2)
      guard position + 46 + length <= directory.count else { throw Fault.damaged }
      entries.append(
        Entry(
          name: String(decoding: directory[(position + 46)..<(position + 46 + length)], as: UTF8.self),
          method: number(directory, position + 10, 2), flags: number(directory, position + 8, 2),
          checksum: UInt32(number(directory, position + 16, 4)), packed: number(directory, position + 20, 4),
          size: number(directory, position + 24, 4), offset: number(directory, position + 42, 4)))
      position += 46 + length + number(directory, position + 30, 2) + number(directory, position + 32, 2)
    }
    return entries
  }

  private static func number(_ bytes: [UInt8], _ position: Int, _ width: Int) -> Int {
    (0..<width).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
  }

  /// Unpacks the table, part by part, and checks its size and its checksum.
  ///
  /// - Parameter body: gets each part; what it has seen counts only when this returns.
  /// - Throws: ``Fault``, and the errors of `body`.
  package func read(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let head = try file.bytes(at: entry.offset, count: 30)
    guard head.count == 30, Self.number(head, 0, 4) == 0x0403_4B50, Self.number(head, 8, 2) == entry.method else {
      throw Fault.damaged
    }
    let start = entry.offset + 30 + Self.number(head, 26, 2) + Self.number(head, 28, 2)
    guard start + entry.packed <= file.count else { throw Fault.cut }
    var (unpacked, checksum) = (0, crc32(0, nil, 0))
    func take(_ part: UnsafeRawBufferPointer) throws {
      unpacked += part.count
      guard unpacked <= entry.size else { throw Fault.damaged }
      checksum = crc32(checksum, part.bindMemory(to: UInt8.self).baseAddress, uInt(part.count))
      try body(part)
    }
    if entry.method == 0 {
      try file.read(from: start, count: entry.packed, take)
    } else {
      try inflate(from: start, take)
    }
    guard unpacked == entry.size else { throw Fault.damaged }
    guard UInt32(truncatingIfNeeded: checksum) == entry.checksum else { throw Fault.checksum }
  }

  private func inflate(from start: Int, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
    var stream = z_stream()
    guard partner_catalog_inflate_init(&stream, -MAX_WBITS) == Z_OK else { throw Fault.damaged }
    defer { inflateEnd(&stream) }
    let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { output.deallocate() }
    var isAtEnd = false
    try file.read(from: start, count: entry.packed) { input in
      guard !isAtEnd else { throw Fault.damaged }
      stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = uInt(input.count)
      repeat {
        stream.next_out = output.bindMemory(to: UInt8.self).baseAddress
        stream.avail_out = uInt(output.count)
        let code = CZlib.inflate(&stream, Z_NO_FLUSH)
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw Fault.damaged }
        let count = output.count - Int(stream.avail_out)
        if count > 0 { try take(UnsafeRawBufferPointer(rebasing: output[..<count])) }
        isAtEnd = code == Z_STREAM_END
        if code == Z_BUF_ERROR, count == 0 { break }
      } while !isAtEnd && (stream.avail_in > 0 || stream.avail_out == 0)
      guard !isAtEnd || stream.avail_in == 0 else { throw Fault.damaged }
    }
    guard isAtEnd else { throw Fault.damaged }
  }
}
