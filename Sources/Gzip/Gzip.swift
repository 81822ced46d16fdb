import CZlib
package import Foundation

/// Compression in memory.
package enum Gzip {
  /// The content as one gzip member.
  package static func compressed(_ content: Data) -> Data {
    var stream = z_stream()
    // Source: zlib manual, `deflateInit2`: 16 beside the window writes a gzip header.
    guard
      deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return Data() }
    defer { deflateEnd(&stream) }
    var input = Array(content)
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(input.count))))
    let count = output.count
    input.withUnsafeMutableBufferPointer { bytes in
      output.withUnsafeMutableBufferPointer { space in
        stream.next_in = bytes.baseAddress
        stream.avail_in = UInt32(bytes.count)
        stream.next_out = space.baseAddress
        stream.avail_out = UInt32(space.count)
        _ = deflate(&stream, Z_FINISH)
      }
    }
    return Data(output[..<(count - Int(stream.avail_out))])
  }
}
