/// A token with its lifetime, on the clock of the sign-in.
struct TimedToken: Sendable {
  var token: AccessToken
  /// The end of its lifetime.
  var end: Duration
  /// The lifetime that a token must have left to be supplied.
  var margin: Duration

  /// The range of plausible lifetimes; the service gives an hour. A missing or implausible lifetime counts as five
  /// minutes: a token that expires earlier causes a 401, and is replaced.
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

  /// The lifetime that a token must have left: 30 s, or half of a lifetime shorter than a minute.
  static func margin(of lifetime: Duration) -> Duration { min(.seconds(30), lifetime / 2) }
}
