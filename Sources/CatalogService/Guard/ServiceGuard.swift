public import CatalogJSON
import Synchronization

/// Decides whether a request is answered, before anything of it is looked at: its host, then the page that asks, then its
/// token, then its rate.
public final class ServiceGuard: Sendable {
  private let hosts: AllowedHosts
  private let scopes: Set<ServiceAccess.Scope>
  private let advice: @Sendable (ErrorCode) -> String?
  private let now: @Sendable () -> Duration
  private let tokens: Mutex<AccessTokens?>
  private let rates: Mutex<RateLimit<Client>>

  /// Whose requests are counted together.
  private enum Client: Hashable, Sendable {
    case token(String)
    case peer(ServiceRequest.Peer)
  }

  /// - Parameters:
  ///   - hosts: the names of the service.
  ///   - tokens: `nil` where everybody who reaches the service may read.
  ///   - scopes: the most that is read, whatever a token permits.
  ///   - perSecond: requests a second of a token, or of an address without one.
  ///   - burst: requests at once.
  ///   - advice: the next step for an error, in the words of the program.
  ///   - now: a clock that never goes back.
  public init(
    hosts: AllowedHosts, tokens: AccessTokens? = nil,
    scopes: Set<ServiceAccess.Scope> = Set(ServiceAccess.Scope.allCases),
    perSecond: Int = 50, burst: Int = 100, advice: @escaping @Sendable (ErrorCode) -> String? = { _ in nil },
    now: (@Sendable () -> Duration)? = nil
  ) {
    self.hosts = hosts
    self.scopes = scopes
    self.advice = advice
    let start = ContinuousClock.now
    self.now = now ?? { start.duration(to: .now) }
    self.tokens = Mutex(tokens)
    rates = Mutex(RateLimit(perSecond: perSecond, burst: burst))
  }

  /// Replaces the tokens: requests from now on are checked against these.
  public func replace(tokens new: AccessTokens) { tokens.withLock { $0 = new } }

  /// Decides about a request by its head; its body may not be there yet.
  ///
  /// - Parameters:
  ///   - request: nothing of it has been checked.
  ///   - isPage: whether its path is one that a person may come to by a link.
  ///   - isProbe: whether its path shows the state of the service alone: neither token nor rate are looked at.
  /// - Returns: what may be read; nothing for a probe without a token.
  /// - Throws: ``GuardRefusal``.
  public func access(
    of request: ServiceRequest, isPage: () -> Bool = { false }, isProbe: () -> Bool = { false }
  ) throws(GuardRefusal) -> ServiceAccess {
    guard let host = hosts.host(of: request) else {
      throw GuardRefusal(
        .host, error(.hostUnknown, "The request names a host that is not allowed. Nothing was read."))
    }
    let origins = request.headers[all: "Origin"]
    guard origins.count < 2, origins.allSatisfy({ hosts.allows(origin: $0, asking: host) }),
      FetchMetadata.allows(request, isPage: isPage)
    else {
      throw GuardRefusal(.origin, error(.forbidden, "The request comes from a page of another site. Nothing was read."))
    }
    if isProbe() { return ServiceAccess(scopes: []) }
    let answer = permission(of: request)
    let client = answer?.label.map(Client.token) ?? .peer(request.peer)
    // Whoever may connect to the file of a Unix socket is trusted with its rate; a proxy there speaks for many.
    if client != .peer(.unixSocket), let wait = rates.withLock({ $0.take(client, at: now()) }) {
      let seconds = wait.components.attoseconds > 0 ? wait.components.seconds + 1 : wait.components.seconds
      throw GuardRefusal(
        .rate,
        ServiceError(
          .tooManyRequests,
          "Too many requests. Nothing was read. Repeat it after the time in Retry-After.",
          headers: ["Retry-After": "\(max(1, seconds))"]))
    }
    guard let answer else {
      throw GuardRefusal(
        .token,
        error(
          .unauthorized,
          "The request has no valid token: it belongs into Authorization, as Bearer or as the password of Basic.",
          [
            "WWW-Authenticate": "Bearer realm=\"partner-catalog\"",
            "WWW-Authenticate": "Basic realm=\"partner-catalog\", charset=\"UTF-8\"",
          ]))
    }
    return answer
  }

  /// An error with the next step.
  private func error(_ code: ErrorCode, _ message: String, _ headers: ServiceHeaders = [:]) -> ServiceError {
    ServiceError(code, advice(code).map { "\(message) \($0)" } ?? message, headers: headers)
  }

  /// The permission of a request; `nil` where a token is needed and absent or unknown.
  private func permission(of request: ServiceRequest) -> ServiceAccess? {
    guard let tokens = tokens.withLock({ $0 }) else { return ServiceAccess(scopes: scopes) }
    guard let secret = AuthorizationField.token(of: request), let entry = tokens.entry(of: secret) else { return nil }
    return ServiceAccess(label: entry.label, scopes: entry.scopes.intersection(scopes))
  }
}
