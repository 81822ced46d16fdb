/// A call came to nothing, after all repetitions that make sense.
///
/// Not failures, and so not here: "not permitted" for one view or segment and "not found", which are outcomes. Where they
/// leave the question open, whoever asked makes failures of them.
public struct RequestError: Error, Sendable {
  /// The reason why a call failed.
  public enum Cause: Sendable {
    /// No whole answer came.
    case transport(TransportFailure)
    /// The service answered with an error.
    case refused(ServiceError)
    /// The service answered 200, and what it sent cannot be read. The text says why.
    case unreadable(String)
    /// The list cannot be followed to its end.
    case paging(String)
    /// Not sent: the service has failed for so long that no call waits for it any more. Says nothing of the network.
    case circuitOpen
    /// The call changes something, and may or may not have been carried out.
    case outcomeUnknown(UnknownOutcome)
  }

  /// The reason, and whether the outcome is known.
  public var cause: Cause
  /// What was asked for: `/products?country=DE&targetView=Azure`.
  public var path: String
  /// How often it was sent; 0 where the sign-in before it failed, or the circuit was open.
  public var attempts: Int
  /// The `MS-RequestId` of the last answer or attempt.
  public var requestID: String?

  /// For an answer that was received whole, and came to nothing for whoever asked.
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

  /// Whether asking later may help, such as after throttling or while the service is down. An unknown outcome is not
  /// transient: to send the call again may do its work twice.
  public var isTransient: Bool {
    switch cause {
    case .transport(let failure): failure.isTransient
    case .refused(let serviceError): serviceError.isTransient
    case .unreadable, .paging, .circuitOpen: true
    case .outcomeUnknown: false
    }
  }

  /// Whether the service answers that the caller may not do this: 401 or 403. Says nothing of other calls.
  public var isNotPermitted: Bool {
    if case .refused(let serviceError) = cause {
      serviceError.status == 401 || serviceError.status == 403
    } else {
      false
    }
  }

  /// Whether the answer is a 404 that proves nothing: without the service's own word that the thing asked for is not
  /// there.
  public var isUnprovenAbsence: Bool {
    if case .refused(let serviceError) = cause { serviceError.status == 404 } else { false }
  }

  /// Whether a whole answer came.
  var isAnswered: Bool {
    switch cause {
    case .refused, .unreadable, .paging: true
    case .transport, .circuitOpen, .outcomeUnknown: false
    }
  }

  /// Whether the answer was "too many requests".
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

/// The service does not accept the caller, or refuses the one thing that was asked of it: a person must act.
public struct PermissionDenied: Error, Sendable {
  /// The error response: 401, or 403 with a code that does not concern one view, segment, market or customer.
  public var serviceError: ServiceError
  /// Path and query of the call: `/products?country=DE&targetView=Azure`.
  public var path: String

  /// For whoever asks about one thing by name, to whom ``Outcome/forbidden(_:)`` is no answer.
  package init(serviceError: ServiceError, path: String) {
    self.serviceError = serviceError
    self.path = path
  }
}

extension PermissionDenied: CustomStringConvertible {
  /// `/customers is not permitted: the service answered 403, code …`
  public var description: String { "\(path) is not permitted: \(serviceError)" }
}
