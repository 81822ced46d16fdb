import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL
public import PartnerCenter
import Synchronization

/// Carries requests over HTTP/1.1: one request in, one answer out, no repetition, no redirects.
///
/// Made by ``withHTTPTransport(configuration:_:)``, which also closes its connections.
public struct HTTPTransport: Transport {
  private let direct: HTTPClient
  private let proxied: HTTPClient?
  private let configuration: HTTPTransportConfiguration
  private let lastTarget = LastTarget()

  /// Where the last request went: nearly all go to one host.
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

  public func send(_ request: TransportRequest) async throws -> TransportAnswer {
    let target = try self.target(of: request.url)
    let usesProxy = target.isSecure && configuration.proxy.server(forHost: target.host, port: target.port) != nil
    let client = usesProxy ? proxied ?? direct : direct
    do {
      return try await Self.exchange(request, over: client, configuration: configuration)
    } catch let failure as TransportFailure {
      throw failure
    } catch {
      try Task.checkCancellation()
      throw TransportFailure(error, target: target, largestAnswer: configuration.largestAnswer)
    }
  }

  /// The same target as long as the address begins with the same scheme, host and port.
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
    _ request: TransportRequest, over client: HTTPClient, configuration: HTTPTransportConfiguration
  ) async throws -> TransportAnswer {
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
    for field in request.headers { outgoing.headers.add(name: field.name, value: field.value) }
    outgoing.headers.replaceOrAdd(name: "Accept-Encoding", value: "gzip")
    if let body = request.body { outgoing.body = .bytes(ByteBuffer(data: body)) }
    let deadline = NIODeadline.now() + TimeAmount(configuration.timeout)
    let answer = try await client.execute(outgoing, deadline: deadline)
    return TransportAnswer(
      status: Int(answer.status.code), headers: Headers(answer.headers.map { Headers.Field($0.name, $0.value) }),
      body: try await Self.body(of: answer, limit: configuration.largestAnswer, before: deadline))
  }

  private static func body(
    of answer: HTTPClientResponse, limit: Int, before deadline: NIODeadline
  ) async throws -> Data {
    let isEncoded = answer.headers.contains(name: "Content-Encoding")
    let length = answer.headers.first(name: "Content-Length").flatMap { Int($0) }
    if let length, !isEncoded, length > limit { throw TransportFailure.answerTooLarge(limit: limit) }
    var body = Data()
    if let length, !isEncoded { body.reserveCapacity(length) }
    for try await part in answer.body {
      guard body.count + part.readableBytes <= limit else { throw TransportFailure.answerTooLarge(limit: limit) }
      guard NIODeadline.now() < deadline else { throw TransportFailure.timedOut }
      part.withUnsafeReadableBytes { bytes in
        if let base = bytes.baseAddress { body.append(base.assumingMemoryBound(to: UInt8.self), count: bytes.count) }
      }
    }
    return body
  }
}

/// Opens a transport for as long as the body runs, and closes its connections whatever happens.
///
/// The body runs where its caller does.
///
/// - Throws: what `body` throws, and `TransportFailure.refused` where the certificate file cannot be read.
public func withHTTPTransport<Result: Sendable>(
  configuration: HTTPTransportConfiguration, isolation: isolated (any Actor)? = #isolation,
  _ body: (HTTPTransport) async throws -> Result
) async throws -> Result {
  let plain = try HTTPClient.Configuration(configuration)
  return try await HTTPClient.withHTTPClient(configuration: plain) { direct in
    guard let server = configuration.proxy.server else {
      return try await body(HTTPTransport(direct: direct, proxied: nil, configuration: configuration))
    }
    var throughProxy = plain
    throughProxy.proxy = server.proxy
    return try await HTTPClient.withHTTPClient(configuration: throughProxy) { proxied in
      try await body(HTTPTransport(direct: direct, proxied: proxied, configuration: configuration))
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
    // Repetitions are decided in one place, which is not here.
    pool.retryConnectionEstablishment = false
    self.init(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: Timeout(
        connect: TimeAmount(configuration.connectTimeout), read: TimeAmount(configuration.timeout)),
      connectionPool: pool, decompression: .enabled(limit: .size(configuration.largestAnswer)))
    httpVersion = .http1Only
    // Nobody reads spans here, and each request pays for them.
    tracing.tracer = nil
  }
}

extension TimeAmount {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = .nanoseconds(min(seconds, 1 << 32) * 1_000_000_000 + attoseconds / 1_000_000_000)
  }
}
