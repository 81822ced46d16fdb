import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A proxy on loopback that opens tunnels, and remembers the heads of the requests for them.
final class ConnectProxy: Sendable {
  let port: Int
  private let heads = Mutex<[String]>([])

  init(port: Int) { self.port = port }

  var tunnels: [String] { heads.withLock { $0 } }

  typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  fileprivate func serve(_ client: Connection, to targetPort: Int) async throws {
    try await client.executeThenClose { inbound, outbound in
      var parts = inbound.makeAsyncIterator()
      var head = Data()
      while head.range(of: Data("\r\n\r\n".utf8)) == nil, let part = try await parts.next() {
        head.append(contentsOf: part.readableBytesView)
      }
      heads.withLock { $0.append(String(decoding: head, as: UTF8.self)) }
      let target = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connect(host: "127.0.0.1", port: targetPort) { channel in
          channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
        }
      try await outbound.write(ByteBuffer(string: "HTTP/1.1 200 Connection established\r\n\r\n"))
      try await target.executeThenClose { back, forth in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { for try await part in back { try await outbound.write(part) } }
          while let part = try await parts.next() { try await forth.write(part) }
          group.cancelAll()
        }
      }
    }
  }
}

/// Runs a proxy whose every tunnel ends at one port of this machine.
func withConnectProxy<Result: Sendable>(
  to targetPort: Int, _ body: (ConnectProxy) async throws -> Result
) async throws -> Result {
  let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
    .bind(host: "127.0.0.1", port: 0) { channel in
      channel.eventLoop.makeCompletedFuture { try ConnectProxy.Connection(wrappingChannelSynchronously: channel) }
    }
  let proxy = ConnectProxy(port: listener.channel.localAddress?.port ?? 0)
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
      try await listener.executeThenClose { connections in
        try await withThrowingDiscardingTaskGroup { open in
          for try await connection in connections {
            open.addTask { try? await proxy.serve(connection, to: targetPort) }
          }
        }
      }
    }
    defer { group.cancelAll() }
    return try await body(proxy)
  }
}
