/// A request that is not answered, and its response.
public struct GuardRefusal: Error, Sendable {
  /// The reason.
  public var reason: Reason
  /// The response, without the header fields that every response has.
  public var reply: ServiceReply

  /// Reasons, by their names in metrics.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The name of the host is not allowed.
    case host
    /// A foreign page asks.
    case origin
    /// A token is absent or unknown.
    case token
    /// Too many requests of one client.
    case rate
    /// The request is malformed, too large or too slow.
    case malformed
    /// Too many connections.
    case connections
  }

  /// A refusal.
  ///
  /// - Parameters:
  ///   - reason: the reason.
  ///   - error: its status, code and message; never a token.
  package init(_ reason: Reason, _ error: ServiceError) {
    self.reason = reason
    reply = ServiceReply(error)
  }
}
