import Foundation

/// One request.
extension PartnerCenterClient {
  /// Sends a call once.
  ///
  /// - Throws: where a repetition would not help.
  func step<Value: Sendable>(
    _ attempt: Attempt, _ call: Call, url: String, extra: Headers, correlationID: String,
    reading read: (TransportResponse) throws -> Value
  ) async throws -> Step<Value> {
    func failure(_ cause: RequestError.Cause) -> RequestError {
      RequestError(cause: cause, path: call.path, attempts: attempt.number, requestID: attempt.requestID)
    }
    let response: Response
    let token: AccessToken
    do {
      (response, token) = try await limiter.pass(isRetry: attempt.number > 1) {
        // Requested again after the wait for the slot, which may have outlasted the token.
        let token = try await self.token(replacing: attempt.refused, for: call)
        let request = self.request(
          call, url: url, extra: extra, token: token, requestID: attempt.requestID, correlationID: correlationID)
        return (try await self.carry(request, attempt: attempt), token)
      }
    } catch let broken as TransportFailure {
      guard broken.isTransient else { throw failure(.transport(broken)) }
      return .again(failure(.transport(broken)))
    } catch is RequestLimiter.CircuitOpen {
      throw RequestError(cause: .circuitOpen, path: call.path, attempts: attempt.number - 1, requestID: nil)
    }
    switch response {
    case .success(let response):
      guard call.isWhole(response.status) else {
        return .again(failure(.unreadable("with status \(response.status) it is not a whole response")))
      }
      if response.body.withUnsafeBytes({ secrets.isQuoted(in: $0) }) {
        return .again(failure(.unreadable("it repeats a secret of this program")))
      }
      do {
        return .reply(
          .success(
            Read(
              value: try read(response), body: response.body,
              requestID: response.headers.first("MS-RequestId") ?? attempt.requestID)))
      } catch {
        if let serviceError = ServiceError(inSuccess: response, secrets: secrets) {
          throw failure(.refused(serviceError))
        }
        return .again(failure(.unreadable(Self.explain(error))))
      }
    case .refused(let serviceError): return try step(after: serviceError, of: token, attempt, call)
    }
  }

  private func step<Value: Sendable>(
    after serviceError: ServiceError, of token: AccessToken, _ attempt: Attempt, _ call: Call
  ) throws -> Step<Value> {
    let failure = RequestError(
      cause: .refused(serviceError), path: call.path, attempts: attempt.number, requestID: serviceError.requestID)
    switch serviceError.disposition {
    case .forbidden: return .reply(.forbidden(serviceError))
    case .notFound:
      // A code about another kind of resource says nothing about this one.
      guard let thing = serviceError.absentThing, call.subject.belongs(to: thing) else { throw failure }
      return .reply(.notFound(serviceError))
    case .signInAgain where attempt.refused == nil: return .signInAgain(replacing: token)
    case .notPermitted, .signInAgain: throw PermissionDenied(serviceError: serviceError, path: call.path)
    case .final: throw failure
    case .throttled, .transient: return .again(failure)
    }
  }

  /// A response, with its error read once for all readers.
  private enum Response: Sendable {
    case success(TransportResponse)
    case refused(ServiceError)
  }

  /// Sends a request, and reports the result to the limiter before the next request gets its slot.
  private func carry(_ request: TransportRequest, attempt: Attempt) async throws -> Response {
    let response: TransportResponse
    do {
      response = try await transport.send(request)
    } catch let broken as TransportFailure {
      if broken.isTransient { limiter.failed() }
      throw broken.cleaned(by: secrets)
    } catch is CancellationError {
      throw CancelledUnderWay()
    }
    serviceClock.heard(response.headers, now: now)
    guard !(200..<300).contains(response.status) else {
      limiter.succeeded()
      return .success(response)
    }
    var serviceError = ServiceError(response, secrets: secrets)
    serviceError.requestID = serviceError.requestID ?? attempt.requestID
    switch serviceError.disposition {
    case .throttled:
      let pause = retry.throttlePause(
        before: attempt.number + 1, retryAfter: serviceError.retryAfter, jitter: randomness.unit())
      limiter.throttled(pause: min(pause, retry.longestRetryAfter))
    case .transient: limiter.failed()
    case .forbidden, .notFound, .notPermitted, .signInAgain, .final: limiter.succeeded()
    }
    return .refused(serviceError)
  }

  /// - Throws: ``RequestError`` where the identity service is unreachable, after its own repetitions.
  func token(replacing refused: AccessToken?, for call: Call) async throws -> AccessToken {
    do {
      let token = try await tokens.token(replacing: refused)
      secrets.add(token.secret)
      return token
    } catch let failure as TransportFailure {
      let cause: TransportFailure =
        failure.isTransient
        ? .notConnected(reason: "signing in: \(failure)") : .refused(reason: "signing in: \(failure)")
      throw RequestError(cause: .transport(cause), path: call.path, attempts: 0, requestID: nil)
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

  /// The reason why JSON could not be read, without any of its content.
  private static func explain(_ error: any Error) -> String {
    switch error {
    case let fault as PagingFault: fault.description
    case is JSONScanner.Malformed: "not valid JSON"
    case is ResponseOfAnother: "it is of another thing than was asked for"
    case is ReadingAllowance.Spent: "it holds more than a response should"
    case WireObject.Fault.missing(let name): "a resource without \(name)"
    case WireObject.Fault.unreadable(let name): "a resource whose \(name) cannot be read"
    default: "not of the expected shape"
    }
  }
}
