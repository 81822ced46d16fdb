/// Where the server listens.
public enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
  /// A network address; port 0 is any free one.
  case network(host: String, port: Int)
  /// A Unix socket at a path, which its owner alone may use. A socket that nobody listens at is replaced.
  case unixSocket(path: String)
  /// A listening socket that the process was started with.
  case inherited(descriptor: Int32)

  /// The address as people write it.
  public var description: String {
    switch self {
    case .network(let host, let port): "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    case .unixSocket(let path): path
    case .inherited(let descriptor): "descriptor \(descriptor)"
    }
  }
}

/// The server cannot listen.
public struct ListenError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The address as text.
  public var address: String
  /// The reason.
  public var reason: String

  /// The failure.
  public var description: String { "Cannot listen on \(address): \(reason)." }
}
