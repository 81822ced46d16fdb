import CZlib

/// Writes ZIP archives in memory, as the service sends them.
package enum ZipWriter {
  /// A file of an archive.
  package struct Entry: Sendable {
    package var name: String
    package var content: [UInt8]

    package init(_ name: String, _ content: [UInt8]) {
      self.name = name
      self.content = content
    }
  }

  /// An archive of deflated files.
  package static func archive(_ entries: [Entry]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let packed = deflated(entry.content)
      let checksum = entry.content.withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) }
      let name = Array(entry.name.utf8)
      var head: [UInt8] = []
      // Version, flags, method, time and date: 1 January 1980.
      for (number, width) in [(20, 2), (0, 2), (8, 2), (0, 2), (0x21, 2), (Int(checksum), 4), (packed.count, 4)] {
        append(number, width, to: &head)
      }
      append(entry.content.count, 4, to: &head)
      append(name.count, 2, to: &head)
      append(0, 2, to: &head)
      append(0x0201_4B50, 4, to: &directory)
      append(20, 2, to: &directory)
      directory += head
      // Comment, disk, attributes.
      for width in [2, 2, 2, 4] { append(0, width, to: &directory) }
      append(bytes.count, 4, to: &directory)
      directory += name
      append(0x0403_4B50, 4, to: &bytes)
      bytes += head + name + packed
    }
    let start = bytes.count
    bytes += directory
    append(0x0605_4B50, 4, to: &bytes)
    for (number, width) in [(0, 2), (0, 2), (entries.count, 2), (entries.count, 2), (directory.count, 4), (start, 4)] {
      append(number, width, to: &bytes)
    }
    append(0, 2, to: &bytes)
    return bytes
  }

  private static func append(_ number: Int, _ width: Int, to bytes: inout [UInt8]) {
    for place in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
  }

  private static func deflated(_ content: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard partner_catalog_deflate_init(&stream, -MAX_WBITS) == Z_OK else { return [] }
    defer { deflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(content.count))) + 16)
    var input = content
    let count = output.count
    let written = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = uInt(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = uInt(count)
        _ = deflate(&stream, Z_FINISH)
        return count - Int(stream.avail_out)
      }
    }
    return Array(output[..<written])
  }
}
