public import Foundation

/// The settings of the HTTP transport. The defaults suit the service.
public struct HTTPTransportConfiguration: Sendable {
  /// Simultaneous connections to one host; at least the concurrency of the request limiter.
  public var concurrency: Int
  /// The bound of connecting, TLS and proxy included.
  public var connectTimeout: Duration
  /// The bound of one request, from its first byte to the last byte of its response.
  public var timeout: Duration
  /// The bound of a response in bytes, after decompression: 64 MB, some 30,000 products in one list.
  public var largestAnswer: Int
  /// The proxy, from `HTTPS_PROXY` and `NO_PROXY`.
  public var proxy: ProxySettings
  /// A PEM file of additional certificate authorities; `nil` for the system's alone.
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
  ///   later, by `withHTTPTransport`.
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

  /// Adds the secrets that the transport sends: the password of the proxy.
  public func addSecrets(to secrets: KnownSecrets) {
    if let password = proxy.server?.password { secrets.add(password) }
  }
}
