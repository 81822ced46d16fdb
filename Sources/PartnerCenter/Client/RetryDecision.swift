/// The reaction to an error response. Decided here and nowhere else.
enum RetryDecision: Hashable {
  /// All calls wait, then this one is sent again.
  case throttled
  /// The call is sent again after a pause.
  case transient
  /// A new token, once; then ``notPermitted``.
  case signInAgain
  /// The view, segment, market or customer is closed to this partner: an outcome, not an error.
  case forbidden
  /// The service states that a resource does not exist: an outcome, if it is the resource of the call.
  case notFound
  /// The token is refused, as it would be for every other call.
  case notPermitted
  /// This call cannot succeed; others can.
  case final
}

extension ServiceError {
  /// Source: the statuses and codes of "Partner Center REST error codes" and of the catalog pages.
  var disposition: RetryDecision {
    switch (status, code) {
    case _ where isThrottled: .throttled
    case (408, _), (500, _), (502, _), (503, _), (504, _): .transient
    // Wrong audience, or multi-factor sign-in missing: a new token would be refused as well.
    case (401, "900420"?), (401, "900421"?): .notPermitted
    case (401, _): .signInAgain
    // Target segment or target view not allowed for this partner; partner not onboarded in that country.
    case (403, "400030"?), (403, "400036"?), (403, "2030"?), (400, "800070"?): .forbidden
    // No relationship with this customer: says nothing about other customers.
    case (403, "20002"?): .forbidden
    case (404, _) where absentThing != nil: .notFound
    // A 403 with another code, or none, refuses this call only. So does a 404 without an error body of the service:
    // gateways send it for routes that are down.
    default: .final
    }
  }

  /// Whether the same call may succeed later.
  package var isTransient: Bool { disposition == .throttled || disposition == .transient }
}
