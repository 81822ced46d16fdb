/// What an answer that is no success means for the call. Decided here, and nowhere else.
enum Disposition: Hashable {
  /// Everyone waits, then the call is sent again.
  case throttled
  /// The call is sent again after a pause.
  case transient
  /// A new token, once; then ``notPermitted``.
  case signInAgain
  /// This view, segment, market or customer is closed to this partner: an outcome, not a failure.
  case forbidden
  /// What was asked for is not there: an outcome, not a failure.
  case notFound
  /// The caller may not do this at all: going on is pointless.
  case notPermitted
  /// This call cannot succeed.
  case final
}

extension ServiceRefusal {
  /// Source: the statuses and codes of "Partner Center REST error codes" and of the catalog pages.
  var disposition: Disposition {
    switch (status, code) {
    case (429, _): .throttled
    case (408, _), (500, _), (502, _), (503, _), (504, _): .transient
    // The audience is wrong, or multi-factor sign-in is missing: a new token would be refused as well.
    case (401, "900420"?), (401, "900421"?): .notPermitted
    case (401, _): .signInAgain
    // Target segment or target view not allowed to this partner; partner not onboarded in that country.
    case (403, "400030"?), (403, "400036"?), (403, "2030"?), (400, "800070"?): .forbidden
    // No relationship with this one customer: says nothing about the others.
    case (403, "20002"?): .forbidden
    case (403, _): .notPermitted
    case (404, _): .notFound
    default: .final
    }
  }

  /// Whether the same call may succeed later.
  var isTransient: Bool { disposition == .throttled || disposition == .transient }
}
