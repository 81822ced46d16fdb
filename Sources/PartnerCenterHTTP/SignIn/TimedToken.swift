import PartnerCenter

/// A token and how long it is good for, on the clock of the sign-in.
struct TimedToken: Sendable {
  var token: AccessToken
  /// When its life is over.
  var end: Duration
  /// What must remain of its life for it to be handed out.
  var margin: Duration

  /// Lives that are believed; the service gives an hour. Where it gives none, or one that cannot be, five
  /// minutes are taken for granted: a token that lives shorter is answered with 401, and replaced then.
  private static let believed = Duration.seconds(20)...Duration.seconds(86_400)

  /// Creates the record of a token. Its lifetime, `nil` where the response omits it, counts from `askedAt`, the time of
  /// the request.
  init(_ token: AccessToken, lifetime: Duration?, askedAt: Duration) {
    self.token = token
    let given = lifetime ?? .zero
    let lifetime = given < Self.believed.lowerBound ? .seconds(300) : min(given, Self.believed.upperBound)
    end = askedAt + lifetime
    margin = Self.margin(of: lifetime)
  }

  func isGood(at now: Duration) -> Bool { now < end && end - now >= margin }

  /// What must remain of a token that is handed out: 30 s, or half of a life shorter than a minute.
  static func margin(of lifetime: Duration) -> Duration { min(.seconds(30), lifetime / 2) }
}
