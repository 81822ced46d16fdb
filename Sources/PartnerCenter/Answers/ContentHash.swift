import Crypto
public import Foundation

/// Tells whether bytes are the bytes that were read before, without keeping them.
///
/// The first 40 bits of SHA-256: five bytes for each of fourteen million lists. That a changed body is taken for the one
/// before happens once in a million million changes.
public struct ContentHash: RawRepresentable, Hashable, Sendable, Codable {
  public let rawValue: Int64

  public init(rawValue: Int64) { self.rawValue = rawValue }

  public init(of body: Data) { self.init(of: CollectionOfOne(body)) }

  /// The hash of several bodies in order, such as the pages of one list.
  public init(of bodies: some Sequence<Data>) {
    var hasher = SHA256()
    for body in bodies {
      withUnsafeBytes(of: body.count.littleEndian) { hasher.update(bufferPointer: $0) }
      hasher.update(data: body)
    }
    rawValue = hasher.finalize().withUnsafeBytes { $0.loadUnaligned(as: Int64.self).littleEndian & 0xFF_FFFF_FFFF }
  }
}
