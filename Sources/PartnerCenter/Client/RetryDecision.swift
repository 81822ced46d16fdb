/// What an answer that is no success means for the call. Decided here, and nowhere else.
enum RetryDecision: Hashable {
  /// Everyone waits, then the call is sent again.
  case throttled
  /// The call is sent again after a pause.
  case transient
  /// A new token, once; then ``notPermitted``.
  case signInAgain
  /// This view, segment, market or customer is closed to this partner: an outcome, not a failure.
  case forbidden
  /// The service says in its own words that a thing does not exist: an outcome where it is the thing asked for.
  case notFound
  /// The token is refused: every other call would be as well.
  case notPermitted
  /// This call cannot succeed; others may.
  case final
}

extension ServiceError {
  /// Source: the statuses and codes of "Partner Center REST error codes" and of the catalog pages.
  var disposition: RetryDecision {
    switch (status, code) {
    case _ where isThrottled: .throttled
    case (408, _), (500, _), (502, _), (503, _), (504, _): .transient
    // The audience is wrong, or multi-factor sign-in is missing: a new token would be refused as well.
    case (401, "900420"?), (401, "900421"?): .notPermitted
    case (401, _): .signInAgain
    // Target segment or target view not allowed to this partner; partner not onboarded in that country.
    case (403, "400030"?), (403, "400036"?), (403, "2030"?), (400, "800070"?): .forbidden
    // No relationship with this one customer: says nothing about the others.
    case (403, "20002"?): .forbidden
    case (404, _) where absentThing != nil: .notFound
    // A 403 with any other code, or none, says no of this one call. So does a 404 that is not in the service's own
    // words: gateways answer it for routes that are out of order.
    default: .final
    }
  }

  /// Whether the same call may succeed later.
  package var isTransient: Bool { disposition == .throttled || disposition == .transient }
}
