import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The other end of systemd's notifications: a datagram socket, by path or in the abstract name space.
final class NotifySocket: Sendable {
  /// For `NOTIFY_SOCKET`.
  let name: String
  let messages: AsyncStream<String>
  private let descriptor: Int32

  /// - Parameter name: with `@` in front for the abstract name space.
  init(_ name: String) throws {
    self.name = name
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    self.descriptor = descriptor
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(name.utf8)
    if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let start = try #require(MemoryLayout<sockaddr_un>.offset(of: \.sun_path))
    let length = socklen_t(start + bytes.count)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    guard result == 0 else { throw POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO) }
    let (messages, announce) = AsyncStream.makeStream(of: String.self)
    self.messages = messages
    // A thread of its own, which waits in `recv` until the socket is shut down.
    Thread.detachNewThread {
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { break }
        announce.yield(String(decoding: buffer[..<count], as: UTF8.self))
      }
      announce.finish()
    }
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  /// The next message that holds the words.
  func message(with words: String) async -> String? {
    for await message in messages where message.contains(words) { return message }
    return nil
  }
}
