/// The limits of connections and requests. The standard ones are meant for a service behind a proxy or on one machine.
public struct ServerLimits: Sendable, Hashable {
  /// The time for the head of a request, from the beginning of the connection or the end of the response before it.
  public var head = Duration.seconds(15)
  /// The time for the body of a request, from its head.
  public var body = Duration.seconds(10)
  /// The time in which a client must have taken a response.
  public var write = Duration.seconds(30)
  /// The time in which a client may read a refusal before the connection ends.
  public var linger = Duration.seconds(1)
  /// The time for requests in progress after the end was asked for.
  public var drain = Duration.seconds(10)
  /// The size of the target and all header fields of a request, in bytes.
  public var headerBytes = 16_384
  /// The number of header fields of a request.
  public var headerFields = 100
  /// The size of a body, in bytes.
  public var bodyBytes = 65_536
  /// The number of connections.
  public var connections = 256
  /// The number of connections of one address; a Unix socket has no such limit.
  public var connectionsOfPeer = 32

  /// The standard limits.
  public init() {}
}
