/// The service asks for a longer wait than a run waits. Concerns all calls: no other is sent either.
public struct ServicePause: Error, Sendable, Hashable {
  /// The wait asked for, at most a day.
  public var asked: Duration
  /// The error response that asks for the wait; mostly 429, or 503.
  public var serviceError: ServiceError
  /// Path and query of the call.
  public var path: String

  /// Creates the error. Nothing is checked.
  public init(asked: Duration, serviceError: ServiceError, path: String) {
    self.asked = asked
    self.serviceError = serviceError
    self.path = path
  }
}

extension ServicePause: CustomStringConvertible {
  /// `the service answered 429 and asks to wait 900 s`
  public var description: String {
    let seconds = Int(asked / .seconds(1))
    let wait = asked >= .seconds(RetryAfter.longest) ? "a day or longer" : "\(seconds) s"
    return "the service answered \(serviceError.status) and asks to wait \(wait)"
  }
}
