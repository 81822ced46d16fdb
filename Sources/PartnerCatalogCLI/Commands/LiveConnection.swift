import Foundation
import Logging
import PartnerCenter

#if LiveClient
  import PartnerCenterHTTP
#endif

/// Connections over the network, in builds with the HTTP client: the package trait `LiveClient`, which is on by default.
///
/// A build without it has the built-in demo alone, and needs neither TLS nor an HTTP client to compile.
enum LiveConnection {
  #if LiveClient
    /// Opens a transport while the body runs.
    static func withTransport<Result: Sendable>(
      _ configuration: HTTPTransportConfiguration, _ body: (any FileTransport) async throws -> Result
    ) async throws -> Result {
      try await withHTTPTransport(configuration: configuration) { try await body($0) }
    }

    /// Opens a client that is signed in while the body runs, and the transport, which carries files.
    static func withClient<Result: Sendable>(
      _ credentials: Credentials, endpoint: ServiceEndpoint, configuration: HTTPTransportConfiguration,
      limiter: RequestLimiter, locale: String, logger: Logger,
      reportUnstored: @escaping @Sendable (RefreshTokenFailure) -> Void,
      _ body: (PartnerCenterClient, any FileTransport) async throws -> Result
    ) async throws -> Result {
      try await withPartnerCenterClient(
        credentials, endpoint: endpoint, configuration: configuration, limiter: limiter, locale: locale, logger: logger,
        reportUnstored: reportUnstored, body)
    }

    /// The number of certificates in a PEM file.
    static func certificateCount(in path: String) throws -> Int {
      try CertificateFile.count(in: URL(fileURLWithPath: path))
    }
  #else
    static func withTransport<Result: Sendable>(
      _ configuration: HTTPTransportConfiguration, _ body: (any FileTransport) async throws -> Result
    ) async throws -> Result { throw absent }

    static func withClient<Result: Sendable>(
      _ credentials: Credentials, endpoint: ServiceEndpoint, configuration: HTTPTransportConfiguration,
      limiter: RequestLimiter, locale: String, logger: Logger,
      reportUnstored: @escaping @Sendable (RefreshTokenFailure) -> Void,
      _ body: (PartnerCenterClient, any FileTransport) async throws -> Result
    ) async throws -> Result { throw absent }

    static func certificateCount(in path: String) throws -> Int { throw absent }

    private static let absent = CommandError.configuration(
      "This program was built without its HTTP client, for the built-in demo. Nothing was sent. "
        + "Build it with its default traits (tools/install PREFIX), or use `--demo`.")
  #endif
}
