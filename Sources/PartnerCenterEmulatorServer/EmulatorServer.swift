import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import PartnerCenter
public import PartnerCenterEmulator
import ServiceLifecycle

/// Serves an ``Emulator`` over HTTP on loopback, with the same responses as in process.
public struct EmulatorServer: Sendable {
  private let emulator: Emulator
  private let port: Int

  /// Creates a server; port 0 lets the system choose one. Nothing is opened before ``run(onReady:)``.
  public init(_ emulator: Emulator, port: Int = 0) {
    self.emulator = emulator
    self.port = port
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter onReady: called with the port once connections are accepted.
  /// - Throws: where the port is taken, or on cancellation.
  public func run(onReady: @escaping @Sendable (_ port: Int) async -> Void) async throws {
    let emulator = emulator
    // The server below an application: that one would put its own time over the `Date` of the emulator.
    let server = try HTTPServerBuilder.http1().buildServer(
      configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port)),
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: Self.silent
    ) { request, responseWriter, channel in
      let response = try await Self.response(to: request, on: channel, emulator)
      try await responseWriter.write(response: response.head, body: response.body)
    } onServerRunning: {
      await onReady($0.localAddress?.port ?? 0)
    }
    try await ServiceGroup(configuration: .init(services: [server], logger: Self.silent)).run()
  }

  /// Serves while the body runs, on a port chosen by the system.
  ///
  /// - Parameters:
  ///   - emulator: answers the requests.
  ///   - body: receives the base of the API and of sign-in, such as `http://127.0.0.1:49152`.
  /// - Returns: the result of the body.
  /// - Throws: the errors of the body, and those of a server that cannot start.
  public static func serving<Result: Sendable>(
    _ emulator: Emulator, _ body: @Sendable @escaping (_ base: String) async throws -> Result
  ) async throws -> Result {
    let (ready, announce) = AsyncStream<Int>.makeStream()
    return try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask {
        try await EmulatorServer(emulator).run { announce.yield($0) }
        return nil
      }
      group.addTask {
        for await port in ready { return try await body("http://127.0.0.1:\(port)") }
        return nil
      }
      defer { group.cancelAll() }
      while let result = try await group.next() {
        if let result { return result }
      }
      throw CancellationError()
    }
  }

  // MARK: - One request

  private static let largestBody = 1 << 20

  private static let silent = Logger(label: "partner-center-emulator", factory: { _ in SwiftLogNoOpLogHandler() })

  private static func response(
    to request: Request, on channel: any Channel, _ emulator: Emulator
  ) async throws -> Response {
    var headers = Headers()
    for field in request.headers { headers.add(field.name.rawName, field.value) }
    let body = try await request.body.collect(upTo: largestBody)
    let host = request.head.authority ?? "127.0.0.1"
    guard let method = TransportRequest.Method(rawValue: request.method.rawValue) else {
      return Response(status: .methodNotAllowed)
    }
    let reply = try await emulator.respond(
      to: TransportRequest(
        method: method, url: "http://\(host)\(request.head.path ?? "/")", headers: headers,
        body: Data(body.readableBytesView)))
    switch reply {
    case .response(let response):
      return Response(
        status: .init(code: response.status), headers: fields(response.headers),
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
    case .broken(nil, _):
      try? await channel.close()
      throw ConnectionCut()
    case .broken(let partial?, let missing):
      return Response(
        status: .init(code: partial.status), headers: fields(partial.headers),
        body: ResponseBody(contentLength: partial.body.count + missing) { writer in
          try await writer.write(ByteBuffer(bytes: partial.body))
          // Never finished: the error closes the connection.
          throw ConnectionCut()
        })
    }
  }

  private static func fields(_ headers: Headers) -> HTTPFields {
    var fields = HTTPFields()
    for header in headers {
      if let name = HTTPField.Name(header.name) { fields.append(HTTPField(name: name, value: header.value)) }
    }
    return fields
  }
}

/// The connection is closed on purpose.
private struct ConnectionCut: Error {}
