package import CatalogServer
import NIOCore
import NIOPosix

/// A client that sends any bytes and reads responses, byte by byte as the server wrote them.
package struct RawClient {
  private let channel: any Channel
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private var received = ByteBuffer()

  /// Connects while the body runs.
  ///
  /// - Parameters:
  ///   - address: of the server.
  ///   - reads: whether it takes what the server sends; a client that does not fills its side of the connection.
  ///   - body: uses the client.
  /// - Returns: the value of the body.
  package static func connected<Value>(
    to address: ListenAddress, reads: Bool = true, _ body: (inout RawClient) async throws -> Value
  ) async throws -> Value {
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.autoRead, value: reads)
    let wrap: @Sendable (any Channel) -> EventLoopFuture<NIOAsyncChannel<ByteBuffer, ByteBuffer>> = { channel in
      channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
    }
    let connection =
      switch address {
      case .network(let host, let port): try await bootstrap.connect(host: host, port: port, channelInitializer: wrap)
      case .unixSocket(let path): try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: wrap)
      case .inherited: throw ChannelError.operationUnsupported
      }
    return try await connection.executeThenClose { inbound, outbound in
      var client = RawClient(channel: connection.channel, outbound: outbound, inbound: inbound.makeAsyncIterator())
      return try await body(&client)
    }
  }

  /// Sends bytes; that the server has closed the connection meanwhile is no error.
  package func send(_ text: String) async { try? await outbound.write(ByteBuffer(string: text)) }

  /// Sends bytes; that the server has closed the connection meanwhile is no error.
  package func send(_ bytes: [UInt8]) async { try? await outbound.write(ByteBuffer(bytes: bytes)) }

  /// Sends a byte at an interval, again and again, until the connection ends.
  package func drip(_ byte: UInt8, every interval: Duration) {
    let channel = channel
    let task = channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: TimeAmount(interval)) { _ in
      channel.writeAndFlush(ByteBuffer(bytes: [byte]), promise: nil)
    }
    channel.closeFuture.whenComplete { _ in task.cancel() }
  }

  /// Ends the connection.
  package func close() async { try? await channel.close() }

  /// The next response; `nil` where the connection ended before one began.
  ///
  /// - Parameter isHead: whether the response has no body, whatever its fields say.
  package mutating func response(isHead: Bool = false) async -> RawResponse? {
    while true {
      if let (response, length) = RawResponse.parse(received.readableBytesView, isHead: isHead) {
        received.moveReaderIndex(forwardBy: length)
        return response
      }
      guard let more = await next() else { return nil }
      received.writeImmutableBuffer(more)
    }
  }

  /// Sends a request and waits for its response; `nil` where the connection ended before.
  package mutating func answer(to request: String) async -> RawResponse? {
    await send(request)
    return await response()
  }

  /// All bytes up to the end of the connection.
  package mutating func rest() async -> String {
    while let more = await next() { received.writeImmutableBuffer(more) }
    return String(buffer: received)
  }

  private mutating func next() async -> ByteBuffer? {
    do { return try await inbound.next() } catch { return nil }
  }
}

/// A response as it was sent.
package struct RawResponse: Sendable, Equatable {
  package var status: Int
  /// Names in lower case.
  package var fields: [(name: String, value: String)]
  package var body: String

  package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  package static func == (left: RawResponse, right: RawResponse) -> Bool {
    left.status == right.status && left.body == right.body
      && left.fields.elementsEqual(right.fields) { $0.name == $1.name && $0.value == $1.value }
  }

  /// - Returns: the first response and its length; `nil` where it is not complete.
  static func parse(_ bytes: ByteBufferView, isHead: Bool) -> (RawResponse, length: Int)? {
    let end = Array("\r\n\r\n".utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { return nil }
    let lines = String(decoding: bytes[..<start], as: UTF8.self).split(separator: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else { return nil }
    let fields = lines.dropFirst().map { line in
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      return (
        name: line[..<colon].lowercased(), value: String(line[colon...].dropFirst().drop { $0 == " " })
      )
    }
    let length = fields.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
    let bodyLength = isHead || status < 200 || status == 204 || status == 304 ? 0 : length
    let bodyStart = bytes.index(start, offsetBy: end.count)
    guard bytes.distance(from: bodyStart, to: bytes.endIndex) >= bodyLength else { return nil }
    let bodyEnd = bytes.index(bodyStart, offsetBy: bodyLength)
    return (
      RawResponse(status: status, fields: fields, body: String(decoding: bytes[bodyStart..<bodyEnd], as: UTF8.self)),
      bytes.distance(from: bytes.startIndex, to: bodyEnd)
    )
  }
}
