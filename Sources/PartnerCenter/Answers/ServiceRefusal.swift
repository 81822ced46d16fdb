public import Foundation

/// An answer of the service that is not a success, read from whichever of the six shapes it came in.
public struct ServiceRefusal: Error, Sendable, Hashable {
  public var status: Int
  /// The service's error code as text, whether it came as a number or a string; `nil` where the body has none.
  public var code: String?
  /// The service's own words; `nil` where the body has none. Untrusted text.
  public var message: String?
  /// What to quote to Microsoft's support: the `MS-RequestId` of the answer.
  public var requestID: String?
  /// The correlation id of the answer.
  public var correlationID: String?
  /// How long the service asks to wait, from `Retry-After` (seconds or a date) or from the words of the body.
  public var retryAfter: Duration?

  public init(
    status: Int, code: String? = nil, message: String? = nil, requestID: String? = nil,
    correlationID: String? = nil, retryAfter: Duration? = nil
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.requestID = requestID
    self.correlationID = correlationID
    self.retryAfter = retryAfter
  }

  /// Reads a refusal; never fails: where the body says nothing readable, the status speaks alone.
  public init(_ answer: TransportAnswer, now: Date = Date()) {
    let body = ErrorBody(answer.body)
    self.init(
      status: answer.status, code: body.code, message: body.message,
      requestID: answer.headers.first("MS-RequestId") ?? answer.headers.first("request-id"),
      correlationID: answer.headers.first("MS-CorrelationId") ?? answer.headers.first("client-request-id"),
      retryAfter: answer.headers["Retry-After"].flatMap { RetryAfter.parse($0, now: now) })
  }
}

extension ServiceRefusal: CustomStringConvertible {
  /// `the service answered 403, code 400036: …`
  public var description: String {
    var text = "the service answered \(status)"
    if let code { text += ", code \(code)" }
    if let message, !message.isEmpty { text += ": \(message)" }
    return text
  }
}

/// Reads the header `Retry-After`.
enum RetryAfter {
  /// - Returns: `nil` where the value is neither a number of seconds nor an HTTP date; zero for a date gone by.
  static func parse(_ value: String, now: Date) -> Duration? {
    let text =
      value.split(separator: ",", maxSplits: 1).first.map(String.init)?
      .trimmingCharacters(in: .whitespaces) ?? ""
    if let seconds = Double(text), seconds.isFinite {
      return .seconds(min(max(seconds, 0), 86_400))
    }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    guard let date = formatter.date(from: value.trimmingCharacters(in: .whitespaces)) else { return nil }
    return .seconds(min(max(date.timeIntervalSince(now), 0), 86_400))
  }
}
