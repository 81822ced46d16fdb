/// A response of the HTTP API as a value.
public struct ServiceReply: Sendable, Hashable {
  /// The status code.
  public var status: Int
  /// The header fields, without those of the connection (`Content-Length`, `Date`).
  public var headers: ServiceHeaders
  /// The body; empty for none.
  public var body: [UInt8]

  /// A response; nothing is checked.
  public init(status: Int = 200, headers: ServiceHeaders = ServiceHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A response with a body of a media type.
  public init(status: Int = 200, _ mediaType: String, _ body: [UInt8]) {
    self.init(status: status, headers: ["Content-Type": mediaType], body: body)
  }
}
