import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL
public import PartnerCenter

/// Carries requests over HTTP/1.1: one request in, one answer out, no repetition, no redirects.
///
/// Made by ``withHTTPTransport(configuration:_:)``, which also closes its connections.
public struct HTTPTransport: Transport {
  private let direct: HTTPClient
  private let proxied: HTTPClient?
  private let configuration: HTTPTransportConfiguration

  init(direct: HTTPClient, proxied: HTTPClient?, configuration: HTTPTransportConfiguration) {
    self.direct = direct
    self.proxied = proxied
    self.configuration = configuration
  }

  public func send(_ request: TransportRequest) async throws -> TransportAnswer {
    let target = try RequestTarget(request.url)
    let usesProxy = target.isSecure && configuration.proxy.server(forHost: target.host, port: target.port) != nil
    let client = usesProxy ? proxied ?? direct : direct
    do {
      return try await withDeadline(configuration.timeout) {
        try await Self.exchange(request, over: client, configuration: configuration)
      }
    } catch let failure as TransportFailure {
      throw failure
    } catch {
      try Task.checkCancellation()
      throw TransportFailure(error, target: target, largestAnswer: configuration.largestAnswer)
    }
  }

  private static func exchange(
    _ request: TransportRequest, over client: HTTPClient, configuration: HTTPTransportConfiguration
  ) async throws -> TransportAnswer {
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
    for field in request.headers { outgoing.headers.add(name: field.name, value: field.value) }
    outgoing.headers.replaceOrAdd(name: "Accept-Encoding", value: "gzip")
    if let body = request.body { outgoing.body = .bytes(ByteBuffer(data: body)) }
    let answer = try await client.execute(outgoing, timeout: TimeAmount(configuration.timeout))
    return TransportAnswer(
      status: Int(answer.status.code), headers: Headers(answer.headers.map { Headers.Field($0.name, $0.value) }),
      body: try await Self.body(of: answer, limit: configuration.largestAnswer))
  }

  private static func body(of answer: HTTPClientResponse, limit: Int) async throws -> Data {
    let isEncoded = answer.headers.contains(name: "Content-Encoding")
    let length = answer.headers.first(name: "Content-Length").flatMap { Int($0) }
    if let length, !isEncoded, length > limit { throw TransportFailure.answerTooLarge(limit: limit) }
    var body = Data()
    if let length, !isEncoded { body.reserveCapacity(length) }
    for try await part in answer.body {
      guard body.count + part.readableBytes <= limit else { throw TransportFailure.answerTooLarge(limit: limit) }
      body.append(contentsOf: part.readableBytesView)
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
  }
}

extension TimeAmount {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = .nanoseconds(min(seconds, 1 << 32) * 1_000_000_000 + attoseconds / 1_000_000_000)
  }
}
