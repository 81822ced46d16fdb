import CatalogTestSupport
import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// What came over the wire, byte for byte as text.
struct RawRequest: Sendable {
  /// Request line and headers.
  var head: String
  var body: String
}

/// What goes back, byte for byte.
struct RawAnswer: Sendable {
  enum End: Sendable { case keepOpen, close, hang }
  var bytes: Data
  var end: End

  static func http(
    _ status: String = "200 OK", _ headers: [String] = [], body: Data = Data(), then end: End = .keepOpen
  ) -> RawAnswer {
    let head = (["HTTP/1.1 \(status)", "Content-Length: \(body.count)"] + headers).joined(separator: "\r\n")
    return RawAnswer(bytes: Data((head + "\r\n\r\n").utf8) + body, end: end)
  }

  static func text(_ text: String, then end: End = .close) -> RawAnswer {
    RawAnswer(bytes: Data(text.utf8), end: end)
  }
}

/// A server on loopback for as long as a test needs it, and what it received.
final class RawServer: Sendable {
  let port: Int
  private let received = Mutex<[RawRequest]>([])
  private let load = Load()

  init(port: Int) { self.port = port }

  var requests: [RawRequest] { received.withLock { $0 } }
  /// The most connections that were open at once.
  var mostConnections: Int { load.most }
  var url: String { "http://127.0.0.1:\(port)" }

  typealias Script = @Sendable (RawRequest) async throws -> RawAnswer

  fileprivate func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>, greeting: String?, _ script: Script)
    async throws
  {
    load.begin()
    defer { load.end() }
    try await connection.executeThenClose { inbound, outbound in
      if let greeting { try await outbound.write(ByteBuffer(string: greeting)) }
      var bytes = Data()
      for try await part in inbound {
        bytes.append(contentsOf: part.readableBytesView)
        while let request = Self.takeRequest(from: &bytes) {
          received.withLock { $0.append(request) }
          let response = try await script(request)
          try await outbound.write(ByteBuffer(bytes: response.bytes))
          switch response.end {
          case .keepOpen: break
          case .close: return
          case .hang:
            for await _ in AsyncStream<Void>.makeStream().stream {}
            return
          }
        }
      }
    }
  }

  private static func takeRequest(from bytes: inout Data) -> RawRequest? {
    guard let end = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
    let length =
      head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
    guard bytes.count >= end.upperBound - bytes.startIndex + length else { return nil }
    let body = String(decoding: bytes[end.upperBound..<end.upperBound + length], as: UTF8.self)
    bytes = Data(bytes[(end.upperBound + length)...])
    return RawRequest(head: head, body: body)
  }
}

/// Runs a server that answers by a script, and stops it when the body is done.
///
/// - Parameter greeting: sent to whoever connects, before anything is asked.
@discardableResult
func withRawServer<Result: Sendable>(
  isSecure: Bool = false, greeting: String? = nil, _ script: @escaping RawServer.Script,
  _ body: (RawServer) async throws -> Result
) async throws -> Result {
  let tls: NIOSSLContext? = isSecure ? try .localhost() : nil
  let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
    .serverChannelOption(.backlog, value: 128)
    .bind(host: "127.0.0.1", port: 0) { channel in
      channel.eventLoop.makeCompletedFuture {
        if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
        return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
      }
    }
  let server = RawServer(port: listener.channel.localAddress?.port ?? 0)
  let (accepted, acceptance) = AsyncStream.makeStream(of: Void.self)
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
      defer { acceptance.finish() }
      try await listener.executeThenClose { connections in
        try await withThrowingDiscardingTaskGroup { open in
          for try await connection in connections {
            open.addTask { try? await server.serve(connection, greeting: greeting, script) }
          }
          acceptance.finish()
        }
      }
    }
    let result: Swift.Result<Result, any Error>
    do { result = .success(try await body(server)) } catch { result = .failure(error) }
    // A connection that is accepted and given to no task ends the process: the listener is closed first.
    try? await listener.channel.close()
    for await _ in accepted {}
    group.cancelAll()
    return try result.get()
  }
}

extension NIOSSLContext {
  fileprivate static func localhost() throws -> NIOSSLContext {
    let certificate = try NIOSSLCertificate(bytes: Array(TestCertificate.certificate.utf8), format: .pem)
    let key = try NIOSSLPrivateKey(bytes: Array(TestCertificate.privateKey.utf8), format: .pem)
    return try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
  }
}
