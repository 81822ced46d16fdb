import FileSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The path of a Unix socket before and after a server listens there.
struct UnixSocketPath {
  var path: String

  /// Makes room for a new socket: removes one that nobody listens at.
  ///
  /// - Throws: ``ListenError`` where another program listens, where something else lies there, or where the path is too
  ///   long for the system.
  func prepare() throws(ListenError) {
    guard path.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path) else {
      throw ListenError(
        address: path,
        reason: "the path is longer than \(MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1) bytes")
    }
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return }
    guard facts.st_mode & S_IFMT == S_IFSOCK else {
      throw ListenError(address: path, reason: "a file that is no socket lies there")
    }
    guard !isListened else { throw ListenError(address: path, reason: "another program listens there") }
    unlink(path)
  }

  /// Whether a connection succeeds.
  private var isListened: Bool {
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #else
      let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    #endif
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { return true }
    defer { close(descriptor) }
    let result = withAddress { connect(descriptor, $0, $1) }
    // A full queue belongs to a program as well.
    return result == 0 || errno == EAGAIN || errno == EINPROGRESS
  }

  /// Listens at the path, in a file that its owner alone may use from the beginning.
  ///
  /// - Returns: the descriptor.
  /// - Throws: ``ListenError``.
  func listen(backlog: Int32) throws(ListenError) -> Int32 {
    try prepare()
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #else
      let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #endif
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { throw failure(errno) }
    // Linux takes the mode of the new file from the socket; elsewhere it is set after it.
    _ = fchmod(descriptor, 0o600)
    guard withAddress({ bind(descriptor, $0, $1) }) == 0, chmod(path, 0o600) == 0,
      systemListen(descriptor, backlog) == 0
    else {
      let error = errno
      close(descriptor)
      throw failure(error)
    }
    return descriptor
  }

  private func failure(_ error: Int32) -> ListenError {
    ListenError(address: path, reason: SystemError.text(error))
  }

  private func withAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  /// Removes the socket, where it still is the one with this identity.
  func remove(_ identity: FileIdentity?) {
    if let identity, FileIdentity(path) == identity { unlink(path) }
  }
}

/// `listen(2)`, under a name that no method shadows.
private let systemListen = listen

/// The system's words for its error numbers.
enum SystemError {
  static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}
