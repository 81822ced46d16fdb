import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL
public import PartnerCenter
import Synchronization

/// Carries requests over HTTP/1.1: one request in, one response out, without repetition and redirects.
///
/// Created by ``withHTTPTransport(configuration:isolation:_:)``, which also closes its connections.
public struct HTTPTransport: Transport {
  private let direct: HTTPClient
  private let proxied: HTTPClient?
  private let configuration: HTTPTransportConfiguration
  private let lastTarget = LastTarget()

  /// The target of the last request: nearly all go to one host.
  private final class LastTarget: Sendable {
    private let stored = Mutex<(origin: String, target: RequestTarget)?>(nil)

    var last: (origin: String, target: RequestTarget)? {
      get { stored.withLock { $0 } }
      set { stored.withLock { $0 = newValue } }
    }
  }

  init(direct: HTTPClient, proxied: HTTPClient?, configuration: HTTPTransportConfiguration) {
    self.direct = direct
    self.proxied = proxied
    self.configuration = configuration
  }

  /// Sends one request and reads the complete response.
  ///
  /// - Throws: `TransportFailure`, or `CancellationError` where the task is cancelled. A response of any status is not
  ///   an error.
  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    let target = try self.target(of: request.url)
    let client = client(for: target)
    let collector = ResponseCollector(limit: configuration.largestAnswer)
    do {
      return try await Self.exchange(request, over: client, into: collector, timeout: configuration.timeout)
    } catch let failure as TransportFailure {
      throw failure
    } catch {
      try Task.checkCancellation()
      throw TransportFailure(
        error, target: target, largestAnswer: configuration.largestAnswer, isRequestSent: collector.isRequestSent)
    }
  }

  /// The client for a target: that of the proxy where one carries its requests.
  func client(for target: RequestTarget) -> HTTPClient {
    let usesProxy = target.isSecure && configuration.proxy.server(forHost: target.host, port: target.port) != nil
    return usesProxy ? proxied ?? direct : direct
  }

  /// The last target, if the address has the same scheme, host and port.
  private func target(of address: String) throws -> RequestTarget {
    if let last = lastTarget.last, address.utf8.starts(with: last.origin.utf8),
      address.utf8.dropFirst(last.origin.utf8.count).first == UInt8(ascii: "/")
    {
      return last.target
    }
    let target = try RequestTarget(address)
    if let scheme = address.range(of: "://"),
      let path = address.utf8[scheme.upperBound...].firstIndex(where: { "/?#".utf8.contains($0) })
    {
      lastTarget.last = (String(address[..<path]), target)
    }
    return target
  }

  private static func exchange(
    _ request: TransportRequest, over client: HTTPClient, into collector: ResponseCollector, timeout: Duration
  ) async throws -> TransportResponse {
    var headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
    headers.replaceOrAdd(name: "Accept-Encoding", value: "gzip")
    let outgoing = try HTTPClient.Request(
      url: request.url, method: HTTPMethod(rawValue: request.method.rawValue), headers: headers,
      body: request.body.map { .byteBuffer(ByteBuffer(data: $0)) })
    let task = client.execute(
      request: outgoing, delegate: collector, deadline: .now() + TimeAmount(timeout))
    return try await withTaskCancellationHandler {
      try await task.get()
    } onCancel: {
      task.cancel()
    }
  }
}

/// Opens a transport while the body runs, and closes its connections afterwards, also after an error.
///
/// The body and its child tasks run on the event loop that carries the responses, unless an actor says otherwise:
/// handing a response from thread to thread costs as much as receiving it. Reading uses one processor; writing the
/// catalog uses another.
///
/// - Throws: the errors of `body`, and `TransportFailure.refused` where the certificate file cannot be read.
public func withHTTPTransport<Result: Sendable>(
  configuration: HTTPTransportConfiguration, isolation: isolated (any Actor)? = #isolation,
  _ body: (HTTPTransport) async throws -> Result
) async throws -> Result {
  let plain = try HTTPClient.Configuration(configuration)
  let eventLoop = HTTPClient.defaultEventLoopGroup.any()
  return try await withTaskExecutorPreference(EventLoopExecutor(eventLoop)) {
    try await HTTPClient.withHTTPClient(eventLoopGroup: eventLoop, configuration: plain) { direct in
      guard let server = configuration.proxy.server else {
        return try await body(HTTPTransport(direct: direct, proxied: nil, configuration: configuration))
      }
      var throughProxy = plain
      throughProxy.proxy = server.proxy
      return try await HTTPClient.withHTTPClient(eventLoopGroup: eventLoop, configuration: throughProxy) { proxied in
        try await body(HTTPTransport(direct: direct, proxied: proxied, configuration: configuration))
      }
    }
  }
}

extension HTTPClient.Configuration {
  fileprivate init(_ configuration: HTTPTransportConfiguration) throws {
    var tls = TLSConfiguration.makeClientConfiguration()
    if let file = configuration.certificateAuthorities {
      tls.additionalTrustRoots = [.certificates(try CertificateFile.certificates(in: file))]
    }
    var pool = ConnectionPool()
    pool.concurrentHTTP1ConnectionsPerHostSoftLimit = configuration.concurrency
    // The client alone decides on repetitions.
    pool.retryConnectionEstablishment = false
    self.init(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      // The deadline of each request bounds reading, too.
      timeout: Timeout(connect: TimeAmount(configuration.connectTimeout)),
      connectionPool: pool, decompression: .enabled(limit: .size(configuration.largestAnswer)))
    httpVersion = .http1Only
    http1_1ConnectionDebugInitializer = StatusCheck.install
    // Spans are not read, and cost time in each request.
    tracing.tracer = nil
  }
}

extension TimeAmount {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = .nanoseconds(min(seconds, 1 << 32) * 1_000_000_000 + attoseconds / 1_000_000_000)
  }
}
