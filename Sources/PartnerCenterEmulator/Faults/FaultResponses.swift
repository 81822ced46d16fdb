import CatalogModel
import Foundation
import PartnerCenter

/// The bodies of errors in their six shapes.
extension Fault.ErrorShape {
  func response(status: Int, message: String) -> TransportResponse {
    var writer = DialectWriter(WireDialect())
    var headers: Headers = [.init("Content-Type", "application/json; charset=utf-8")]
    switch self {
    case .classic:
      return TransportResponse(
        status: status, headers: headers,
        body: APIError(status: status, code: 800_003, description: message).body)
    case .throttle:
      writer.object {
        $0.member("statusCode", status); $0.member("message", message)
      }
    case .named:
      writer.object { writer in
        writer.member("code", 600_000)
        writer.member("message", message)
        writer.member("description", message)
        writer.member("errorName", "UnexpectedError")
        writer.member("isRetryable", true)
        writer.objectMember("parameters") { _ in }
        writer.member("errorMessageExtended", "InternalErrorCode=600000")
      }
    case .odata:
      headers.add("request-id", "emulator")
      writer.object { writer in
        writer.objectMember("error") { writer in
          writer.member("code", "UnexpectedError")
          writer.member("message", message)
          writer.objectMember("innerError") { _ in }
        }
      }
    case .oauth:
      writer.object {
        $0.member("error", "temporarily_unavailable"); $0.member("error_description", message)
      }
    case .html:
      let page = "<html><head><title>\(status)</title></head><body><h1>\(message)</h1></body></html>"
      return TransportResponse(status: status, headers: [.init("Content-Type", "text/html")], body: Data(page.utf8))
    case .text:
      return TransportResponse(status: status, headers: [.init("Content-Type", "text/plain")], body: Data(message.utf8))
    case .empty:
      return TransportResponse(status: status)
    }
    return TransportResponse(status: status, headers: headers, body: writer.data)
  }
}

/// The gateway's 429.
enum Throttling {
  static func response(_ retryAfter: Fault.RetryAfter, now: Date) -> TransportResponse {
    let seconds: Int
    let header: String?
    switch retryAfter {
    case .seconds(let value): (seconds, header) = (value, String(value))
    case .date(let value): (seconds, header) = (value, HTTPDate.text(now.addingTimeInterval(Double(value))))
    case .absent: (seconds, header) = (1, nil)
    }
    var response = Fault.ErrorShape.throttle.response(
      status: 429, message: "Rate limit is exceeded. Try again in \(seconds) seconds.")
    if let header { response.headers.add("Retry-After", header) }
    return response
  }
}
