extension Call {
  /// The repetition allowed for a call whose outcome is unknown.
  ///
  /// A call that may change something ends in one of three ways: done (an ``Outcome``), refused for certain (an
  /// ``Outcome``, ``PermissionDenied`` or a ``RequestError`` with another cause), or
  /// ``RequestError/Cause/outcomeUnknown(_:)``.
  public enum Safety: Sendable, Hashable {
    /// Changes nothing: repeated as often as the policy allows.
    case read
    /// Changes something, with the same effect when done twice (PUT, DELETE): repeated like a read. If the last attempt
    /// fails, an earlier one may have been carried out.
    case idempotent
    /// Changes something, with another effect when done twice (POST), or when done late: repeated only where it is
    /// certain that it was not carried out. That is after a 429, after a 401 with a new token, and where no connection
    /// was made.
    case once

    /// Whether a call may be sent again after an attempt that failed.
    func allowsRepetition(after cause: RequestError.Cause) -> Bool {
      self != .once || UnknownOutcome.Observation(cause) == nil
    }

    /// Whether each repetition has the `MS-RequestId` of the first attempt, whatever came back.
    ///
    /// Source: "Partner Center REST headers": the id is for idempotency; the same after a time-out, a new one after any
    /// response. Microsoft's SDK keeps one id for all attempts of a call. A call with ``once`` does the same, so that
    /// Microsoft's support can find it by one id.
    var keepsRequestID: Bool { self == .once }
  }
}
