public import Foundation
public import PartnerCenter

/// How the HTTP transport connects. The defaults suit the service.
public struct HTTPTransportConfiguration: Sendable {
  /// Connections to one host at once; as many as the request gate lets through.
  public var concurrency: Int
  /// How long making a connection may take, TLS and proxy included.
  public var connectTimeout: Duration
  /// How long one request may take from its first byte to the last byte of its answer.
  public var timeout: Duration
  /// The largest answer that is read, in bytes after gzip is undone: 64 MB, some 30,000 products in one list.
  public var largestAnswer: Int
  /// Where `HTTPS_PROXY` and `NO_PROXY` say to go.
  public var proxy: ProxySettings
  /// A PEM file of further certificate authorities to trust, beside the system's own.
  public var certificateAuthorities: URL?

  /// Creates a configuration; proxy and certificate authorities come from the environment.
  ///
  /// - Parameters:
  ///   - environment: read for `HTTPS_PROXY`, `NO_PROXY` and `SSL_CERT_FILE` only.
  ///   - concurrency: connections to one host; at least 1.
  ///   - connectTimeout: the bound of connecting, TLS and proxy included.
  ///   - timeout: the bound of one request, until the last byte of its response.
  ///   - largestAnswer: bytes of the largest response, after decompression.
  /// - Throws: `TransportFailure.refused` where the address of the proxy cannot be read. The certificate file is read
  ///   later, by ``withHTTPTransport(configuration:isolation:_:)``.
  public init(
    environment: [String: String] = [:], concurrency: Int = 8, connectTimeout: Duration = .seconds(10),
    timeout: Duration = .seconds(100), largestAnswer: Int = 64 << 20
  ) throws {
    self.concurrency = max(1, concurrency)
    self.connectTimeout = connectTimeout
    self.timeout = timeout
    self.largestAnswer = largestAnswer
    proxy = try ProxySettings(environment: environment)
    certificateAuthorities = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
  }

  /// Tells which secrets this sends: the password of the proxy.
  public func addSecrets(to secrets: KnownSecrets) {
    if let password = proxy.server?.password { secrets.add(password) }
  }
}
