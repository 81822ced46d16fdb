import Foundation
import Synchronization

/// Signs in at the identity service and supplies its access token until that expires.
///
/// One request for a token serves all waiting calls. If the requesting call is cancelled, another one takes over.
/// Source: "Partner Center authentication", "Enable the Secure Application Model framework".
public actor SignIn: AccessTokenSource {
  private let credentials: Credentials
  private let endpoint: ServiceEndpoint
  private let audience: String
  private let transport: any Transport
  private let retry: RetryPolicy
  private let clock: RequestClock
  private let timeLimit: Duration
  private let secrets: KnownSecrets
  private let jitter: @Sendable () -> Double
  private let reportUnstored: @Sendable (RefreshTokenFailure) -> Void

  /// Read without waiting for the actor: every request needs the token, which rarely changes.
  private nonisolated let current = Mutex<TimedToken?>(nil)
  private var refreshToken = RotatingRefreshToken()
  private var isAsking = false
  private var waiting: [AsyncStream<Result<AccessToken, any Error>>.Continuation] = []

  /// The number of calls waiting for another call's request.
  var waiters: Int { waiting.count }

  /// The attempts and pauses while the identity service is down.
  ///
  /// If it asks for a longer wait, the run ends with `ServicePause`.
  public static let retry = RetryPolicy(
    attempts: 4, firstPause: .seconds(1), longestPause: .seconds(10), longestRetryAfter: .seconds(60))

  /// The longest wait for one response of the identity service. All attempts together end within two and a half
  /// minutes, plus the waits that it asks for.
  public static let timeLimit: Duration = .seconds(30)

  /// Creates a sign-in. Nothing is sent before the first token is needed.
  ///
  /// - Parameters:
  ///   - credentials: tenant, application and grant.
  ///   - endpoint: the address of the sign-in, and the audience of the tokens.
  ///   - audience: the audience of the tokens, where it is that of another host; `nil` for the endpoint's.
  ///   - transport: carries the requests to the identity service.
  ///   - retry: attempts and pauses while the identity service is down.
  ///   - clock: the clock of lifetimes and pauses.
  ///   - timeLimit: the longest wait for one response.
  ///   - secrets: learns every secret and token of the sign-in, and is applied to every text of the identity service.
  ///   - jitter: from 0 to 1; spreads the repetitions.
  ///   - reportUnstored: called when a new refresh token could not be stored. The run continues with the new token,
  ///     but the next run finds the old one, so that a person must be informed.
  public init(
    _ credentials: Credentials, endpoint: ServiceEndpoint, audience: String? = nil, transport: any Transport,
    retry: RetryPolicy = SignIn.retry, clock: RequestClock = .continuous(), timeLimit: Duration = SignIn.timeLimit,
    secrets: KnownSecrets = KnownSecrets(),
    jitter: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
    reportUnstored: @escaping @Sendable (RefreshTokenFailure) -> Void
  ) {
    self.credentials = credentials
    self.endpoint = endpoint
    self.audience = audience ?? endpoint.audience
    self.transport = transport
    self.retry = retry
    self.clock = clock
    self.timeLimit = timeLimit
    self.secrets = secrets
    self.jitter = jitter
    self.reportUnstored = reportUnstored
  }

  /// A token that is valid now.
  ///
  /// - Throws: `SignInFailure`, `TransportFailure` where the identity service is unreachable, `ServicePause` where it
  ///   asks for too long a wait, `CancellationError` for the cancelled call only.
  public nonisolated func token(replacing refused: AccessToken?) async throws -> AccessToken {
    try Task.checkCancellation()
    return if let token = goodToken(replacing: refused) { token } else { try await newToken(replacing: refused) }
  }

  private nonisolated func goodToken(replacing refused: AccessToken?) -> AccessToken? {
    guard let current = current.withLock({ $0 }), current.token != refused, current.isGood(at: clock.now()) else {
      return nil
    }
    return current.token
  }

  private func newToken(replacing refused: AccessToken?) async throws -> AccessToken {
    while true {
      try Task.checkCancellation()
      if let token = goodToken(replacing: refused) { return token }
      if !isAsking { return try await askForAll() }
      let (responses, continuation) = AsyncStream.makeStream(of: Result<AccessToken, any Error>.self)
      waiting.append(continuation)
      for await response in responses { return try response.get() }
      // The requesting call was cancelled, or this one was: check again.
    }
  }

  private func askForAll() async throws -> AccessToken {
    isAsking = true
    let response: Result<AccessToken, any Error>
    do {
      response = .success(try await ask())
    } catch {
      response = .failure(error)
    }
    isAsking = false
    let isCancelled = if case .failure(is CancellationError) = response { true } else { false }
    for waiter in waiting {
      if !isCancelled { waiter.yield(response) }
      waiter.finish()
    }
    waiting = []
    return try response.get()
  }

  private func ask() async throws -> AccessToken {
    var attempt = 1
    while true {
      let grant = try grant()
      for secret in grant.secrets { secrets.add(secret.text) }
      let askedAt = clock.now()
      let failure: TransportFailure
      var asked: Duration?
      do {
        let response = try await response(to: grant.request(to: endpoint, tenant: credentials.tenant))
        if (200..<300).contains(response.status) {
          if let response = try? TokenResponse(body: response.body) { return accept(response, askedAt: askedAt) }
          failure = .connectionBroken(reason: "the response of the sign-in service cannot be read")
        } else {
          let refusal = SignInError(response, secrets: secrets)
          guard refusal.isTransient else {
            throw refusal.failure(tenant: credentials.tenant, clientID: credentials.clientID)
          }
          let said = ServiceError(response, secrets: secrets)
          asked = said.retryAfter
          if let asked, asked > retry.longestRetryAfter {
            throw ServicePause(asked: asked, serviceError: said, path: "signing in")
          }
          failure = .connectionBroken(reason: "the sign-in service answered \(response.status)")
        }
      } catch let broken as TransportFailure {
        guard broken.isTransient else { throw broken.cleaned(by: secrets) }
        failure = broken.cleaned(by: secrets)
      }
      guard attempt < retry.attempts else { throw failure }
      attempt += 1
      let pause = retry.pause(before: attempt, jitter: jitter())
      try await clock.sleep(clock.now() + max(pause, asked ?? .zero))
    }
  }

  /// Sends the request, and waits for its response within the limit.
  private func response(to request: TransportRequest) async throws -> TransportResponse {
    try await withThrowingTaskGroup(of: TransportResponse?.self) { [transport, timeLimit] group in
      group.addTask { try await transport.send(request) }
      group.addTask {
        try await Task.sleep(for: timeLimit)
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let response = first else { throw TransportFailure.timedOut }
      return response
    }
  }

  private func grant() throws -> TokenGrant {
    guard case .appAndUser(_, let store) = credentials.kind else {
      return TokenGrant(credentials, audience: audience, refreshToken: nil)
    }
    do {
      return TokenGrant(
        credentials, audience: audience, refreshToken: try refreshToken.next(from: store))
    } catch let failure as RefreshTokenFailure {
      throw SignInFailure(code: nil, message: failure.message)
    }
  }

  private func accept(_ response: TokenResponse, askedAt: Duration) -> AccessToken {
    secrets.add(response.accessToken.secret)
    if let rotated = response.refreshToken { secrets.add(rotated) }
    let token = TimedToken(response.accessToken, lifetime: response.lifetime, askedAt: askedAt)
    current.withLock { $0 = token }
    if case .appAndUser(_, let store) = credentials.kind, let rotated = response.refreshToken, !rotated.isEmpty {
      do {
        try refreshToken.replace(with: Secret(rotated), in: store)
      } catch let failure as RefreshTokenFailure {
        reportUnstored(failure)
      } catch {
        reportUnstored(RefreshTokenFailure(message: "The new refresh token could not be stored."))
      }
    }
    return response.accessToken
  }
}
