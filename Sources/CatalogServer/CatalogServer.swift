import CatalogService
import FileSystem
import NIOCore
import NIOHTTP1
import NIOPosix
public import ServiceLifecycle

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Serves families of paths over HTTP/1.1, with limits.
///
/// It stands below a web framework, on SwiftNIO alone: a framework's server takes no socket from systemd, begins the next
/// request of a connection before the client has taken the response to the last, and has no deadline for a client that
/// sends or reads slowly.
public struct CatalogServer: Service {
  private let dispatcher: RequestDispatcher
  private let addresses: [ListenAddress]
  private let limits: ServerLimits
  private let onReady: @Sendable ([ListenAddress]) async -> Void

  /// A server; nothing is opened before ``run()``.
  ///
  /// - Parameters:
  ///   - dispatcher: answers the requests.
  ///   - addresses: at least one.
  ///   - limits: of connections and requests.
  ///   - onReady: called with the addresses once all of them accept connections.
  public init(
    _ dispatcher: RequestDispatcher, at addresses: [ListenAddress], limits: ServerLimits = ServerLimits(),
    onReady: @escaping @Sendable ([ListenAddress]) async -> Void = { _ in }
  ) {
    self.dispatcher = dispatcher
    self.addresses = addresses
    self.limits = limits
    self.onReady = onReady
  }

  /// Serves until a graceful shutdown or a cancellation; then accepts no connection, ends the idle ones and gives requests in
  /// progress their time.
  ///
  /// - Throws: ``ListenError`` where an address cannot be used; the others are closed then.
  public func run() async throws {
    let connections = ConnectionRegistry(limits)
    var listeners: [Listener] = []
    do {
      for address in addresses { listeners.append(try await listen(at: address, connections)) }
    } catch {
      for listener in listeners { await listener.close() }
      throw error
    }
    await onReady(listeners.map(\.address))
    try? await gracefulShutdown()
    for listener in listeners { await listener.close() }
    await connections.drain(within: limits.drain)
  }

  /// One socket that accepts connections.
  private struct Listener {
    var channel: any Channel
    /// With the port that the system chose.
    var address: ListenAddress
    var path: UnixSocketPath?
    var identity: FileIdentity?

    func close() async {
      try? await channel.close()
      path?.remove(identity)
    }
  }

  private func listen(at address: ListenAddress, _ connections: ConnectionRegistry) async throws -> Listener {
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: Self.backlog)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try configure(channel, connections) }
      }
    do {
      switch address {
      case .network(let host, let port):
        let channel = try await bootstrap.bind(host: host, port: port).get()
        return Listener(
          channel: channel, address: .network(host: host, port: channel.localAddress?.port ?? port))
      case .inherited(let descriptor):
        return Listener(channel: try await bootstrap.withBoundSocket(descriptor).get(), address: address)
      case .unixSocket(let path):
        let place = UnixSocketPath(path: path)
        let descriptor = try place.listen(backlog: Self.backlog)
        return Listener(
          channel: try await bootstrap.withBoundSocket(descriptor).get(), address: address, path: place,
          identity: FileIdentity(path))
      }
    } catch let error as ListenError {
      throw error
    } catch {
      throw ListenError(address: "\(address)", reason: Self.reason(error))
    }
  }

  private static let backlog: Int32 = 256

  /// The system's words for an error.
  private static func reason(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "\(error)" }
    return SystemError.text(error.errnoCode)
  }

  /// Prepares a new connection, or closes it where there are too many.
  private func configure(_ channel: any Channel, _ connections: ConnectionRegistry) throws {
    let peer = Self.peer(of: channel)
    guard connections.admit(channel, of: peer) else {
      dispatcher.metrics.countRefusedConnection()
      throw ChannelError.ioOnClosedChannel
    }
    var headLimits = NIOHTTPDecoderLimitConfiguration()
    headLimits.maxHeaderFieldSize = limits.headerBytes
    headLimits.maxHeaderListSize = limits.headerBytes
    headLimits.maxHeaderFieldCount = limits.headerFields
    let pipeline = channel.pipeline.syncOperations
    try pipeline.configureHTTPServerPipeline(
      withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: true,
      withEncoderConfiguration: .init(), withDecoderLimitConfiguration: headLimits)
    try pipeline.addHandler(ConnectionHandler(dispatcher, limits: limits, peer: peer))
  }

  /// The client of a connection. Addresses of one IPv6 network of 64 bits are one client.
  private static func peer(of channel: any Channel) -> ServiceRequest.Peer {
    switch channel.remoteAddress {
    case .unixDomainSocket?: return .unixSocket
    case .v6?:
      var storage = in6_addr()
      guard inet_pton(AF_INET6, channel.remoteAddress?.ipAddress ?? "", &storage) == 1 else { return .address("") }
      let bytes = withUnsafeBytes(of: storage) { Array($0) }
      // An IPv4 address at a socket for both.
      if bytes[..<12] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
        return .address(bytes[12...].map { "\($0)" }.joined(separator: "."))
      }
      let groups = stride(from: 0, to: 8, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
      return .address(groups.joined(separator: ":") + "::/64")
    case .v4?: return .address(channel.remoteAddress?.ipAddress ?? "")
    case nil: return .address("")
    }
  }
}
