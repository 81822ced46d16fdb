import Foundation
public import Logging

/// Speaks to Partner Center: one call in, one outcome out. Repeats, waits and signs in where that makes sense.
public struct PartnerCenterClient: Sendable {
  private let endpoint: ServiceEndpoint
  private let transport: any Transport
  private let tokens: any AccessTokenSource
  private let gate: RequestGate
  private let retry: RetryPolicy
  private let locale: String
  private let logger: Logger
  private let randomness: Randomness

  /// Where jitter and tracing ids come from.
  public struct Randomness: Sendable {
    let unit: @Sendable () -> Double
    let identifier: @Sendable () -> String

    /// - Parameters:
    ///   - unit: a number from 0 to 1.
    ///   - identifier: a GUID.
    public init(unit: @escaping @Sendable () -> Double, identifier: @escaping @Sendable () -> String) {
      self.unit = unit
      self.identifier = identifier
    }

    /// The system's own.
    public static let system = Randomness(
      unit: { Double.random(in: 0...1) }, identifier: RandomIdentifier.text)
  }

  /// - Parameters:
  ///   - locale: the language of titles and descriptions (`X-Locale`).
  ///   - gate: shared by every client of one tenant.
  public init(
    endpoint: ServiceEndpoint, transport: any Transport, tokens: any AccessTokenSource, gate: RequestGate,
    locale: String = "en-US", retry: RetryPolicy = RetryPolicy(), randomness: Randomness = .system,
    logger: Logger = Logger(label: "partner-catalog", factory: { _ in SwiftLogNoOpLogHandler() })
  ) {
    self.endpoint = endpoint
    self.transport = transport
    self.tokens = tokens
    self.gate = gate
    self.locale = locale
    self.retry = retry
    self.randomness = randomness
    self.logger = logger
  }

  /// What was sent so far, by everyone who shares the gate.
  public var traffic: TrafficCount { gate.count }

  /// Asks for one thing.
  ///
  /// - Throws: ``CallFailure``, ``NotPermitted``, ``SignInFailure``, ``BudgetSpent``, `CancellationError`.
  public func get<Value: WireResource>(_ call: Call, as type: Value.Type = Value.self) async throws
    -> Outcome<Value>
  {
    let reply = try await send(
      call, to: endpoint.url(path: call.path), correlationID: randomness.identifier(),
      reading: { body in try Value(body: body) })
    switch reply {
    case .success(let read): return .found(read.value)
    case .notFound(let refusal): return .notFound(refusal)
    case .forbidden(let refusal): return .forbidden(refusal)
    }
  }

  /// Has something done whose answer has no body worth reading.
  ///
  /// A broken connection is repeated under the same `MS-RequestId`, so that the service does it once.
  /// - Throws: as ``get(_:as:)``.
  public func perform(_ call: Call) async throws -> Outcome<Void> {
    let reply = try await send(
      call, to: endpoint.url(path: call.path), correlationID: randomness.identifier(), reading: { _ in })
    switch reply {
    case .success: return .found(())
    case .notFound(let refusal): return .notFound(refusal)
    case .forbidden(let refusal): return .forbidden(refusal)
    }
  }

  /// Reads a list to its end, following every `next` link.
  ///
  /// - Parameter known: the hash of an earlier reading. Where the bodies are the same, nothing is decoded.
  /// - Throws: as ``get(_:as:)``. What was read of a list that cannot be read to its end is thrown away.
  public func list<Item: WireResource>(
    _ call: Call, of type: Item.Type = Item.self, unless known: ContentHash? = nil
  ) async throws -> ListOutcome<Item> {
    var items: [Item] = []
    var unreadable = 0
    var pages = 0
    var hash = BodyHash()
    var url = endpoint.url(path: call.path)
    var headers = Headers()
    var seen: Set<String> = [url]
    let correlationID = randomness.identifier()
    while true {
      let isFirst = pages == 0
      let answer = try await send(
        call, to: url, adding: headers, isLaterPage: !isFirst, correlationID: correlationID
      ) { body -> Page<Item>? in
        // Only a list of one page can be recognised before it is decoded: the next link stands in the body.
        if isFirst, let known, ContentHash(of: body) == known { return nil }
        return try Page<Item>(body: body)
      }
      switch answer {
      case .notFound(let refusal): return .notFound(refusal)
      case .forbidden(let refusal): return .forbidden(refusal)
      case .success(let read):
        guard let page = read.value else { return .unchanged(known ?? ContentHash(of: read.body)) }
        items += page.items
        unreadable += page.unreadable
        pages += 1
        read.body.withUnsafeBytes { hash.add($0) }
        guard let next = page.next else {
          let hash = hash.whole
          return hash == known
            ? .unchanged(hash)
            : .read(ListReading(items: items, unreadable: unreadable, pages: pages, hash: hash))
        }
        do {
          url = try endpoint.resolve(next)
          headers = endpoint.followableHeaders(of: next)
          if page.items.isEmpty && page.unreadable == 0 { throw PagingFault.emptyPageWithNext }
          let key = url + headers.map { "\n\($0.name.lowercased()):\($0.value)" }.joined()
          guard seen.insert(key).inserted else { throw PagingFault.loop(uri: next.uri) }
        } catch let fault as PagingFault {
          throw CallFailure(
            cause: .paging(fault.description), path: call.path, attempts: 1, requestID: read.requestID)
        }
      }
    }
  }

  // MARK: - One request and its repetitions

  private enum Reply<Value: Sendable>: Sendable {
    case success(Read<Value>)
    case notFound(ServiceRefusal)
    case forbidden(ServiceRefusal)
  }

  private struct Read<Value: Sendable>: Sendable {
    var value: Value
    var body: Data
    var requestID: String?
  }

  /// What changes from one sending of a call to the next.
  private struct Attempt: Sendable {
    var number = 1
    var requestID: String
    /// The token that the service would not have.
    var refused: AccessToken?
  }

  /// What follows from an attempt that did not fail for good.
  private enum Step<Value: Sendable> {
    case reply(Reply<Value>)
    case signInAgain(replacing: AccessToken)
    /// The pause is what the service itself asks for.
    case again(CallFailure, pause: Duration? = nil)
  }

  private func send<Value: Sendable>(
    _ call: Call, to url: String, adding extra: Headers = [], isLaterPage: Bool = false, correlationID: String,
    reading read: (Data) throws -> Value
  ) async throws -> Reply<Value> {
    var attempt = Attempt(requestID: randomness.identifier())
    while true {
      // Whoever cannot sign in sends nothing, and nothing is counted.
      _ = try await token(replacing: attempt.refused, for: call)
      switch try await step(attempt, call, url: url, extra: extra, correlationID: correlationID, reading: read) {
      // What answered a moment ago has not gone in the middle of its own list.
      case .reply(.notFound(let refusal)) where isLaterPage:
        throw CallFailure(
          cause: .refused(refusal), path: call.path, attempts: attempt.number, requestID: refusal.requestID)
      case .reply(let reply): return reply
      case .signInAgain(let refused):
        attempt = Attempt(number: attempt.number + 1, requestID: randomness.identifier(), refused: refused)
      case .again(let failure, let pause):
        guard attempt.number < (failure.isThrottled ? retry.throttledAttempts : retry.attempts) else { throw failure }
        attempt.number += 1
        logger.debug(
          "repeating a call",
          metadata: ["path": "\(call.path)", "attempt": "\(attempt.number)", "after": "\(failure.cause)"])
        if !failure.isThrottled {
          let jittered = retry.pause(before: attempt.number, jitter: randomness.unit())
          try await gate.wait(pause.map { max($0, jittered) } ?? jittered)
        }
        // Any answer, good or bad, ends the identity of the request.
        if failure.isAnswered { attempt.requestID = randomness.identifier() }
      }
    }
  }

  /// Sends a call once.
  ///
  /// - Throws: where sending it again would not help.
  private func step<Value: Sendable>(
    _ attempt: Attempt, _ call: Call, url: String, extra: Headers, correlationID: String,
    reading read: (Data) throws -> Value
  ) async throws -> Step<Value> {
    func failure(_ cause: CallFailure.Cause) -> CallFailure {
      CallFailure(cause: cause, path: call.path, attempts: attempt.number, requestID: attempt.requestID)
    }
    let answer: Answer
    let token: AccessToken
    do {
      (answer, token) = try await gate.pass(isRetry: attempt.number > 1) {
        // Asked for once more, now that the turn has come: the wait may have been longer than the token's life.
        let token = try await self.token(replacing: attempt.refused, for: call)
        let request = self.request(
          call, url: url, extra: extra, token: token, requestID: attempt.requestID, correlationID: correlationID)
        return (try await self.carry(request, attempt: attempt), token)
      }
    } catch let broken as TransportFailure {
      guard broken.isTransient else { throw failure(.transport(broken)) }
      return .again(failure(.transport(broken)))
    } catch is RequestGate.GivenUp {
      throw CallFailure(
        cause: .transport(.connectionBroken(reason: "given up: the service has been out of order for long")),
        path: call.path, attempts: attempt.number - 1, requestID: nil)
    }
    switch answer {
    case .success(let answer):
      do {
        return .reply(
          .success(
            Read(
              value: try read(answer.body), body: answer.body,
              requestID: answer.headers.first("MS-RequestId") ?? attempt.requestID)))
      } catch {
        if let refusal = ServiceRefusal(inSuccess: answer) { throw failure(.refused(refusal)) }
        return .again(failure(.unreadable(Self.explain(error))))
      }
    case .refused(let refusal): return try step(after: refusal, of: token, attempt, call)
    }
  }

  private func step<Value: Sendable>(
    after refusal: ServiceRefusal, of token: AccessToken, _ attempt: Attempt, _ call: Call
  ) throws -> Step<Value> {
    let failure = CallFailure(
      cause: .refused(refusal), path: call.path, attempts: attempt.number, requestID: refusal.requestID)
    switch refusal.disposition {
    case .forbidden: return .reply(.forbidden(refusal))
    case .notFound:
      // A code that speaks of another kind of thing says nothing of this one.
      guard let thing = refusal.absentThing, call.subject.belongs(to: thing) else { throw failure }
      return .reply(.notFound(refusal))
    case .signInAgain where attempt.refused == nil: return .signInAgain(replacing: token)
    case .notPermitted, .signInAgain: throw NotPermitted(refusal: refusal, path: call.path)
    case .final: throw failure
    case .throttled:
      if let after = refusal.retryAfter, after > retry.longestRetryAfter { throw failure }
      return .again(failure)
    case .transient: return .again(failure, pause: refusal.retryAfter.map { min($0, retry.longestRetryAfter) })
    }
  }

  /// An answer, a refusal read once for everyone who asks what it means.
  private enum Answer: Sendable {
    case success(TransportAnswer)
    case refused(ServiceRefusal)
  }

  /// Sends a request, and tells the gate what came back before anyone else has his turn.
  private func carry(_ request: TransportRequest, attempt: Attempt) async throws -> Answer {
    let answer: TransportAnswer
    do {
      answer = try await transport.send(request)
    } catch let broken as TransportFailure {
      if broken.isTransient { gate.failed() }
      throw broken
    }
    guard !(200..<300).contains(answer.status) else {
      gate.succeeded()
      return .success(answer)
    }
    var refusal = ServiceRefusal(answer)
    refusal.requestID = refusal.requestID ?? attempt.requestID
    switch refusal.disposition {
    case .throttled:
      let pause = retry.throttlePause(
        before: attempt.number + 1, retryAfter: refusal.retryAfter, jitter: randomness.unit())
      gate.throttled(pause: min(pause, retry.longestRetryAfter))
    case .transient: gate.failed()
    case .forbidden, .notFound, .notPermitted, .signInAgain, .final: gate.succeeded()
    }
    return .refused(refusal)
  }

  /// - Throws: ``CallFailure`` where the sign-in cannot be reached; repetitions are behind it already.
  private func token(replacing refused: AccessToken?, for call: Call) async throws -> AccessToken {
    do {
      return try await tokens.token(replacing: refused)
    } catch let failure as TransportFailure {
      let cause: TransportFailure =
        failure.isTransient
        ? .connectionBroken(reason: "signing in: \(failure)") : .refused(reason: "signing in: \(failure)")
      throw CallFailure(cause: .transport(cause), path: call.path, attempts: 0, requestID: nil)
    }
  }

  private func request(
    _ call: Call, url: String, extra: Headers, token: AccessToken, requestID: String, correlationID: String
  ) -> TransportRequest {
    var headers = extra
    headers.set("Authorization", "Bearer \(token.secret)")
    headers.set("Accept", "application/json")
    headers.set("MS-Contract-Version", "v1")
    headers.set("MS-RequestId", requestID)
    headers.set("MS-CorrelationId", correlationID)
    headers.set("X-Locale", locale)
    headers.set("MS-PartnerCenter-Application", "partner-catalog")
    if call.body != nil { headers.set("Content-Type", "application/json") }
    return TransportRequest(method: call.method, url: url, headers: headers, body: call.body)
  }

  /// Why JSON could not be read, in a few words and without any of its content.
  private static func explain(_ error: any Error) -> String {
    switch error {
    case let fault as PagingFault: fault.description
    case is JSONScanner.Malformed: "not valid JSON"
    case WireObject.Fault.missing(let name): "a resource without \(name)"
    default: "not of the expected shape"
    }
  }
}
