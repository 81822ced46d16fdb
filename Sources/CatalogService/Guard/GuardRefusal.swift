package import CatalogJSON

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

  /// A refusal with the usual body of errors.
  ///
  /// - Parameters:
  ///   - reason: the reason.
  ///   - status: the status code.
  ///   - code: the word for programs.
  ///   - message: the failure; never a token.
  ///   - advice: the next step, in the words of the program.
  package init(_ reason: Reason, status: Int, code: ErrorCode, message: String, advice: String? = nil) {
    self.reason = reason
    let text = advice.map { "\(message) \($0)" } ?? message
    let line = try? JSONText.line(ErrorResponse(code: code, message: text))
    reply = ServiceReply(status: status, "application/json", Array((line ?? "").utf8))
  }
}
