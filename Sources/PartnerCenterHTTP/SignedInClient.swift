public import Logging
public import PartnerCenter

/// Connects to the service with an account while the body runs: transport, sign-in, request limiter and client.
///
/// Nothing is sent before the first call of the client. The body runs as ``withHTTPTransport(configuration:isolation:_:)``
/// says.
///
/// - Parameters:
///   - credentials: the account.
///   - endpoint: the base addresses of the service and its sign-in.
///   - configuration: proxy, certificates, time-outs and connections.
///   - limiter: the rate limit and the budget; shared by every client of one tenant.
///   - locale: the language of titles and descriptions, such as `en-US`.
///   - secrets: removed from every text that the service repeats; those of the configuration and of the account are added.
///   - logger: discards everything by default.
///   - reportUnstored: receives a rotated refresh token's failure to be stored. The run continues with the new token, but
///     the next run finds the old one, so that a person must be informed.
///   - isolation: the actor of the caller.
///   - body: the work; connections close when it returns.
/// - Returns: the value of `body`.
/// - Throws: the errors of `body`, and `TransportFailure.refused` where the certificate file cannot be read.
public func withPartnerCenterClient<Result: Sendable>(
  _ credentials: Credentials, endpoint: ServiceEndpoint = ServiceEndpoint(cloud: .global),
  configuration: HTTPTransportConfiguration, limiter: RequestLimiter, locale: String = "en-US",
  secrets: KnownSecrets = KnownSecrets(),
  logger: Logger = Logger(label: "partner-catalog", factory: { _ in SwiftLogNoOpLogHandler() }),
  reportUnstored: @escaping @Sendable (RefreshTokenFailure) -> Void,
  isolation: isolated (any Actor)? = #isolation,
  _ body: (PartnerCenterClient) async throws -> Result
) async throws -> Result {
  try await withPartnerCenterClient(
    credentials, endpoint: endpoint, configuration: configuration, limiter: limiter, locale: locale, secrets: secrets,
    logger: logger, reportUnstored: reportUnstored
  ) { client, _ in try await body(client) }
}

/// The same, with the transport, which carries files that need no token.
///
/// - Parameters:
///   - credentials: the account.
///   - endpoint: the base addresses of the service and its sign-in.
///   - configuration: proxy, certificates, time-outs and connections.
///   - limiter: the rate limit and the budget; shared by every client of one tenant.
///   - locale: the language of titles and descriptions, such as `en-US`.
///   - secrets: removed from every text that the service repeats.
///   - logger: discards everything by default.
///   - reportUnstored: receives a rotated refresh token's failure to be stored.
///   - isolation: the actor of the caller.
///   - body: the work; connections close when it returns.
/// - Returns: the value of `body`.
/// - Throws: the errors of `body`, and `TransportFailure.refused` where the certificate file cannot be read.
public func withPartnerCenterClient<Result: Sendable>(
  _ credentials: Credentials, endpoint: ServiceEndpoint = ServiceEndpoint(cloud: .global),
  configuration: HTTPTransportConfiguration, limiter: RequestLimiter, locale: String = "en-US",
  secrets: KnownSecrets = KnownSecrets(),
  logger: Logger = Logger(label: "partner-catalog", factory: { _ in SwiftLogNoOpLogHandler() }),
  reportUnstored: @escaping @Sendable (RefreshTokenFailure) -> Void,
  isolation: isolated (any Actor)? = #isolation,
  _ body: (PartnerCenterClient, any FileTransport) async throws -> Result
) async throws -> Result {
  configuration.addSecrets(to: secrets)
  return try await withHTTPTransport(configuration: configuration) { transport in
    let signIn = SignIn(
      credentials, endpoint: endpoint, transport: transport, secrets: secrets, reportUnstored: reportUnstored)
    return try await body(
      PartnerCenterClient(
        endpoint: endpoint, transport: transport, tokens: signIn, limiter: limiter, locale: locale, secrets: secrets,
        logger: logger), transport)
  }
}
