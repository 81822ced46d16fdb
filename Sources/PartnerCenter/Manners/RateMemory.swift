/// What a service that answers 429 lets through, as far as its answers tell.
///
/// Where a limit is counted in windows or as a bucket, it is used up at each 429: requests taken between two of them,
/// over the time between, are the limit itself, whatever burst was let through before the first. Where it is counted
/// from request to request it is the rate at which the 429 came. A 429 soon after a pause says that the first is true.
struct RateMemory: Sendable {
  /// Requests a second; `nil` while nothing is known.
  private(set) var limit: Double?
  /// When the limit was used up, and what was let through since.
  private var since: Duration?
  private var passed = 0

  /// Fewer requests tell nothing: a service that takes none is in trouble, not at its limit.
  static let evidence = 10
  /// A measurement is begun anew at the first pause after that.
  static let span: Duration = .seconds(60)
  /// A 429 within this time after a pause came soon.
  static let soon: Duration = .seconds(30)

  mutating func sent() { passed += 1 }

  /// Notes a 429 while a pause lasts.
  mutating func refused() { passed -= 1 }

  /// Notes the 429 that orders a pause.
  ///
  /// - Parameters:
  ///   - rate: the rate that was reached then.
  ///   - calm: the time since the last pause.
  mutating func refused(now: Duration, at rate: Double, after calm: Duration) {
    refused()
    guard let start = since else {
      (since, passed) = (now, 0)
      return
    }
    if passed >= Self.evidence, now > start {
      let average = Double(passed) / ((now - start) / .seconds(1))
      if calm < Self.soon {
        limit = average
      } else {
        limit = max(average, limit == nil ? (average + rate) / 2 : rate)
      }
    }
    if now - start > Self.span { (since, passed) = (now, 0) }
  }

  /// The limit is taken to be lifted. The next 429 tells it again.
  mutating func forget() { limit = nil }
}
