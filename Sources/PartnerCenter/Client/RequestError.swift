/// A call that failed, after all repetitions that its safety and policy allow.
///
/// "Forbidden" and "not found" are outcomes, not errors. A caller whose question they leave open turns them into
/// errors.
public struct RequestError: Error, Sendable {
  /// The reason why a call failed.
  public enum Cause: Sendable {
    /// No complete response arrived.
    case transport(TransportFailure)
    /// The service sent an error response.
    case refused(ServiceError)
    /// The service sent 200 with an unreadable body. The text gives the reason.
    case unreadable(String)
    /// The list cannot be followed to its end.
    case paging(String)
    /// Not sent: the service has failed for so long that no call waits any more. The network is not the cause.
    case circuitOpen
    /// The call may change something, and may or may not have been carried out.
    case outcomeUnknown(UnknownOutcome)
  }

  /// The reason, and whether the outcome is known.
  public var cause: Cause
  /// Path and query of the call: `/products?country=DE&targetView=Azure`.
  public var path: String
  /// The number of attempts; 0 where the sign-in before it failed, or the circuit was open.
  public var attempts: Int
  /// The `MS-RequestId` of the last response or attempt.
  public var requestID: String?

  /// Creates the error of a complete response that a caller cannot use.
  package init(cause: Cause, path: String) {
    let requestID: String? = if case .refused(let serviceError) = cause { serviceError.requestID } else { nil }
    self.init(cause: cause, path: path, attempts: 1, requestID: requestID)
  }

  init(cause: Cause, path: String, attempts: Int, requestID: String?) {
    self.cause = cause
    self.path = path
    self.attempts = attempts
    self.requestID = requestID
  }

  /// Whether a later call may succeed, such as after throttling or while the service is down. An unknown outcome is not
  /// transient: to send the call again may do its work twice.
  public var isTransient: Bool {
    switch cause {
    case .transport(let failure): failure.isTransient
    case .refused(let serviceError): serviceError.isTransient
    case .unreadable, .paging, .circuitOpen: true
    case .outcomeUnknown: false
    }
  }

  /// Whether the service refuses this caller: 401 or 403. Says nothing about other calls.
  public var isNotPermitted: Bool {
    if case .refused(let serviceError) = cause {
      serviceError.status == 401 || serviceError.status == 403
    } else {
      false
    }
  }

  /// Whether the response is a 404 without proof: no error body of the service states the absence.
  public var isUnprovenAbsence: Bool {
    if case .refused(let serviceError) = cause { serviceError.status == 404 } else { false }
  }

  /// Whether a complete response arrived.
  var isAnswered: Bool {
    switch cause {
    case .refused, .unreadable, .paging: true
    case .transport, .circuitOpen, .outcomeUnknown: false
    }
  }

  /// Whether the response was "too many requests".
  public var isThrottled: Bool {
    if case .refused(let serviceError) = cause { serviceError.isThrottled } else { false }
  }
}

extension RequestError: CustomStringConvertible {
  /// Path, attempts, reason and `MS-RequestId`, for people: `/products failed after 5 attempts: …`.
  public var description: String {
    let reason =
      switch cause {
      case .transport(let failure): failure.description
      case .refused(let serviceError): serviceError.description
      case .unreadable(let why): "the response cannot be read (\(why))"
      case .paging(let why): why
      case .circuitOpen: "not sent: the service has been failing for a long time"
      case .outcomeUnknown(let unknown): "the outcome is unknown: \(unknown.observation)"
      }
    let times = attempts <= 1 ? "" : " after \(attempts) attempts"
    let reference = requestID.map { " (MS-RequestId \($0))" } ?? ""
    let verb = if case .outcomeUnknown = cause { "was sent" } else { "failed" }
    return "\(path) \(verb)\(times): \(reason)\(reference)"
  }
}

/// The service refuses the caller, or this one call: a person must act.
public struct PermissionDenied: Error, Sendable {
  /// The error response: 401, or 403 with a code that does not concern one view, segment, market or customer.
  public var serviceError: ServiceError
  /// Path and query of the call: `/products?country=DE&targetView=Azure`.
  public var path: String

  /// Creates the error of a caller to whom ``Outcome/forbidden(_:)`` leaves the question open.
  package init(serviceError: ServiceError, path: String) {
    self.serviceError = serviceError
    self.path = path
  }
}

extension PermissionDenied: CustomStringConvertible {
  /// `/customers is not permitted: the service answered 403, code …`
  public var description: String { "\(path) is not permitted: \(serviceError)" }
}
