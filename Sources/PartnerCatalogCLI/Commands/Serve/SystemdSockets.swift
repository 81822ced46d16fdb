#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The listening sockets that systemd started this process with.
///
/// Source: sd_listen_fds(3).
struct SystemdSockets: Sendable {
  /// One socket.
  struct Socket: Sendable, Hashable {
    var descriptor: Int32
    /// Where it listens; `nil` for a Unix socket.
    var address: NetworkAddress?
  }

  var sockets: [Socket] = []

  /// No sockets where the variables are absent or meant for another process.
  init(environment: [String: String], processID: Int32 = getpid()) {
    guard environment["LISTEN_PID"].flatMap({ Int32($0) }) == processID,
      let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), (1...Self.most).contains(count)
    else { return }
    sockets = (Self.first..<Self.first + count).compactMap(Self.socket)
  }

  private static let first: Int32 = 3
  private static let most: Int32 = 64

  /// - Returns: `nil` for a descriptor that is no socket of a stream.
  private static func socket(_ descriptor: Int32) -> Socket? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
    }
    guard result == 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    switch Int32(storage.ss_family) {
    case AF_UNIX: return Socket(descriptor: descriptor)
    case AF_INET, AF_INET6:
      var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      var port = [CChar](repeating: 0, count: Int(NI_MAXSERV))
      let isNamed = withUnsafePointer(to: &storage) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          getnameinfo(
            $0, length, &host, socklen_t(host.count), &port, socklen_t(port.count), NI_NUMERICHOST | NI_NUMERICSERV)
        }
      }
      guard isNamed == 0 else { return nil }
      func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
      return Socket(
        descriptor: descriptor, address: NetworkAddress(host: text(host), port: Int(text(port)) ?? 0))
    default: return nil
    }
  }
}
