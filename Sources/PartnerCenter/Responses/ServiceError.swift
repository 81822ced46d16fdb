public import Foundation

/// A response of the service that is not a success, read from whichever of the six shapes it came in.
public struct ServiceError: Error, Sendable, Hashable {
  /// The HTTP status. 2xx where a success held an error body.
  public var status: Int
  /// The service's error code as text, whether it came as a number or a string; `nil` where the body has none.
  public var code: String?
  /// Whether the body is an error body of the service's own shape, rather than of a gateway between.
  public var isOwnBody: Bool
  /// The service's explanation; `nil` where the body has none. Untrusted text.
  public var message: String?
  /// The `MS-RequestId` of the response, for Microsoft's support.
  public var requestID: String?
  /// The correlation id of the response.
  public var correlationID: String?
  /// The wait that the service asks for, from `Retry-After` (seconds or a date) or from the text of the body.
  public var retryAfter: Duration?

  /// Whether the body is an error body with a code, of Partner Center's shape or of that of the price service
  /// (`{"error": {"code": …, "message": …}}`), rather than a gateway's page or status.
  package var statesReason: Bool { isOwnBody || (message != nil && code != nil && code != "\(status)") }

  /// Creates an error, such as one that a test compares with. `isOwnBody` is true for an error with a code unless
  /// given.
  public init(
    status: Int, code: String? = nil, message: String? = nil, requestID: String? = nil,
    correlationID: String? = nil, retryAfter: Duration? = nil, isOwnBody: Bool? = nil
  ) {
    self.status = status
    self.code = code
    self.isOwnBody = isOwnBody ?? (code != nil)
    self.message = message
    self.requestID = requestID
    self.correlationID = correlationID
    self.retryAfter = retryAfter
  }

  /// Reads an error response; never fails: an unreadable body leaves only the status and headers.
  ///
  /// - Parameters:
  ///   - response: of any status; its texts are untrusted.
  ///   - secrets: removed from code, message and ids, should the response repeat them.
  ///   - now: the time against which a `Retry-After` date counts where the response has no `Date`.
  public init(_ response: TransportResponse, secrets: KnownSecrets = KnownSecrets(), now: Date = Date()) {
    let body = ErrorBody(response.body, secrets: secrets)
    self.init(
      status: response.status, code: body.code, message: body.message,
      requestID: secrets.cleanedID(response.headers.first("MS-RequestId") ?? response.headers.first("request-id")),
      correlationID: secrets.cleanedID(
        response.headers.first("MS-CorrelationId") ?? response.headers.first("client-request-id")),
      retryAfter: RetryAfter.read(response.headers, now: now), isOwnBody: body.isOwn)
    if isThrottled { retryAfter = retryAfter ?? body.message.flatMap(RetryAfter.words) }
  }

  /// Reads the error body of a response whose status says success.
  ///
  /// Source: "Partner Center REST error codes", first row: status 200 with code 400072.
  /// - Returns: `nil` where the body is no error body of the service's own.
  init?(inSuccess response: TransportResponse, secrets: KnownSecrets) {
    let body = ErrorBody(response.body, secrets: secrets)
    guard body.isOwn, body.message != nil else { return nil }
    self.init(response, secrets: secrets)
  }

  /// Whether the service throttles: it did nothing but count this request.
  public var isThrottled: Bool { status == 429 }

  /// Whether the service refuses the locale. It has no code of its own for that.
  public var speaksOfLocale: Bool { status == 400 && (message?.lowercased().contains("locale") ?? false) }

  /// The kind of resource whose absence the error states; `nil` where it states none.
  public var absentThing: AbsentThing? {
    status == 404 && isOwnBody ? code.flatMap(AbsentThing.init) : nil
  }
}

extension ServiceError: CustomStringConvertible {
  /// `the service answered 403, code 400036: …`
  public var description: String {
    var text = "the service answered \(status)"
    if let code { text += ", code \(code)" }
    if let message, !message.isEmpty { text += ": \(message)" }
    return text
  }
}
