extension Call {
  /// Whether a call may be sent again when it is not known whether the service carried it out.
  ///
  /// A call that may change something ends in one of three ways: done (an ``Outcome``), refused for certain (an
  /// ``Outcome``, ``PermissionDenied`` or a ``RequestError`` with another cause), or
  /// ``RequestError/Cause/outcomeUnknown(_:)``.
  public enum Safety: Sendable, Hashable {
    /// Changes nothing: repeated as often as makes sense.
    case read
    /// Changes something, and to do it twice is the same as to do it once (PUT, DELETE): repeated like a read. Where the
    /// last attempt fails, an attempt before it may have been carried out all the same.
    case idempotent
    /// Changes something, and to do it twice may do it twice (POST): repeated only where it is certain that it was not
    /// carried out. That is after a 429, after a 401 with a new token, and where no connection was made.
    case once

    /// Whether a call may be sent again after an attempt that failed.
    func allowsRepetition(after cause: RequestError.Cause) -> Bool {
      self != .once || UnknownOutcome.Observation(cause) == nil
    }

    /// Whether each repetition has the `MS-RequestId` of the first attempt, whatever came back.
    ///
    /// Source: "Partner Center REST headers": the id is for idempotency; the same after a time-out, a new one after any
    /// response. Microsoft's SDK keeps one id for all attempts of a call; so does a call that is to be done once, and its
    /// one id is what Microsoft's support can look up.
    var keepsRequestID: Bool { self == .once }
  }
}
