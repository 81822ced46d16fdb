public import Foundation
public import Logging

/// A client of Partner Center: one call in, one outcome out. Repeats, waits and signs in as needed.
public struct PartnerCenterClient: Sendable {
  let endpoint: ServiceEndpoint
  private(set) var transport: any Transport
  let tokens: any AccessTokenSource
  let limiter: RequestLimiter
  let retry: RetryPolicy
  let locale: String
  let logger: Logger
  let randomness: Randomness
  let secrets: KnownSecrets
  let now: @Sendable () -> Date
  let serviceClock = ServiceClock()

  /// The source of jitter and tracing ids.
  public struct Randomness: Sendable {
    let unit: @Sendable () -> Double
    let identifier: @Sendable () -> String

    /// Creates a source, such as a seeded one for tests.
    ///
    /// - Parameters:
    ///   - unit: returns a number from 0 to 1.
    ///   - identifier: returns a GUID.
    public init(unit: @escaping @Sendable () -> Double, identifier: @escaping @Sendable () -> String) {
      self.unit = unit
      self.identifier = identifier
    }

    /// The system's own.
    public static let system = Randomness(
      unit: { Double.random(in: 0...1) }, identifier: RandomIdentifier.text)
  }

  /// Creates a client. Nothing is sent before the first call.
  ///
  /// - Parameters:
  ///   - endpoint: the base addresses of the service and its sign-in.
  ///   - transport: carries each request once, without repetition.
  ///   - tokens: the source of access tokens, asked before each request.
  ///   - limiter: the rate limit; shared by every client of one tenant.
  ///   - locale: the language of titles and descriptions (`X-Locale`), such as `en-US`. Not checked here.
  ///   - retry: attempts and pauses of a call.
  ///   - randomness: the source of jitter and tracing ids.
  ///   - secrets: removed from every text that the service repeats; the same instance as the sign-in's.
  ///   - now: this machine's clock, compared with the service's.
  ///   - logger: discards everything by default.
  public init(
    endpoint: ServiceEndpoint, transport: any Transport, tokens: any AccessTokenSource, limiter: RequestLimiter,
    locale: String = "en-US", retry: RetryPolicy = RetryPolicy(), randomness: Randomness = .system,
    secrets: KnownSecrets = KnownSecrets(), now: @escaping @Sendable () -> Date = { Date() },
    logger: Logger = Logger(label: "partner-catalog", factory: { _ in SwiftLogNoOpLogHandler() })
  ) {
    self.endpoint = endpoint
    self.transport = transport
    self.tokens = tokens
    self.limiter = limiter
    self.locale = locale
    self.retry = retry
    self.randomness = randomness
    self.secrets = secrets
    self.now = now
    self.logger = logger
  }

  /// The same client over another transport.
  func carried(by transport: any Transport) -> PartnerCenterClient {
    var client = self
    client.transport = transport
    return client
  }

  /// The requests sent so far, by all clients of the limiter.
  public var traffic: RequestCounts { limiter.count }

  /// How long no request is sent because the service asked for it, or is down; `nil` for no pause.
  public var pauseLeft: Duration? { limiter.pauseLeft }

  /// Seconds that the service's clock is ahead of this machine's, from the `Date` of the latest responses; `nil` before
  /// the first response with a usable `Date`.
  public var clockSkew: TimeInterval? { serviceClock.skew }

  /// The difference of clocks that does not matter: responses take time.
  public static let toleratedSkew: TimeInterval = 60

  /// This machine's time, or the service's where this machine's is ahead of it: a stored time that is too early makes
  /// data look old, one that is too late makes it look fresh as long as the clock was wrong.
  public var timeNotAhead: Date {
    let time = now()
    guard let skew = clockSkew, skew < -Self.toleratedSkew else { return time }
    return time.addingTimeInterval(skew)
  }

  /// Runs the body, and cancels it at the latest a second after the budget of time is spent, whatever it waits for.
  ///
  /// - Returns: the result of the body, and whether the time ran out.
  public func endingInTime<Result: Sendable>(
    _ body: @escaping @Sendable () async -> Result
  ) async -> (result: Result, isTimeSpent: Bool) { await limiter.endingInTime(body) }

  /// The correlation id of all attempts and pages of a call.
  func correlationID(of call: Call) -> String { call.tracing?.correlationID ?? randomness.identifier() }

  /// Ids for a call whose caller must know them before it is sent, from the randomness of the client.
  public func newTracingIDs() -> TracingIDs {
    TracingIDs(unchecked: randomness.identifier(), correlationID: randomness.identifier())
  }

  /// Reads one resource.
  ///
  /// - Returns: the resource. "Not found" and "forbidden" are outcomes, not errors.
  /// - Throws: ``RequestError``, ``PermissionDenied``, ``SignInFailure``, ``BudgetExceeded``, ``ServicePause``,
  ///   `CancellationError`.
  public func get<Value: WireResource>(_ call: Call, as type: Value.Type = Value.self) async throws
    -> Outcome<Value>
  {
    let reply = try await send(
      call, to: endpoint.url(path: call.path), correlationID: correlationID(of: call),
      reading: { response in
        let value = try Value(body: response.body)
        guard value.isAnswer(to: call) else { throw ResponseOfAnother() }
        return value
      })
    switch reply {
    case .success(let read): return .found(read.value)
    case .notFound(let serviceError): return .notFound(serviceError)
    case .forbidden(let serviceError): return .forbidden(serviceError)
    }
  }

  /// Sends a call whose response has no body worth reading.
  ///
  /// - Returns: `found` where the service has carried the call out, or begun to.
  /// - Throws: as ``get(_:as:)``. Where the call changes something, an error other than
  ///   ``RequestError/Cause/outcomeUnknown(_:)`` means that it was not carried out.
  public func perform(_ call: Call) async throws -> Outcome<Void> {
    let reply = try await send(
      call, to: endpoint.url(path: call.path), correlationID: correlationID(of: call),
      reading: { response in
        if let refusal = ServiceError(inSuccess: response, secrets: secrets) { throw refusal }
        guard call.isConfirmed(by: response) else { throw ResponseOfAnother() }
      })
    switch reply {
    case .success: return .found(())
    case .notFound(let serviceError): return .notFound(serviceError)
    case .forbidden(let serviceError): return .forbidden(serviceError)
    }
  }
}
