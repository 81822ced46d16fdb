import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("Retry-After is read in all its forms")
struct RetryAfterTests {
  /// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110, section 5.6.7.
  private let example = Date(timeIntervalSince1970: 784_111_777)

  @Test(
    "Seconds and dates",
    arguments: [
      ("57", 57.0), (" 57 ", 57), ("0", 0), ("-3", 0), ("1.5", 1.5), ("120,120", 120), ("99999999", 86_400),
      ("Sun, 06 Nov 1994 08:50:37 GMT", 60), ("Sunday, 06-Nov-94 08:50:37 GMT", 60), ("Sun Nov  6 08:50:37 1994", 60),
      ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
    ])
  func readable(value: String, seconds: Double) {
    #expect(RetryAfter.parse(value, now: example) == .seconds(seconds))
  }

  @Test("Anything else says nothing", arguments: ["", "soon", "nan", "inf", "57 minutes", "Sun, 06 Nov"])
  func unreadable(value: String) {
    #expect(RetryAfter.parse(value, now: example) == nil)
  }

  @Test("A date is measured against the answer's own date, not against this machine's clock")
  func ownDate() {
    let refusal = ServiceError(
      .json(
        429, "",
        headers: [
          .init("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), .init("Retry-After", "Sun, 06 Nov 1994 08:49:47 GMT"),
        ]), now: Date(timeIntervalSince1970: 0))
    #expect(refusal.retryAfter == .seconds(10))
  }

  @Test("Without the header, the words of a 429 are believed, and of nothing else")
  func words() {
    let body = #"{"statusCode":429,"message":"Rate limit is exceeded. Try again in 57 seconds."}"#
    #expect(ServiceError(.json(429, body)).retryAfter == .seconds(57))
    #expect(ServiceError(.json(429, body, headers: [.init("Retry-After", "3")])).retryAfter == .seconds(3))
    #expect(ServiceError(.json(500, body)).retryAfter == nil)
  }
}
