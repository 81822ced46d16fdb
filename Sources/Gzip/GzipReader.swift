import CZlib
import Foundation

/// Reads a gzip file part by part; several members one after the other are one content.
package final class GzipReader {
  /// A file that is no gzip, is damaged, or ends before its content does.
  package struct Damaged: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason, as a part of a sentence.
    package var description: String
  }

  private let handle: FileHandle
  private var stream = z_stream()
  private var input: [UInt8] = []
  private var output = [UInt8](repeating: 0, count: GzipReader.chunk * 4)
  private var position = 0
  private var isInsideMember = true
  private var hasMember = false

  /// - Throws: where the file cannot be opened.
  package init(path: String) throws {
    handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    guard inflateInit2_(&stream, Self.gzipAlone, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Damaged(description: "the decompression cannot begin")
    }
  }

  deinit {
    inflateEnd(&stream)
    try? handle.close()
  }

  /// The window of 32 kB, and gzip alone. Source: zlib manual, `inflateInit2`.
  private static let gzipAlone: Int32 = 15 + 16
  private static let chunk = 1 << 16

  /// Appends the next part of the content to a buffer.
  ///
  /// - Returns: false at the end.
  /// - Throws: ``Damaged``; the checksum of each member is checked.
  package func read(into buffer: inout [UInt8]) throws -> Bool {
    while true {
      if position == input.count {
        input = Array(try handle.read(upToCount: Self.chunk) ?? Data())
        position = 0
        if input.isEmpty {
          guard !isInsideMember, hasMember else {
            throw Damaged(description: hasMember ? "it is cut" : "it is empty or cut")
          }
          return false
        }
      }
      if !isInsideMember {
        // Another member; zeros behind the last one are padding.
        guard input[position] != 0 else {
          position += 1
          continue
        }
        inflateReset(&stream)
        isInsideMember = true
      }
      let before = buffer.count
      try inflatePart(into: &buffer)
      if buffer.count > before { return true }
    }
  }

  private func inflatePart(into buffer: inout [UInt8]) throws {
    let status = input.withUnsafeMutableBufferPointer { bytes in
      output.withUnsafeMutableBufferPointer { space in
        stream.next_in = bytes.baseAddress.map { $0 + position }
        stream.avail_in = UInt32(bytes.count - position)
        stream.next_out = space.baseAddress
        stream.avail_out = UInt32(space.count)
        let status = inflate(&stream, Z_NO_FLUSH)
        buffer.append(contentsOf: UnsafeBufferPointer(rebasing: space[..<(space.count - Int(stream.avail_out))]))
        return status
      }
    }
    position = input.count - Int(stream.avail_in)
    hasMember = true
    switch status {
    case Z_STREAM_END: isInsideMember = false
    case Z_OK, Z_BUF_ERROR: break
    default: throw Damaged(description: "it is no gzip, or damaged")
    }
  }
}
