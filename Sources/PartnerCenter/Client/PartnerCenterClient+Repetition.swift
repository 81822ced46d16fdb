import Foundation
import Logging

/// A call and its repetitions.
extension PartnerCenterClient {
  enum Reply<Value: Sendable>: Sendable {
    case success(Read<Value>)
    case notFound(ServiceError)
    case forbidden(ServiceError)
  }

  struct Read<Value: Sendable>: Sendable {
    var value: Value
    var body: Data
    var requestID: String?
  }

  /// The state that changes from one attempt of a call to the next.
  struct Attempt: Sendable {
    var number = 1
    var requestID: String
    /// The token that the service refused.
    var refused: AccessToken?
    /// The sum of the waits that the service asked for.
    var asked: Duration = .zero
    /// The event of an attempt that may have been carried out; `nil` while there is none.
    var unsettled: UnknownOutcome.Observation?
  }

  /// The result of an attempt that did not fail for good.
  enum Step<Value: Sendable> {
    case reply(Reply<Value>)
    case signInAgain(replacing: AccessToken)
    case again(RequestError)
  }

  /// Cancelled after the request was handed to the transport.
  struct CancelledUnderWay: Error {}

  func send<Value: Sendable>(
    _ call: Call, to url: String, adding extra: Headers = [], isLaterPage: Bool = false, correlationID: String,
    reading read: (TransportResponse) throws -> Value
  ) async throws -> Reply<Value> {
    guard call.isAddressable else {
      throw RequestError(
        cause: .transport(.refused(reason: "it holds an id that is not valid in an address")), path: call.path,
        attempts: 0, requestID: nil)
    }
    var attempt = Attempt(requestID: call.tracing?.requestID ?? randomness.identifier())
    do {
      switch try await repeated(call, &attempt, url: url, extra: extra, correlationID: correlationID, reading: read) {
      // A list whose first page was found does not vanish before its next page.
      case .notFound(let serviceError) where isLaterPage:
        throw RequestError(
          cause: .refused(serviceError), path: call.path, attempts: attempt.number, requestID: serviceError.requestID)
      case let reply: return reply
      }
    } catch {
      throw Self.ending(of: call, with: error, attempt, correlationID: correlationID)
    }
  }

  /// The error that a call ends with: an unknown outcome, where it changes something and any attempt may have been
  /// carried out.
  private static func ending(
    of call: Call, with error: any Error, _ attempt: Attempt, correlationID: String
  ) -> any Error {
    if call.safety == .read { return error is CancelledUnderWay ? CancellationError() : error }
    let last: UnknownOutcome.Observation? =
      switch error {
      case is CancelledUnderWay: .cancelled
      case let failure as RequestError: UnknownOutcome.Observation(failure.cause)
      default: nil
      }
    guard let observation = last ?? attempt.unsettled else { return error }
    let unknown = UnknownOutcome(
      observation: observation, requestID: attempt.requestID, correlationID: correlationID)
    return RequestError(
      cause: .outcomeUnknown(unknown), path: call.path, attempts: attempt.number, requestID: attempt.requestID)
  }

  /// Sends a call as often as its safety and the policy allow.
  private func repeated<Value: Sendable>(
    _ call: Call, _ attempt: inout Attempt, url: String, extra: Headers, correlationID: String,
    reading read: (TransportResponse) throws -> Value
  ) async throws -> Reply<Value> {
    while true {
      // Without a token nothing is sent, and nothing is counted.
      _ = try await token(replacing: attempt.refused, for: call)
      switch try await step(attempt, call, url: url, extra: extra, correlationID: correlationID, reading: read) {
      case .reply(let reply): return reply
      // The service checks the token before it does anything: a 401 proves that the call was not carried out, so that a
      // call of any safety is sent again.
      case .signInAgain(let refused):
        attempt.number += 1
        attempt.refused = refused
        if !call.safety.keepsRequestID { attempt.requestID = randomness.identifier() }
      case .again(let failure):
        attempt.unsettled = UnknownOutcome.Observation(failure.cause) ?? attempt.unsettled
        guard call.safety.allowsRepetition(after: failure.cause) else { throw failure }
        try await waitToRepeat(call, after: failure, &attempt)
        // Any response ends the identity of the request.
        if failure.isAnswered, !call.safety.keepsRequestID { attempt.requestID = randomness.identifier() }
      }
    }
  }

  /// - Throws: the failure where the attempts are used up, ``ServicePause`` where the service asks for too long a wait.
  private func waitToRepeat(_ call: Call, after failure: RequestError, _ attempt: inout Attempt) async throws {
    var asked: Duration?
    if case .refused(let serviceError) = failure.cause { asked = serviceError.retryAfter }
    if case .refused(let serviceError) = failure.cause, let asked,
      asked > retry.longestRetryAfter || attempt.asked + asked > retry.longestRetryAfter * 3
    {
      throw ServicePause(asked: max(asked, attempt.asked), serviceError: serviceError, path: call.path)
    }
    guard attempt.number < (failure.isThrottled ? retry.throttledAttempts : retry.attempts) else { throw failure }
    attempt.number += 1
    attempt.asked += asked ?? .zero
    logger.debug(
      "repeating a call",
      metadata: ["path": "\(call.path)", "attempt": "\(attempt.number)", "after": "\(failure.cause)"])
    // After a 429 the limiter makes all calls wait.
    if failure.isThrottled { return }
    let jittered = retry.pause(before: attempt.number, jitter: randomness.unit())
    try await limiter.wait(max(asked ?? .zero, jittered))
  }
}
