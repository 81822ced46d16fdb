import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("Refusals are read from every shape of error body")
struct ErrorReadingTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    var body: String
    var code: String?
    var message: String?
    var testDescription: String { String(body.prefix(60)) }
  }

  @Test(
    "Code and words are found",
    arguments: [
      Shape(
        body: #"{"code":1002,"description":"Verboten","data":[],"source":"PartnerFD"}"#, code: "1002",
        message: "Verboten"),
      Shape(body: #"{"code":"900420","description":"Publikum"}"#, code: "900420", message: "Publikum"),
      Shape(body: #"{"Code":3000,"Description":"Groß"}"#, code: "3000", message: "Groß"),
      Shape(
        body: #"{ "statusCode": 429, "message": "Try again in 5 seconds." }"#, code: "429",
        message: "Try again in 5 seconds."),
      Shape(
        body: #"{"code":600061,"message":"m","description":"d","errorName":"N","isRetryable":false,"parameters":{}}"#,
        code: "600061", message: "d"),
      Shape(
        body: #"{"error":{"code":"Unauthorized","message":"nein","innerError":{}}}"#, code: "Unauthorized",
        message: "nein"),
      Shape(body: #"{"error":"invalid_grant","error_description":"alt"}"#, code: "invalid_grant", message: "alt"),
      Shape(
        body:
          #"{"object_type":"Error","code":"OMS_7038","error_code":"RecipientIncompatibleWithProduct","message":"No tags."}"#,
        code: "OMS_7038", message: "RecipientIncompatibleWithProduct: No tags."),
      Shape(
        body:
          #"{"code":"MarketplacePurchaseEligibilityFailed","message":"See inner.","details":[{"code":"BadRequest","message":"Not in US."},{"code":"X"},7]}"#,
        code: "MarketplacePurchaseEligibilityFailed", message: "See inner. Not in US."),
      Shape(body: "", code: nil, message: nil),
      Shape(body: "<html><body>502</body></html>", code: nil, message: nil),
      Shape(body: "\u{FEFF}<html>", code: nil, message: nil),
      Shape(body: "upstream down\r\nsecond line", code: nil, message: "upstream down"),
      Shape(body: #""quoted text""#, code: nil, message: "quoted text"),
      Shape(body: #"{"code": 1002, "descr"#, code: nil, message: nil),
      Shape(body: "[]", code: nil, message: nil), Shape(body: "null", code: nil, message: nil),
      Shape(body: "\u{FEFF}{\"code\":1,\"description\":\"x\"}", code: "1", message: "x"),
    ])
  func shapes(shape: Shape) {
    let refusal = ServiceError(.json(403, shape.body))
    #expect(refusal.status == 403)
    #expect(refusal.code == shape.code)
    #expect(refusal.message == shape.message)
  }

  @Test("Long words are cut, bytes that are no text do no harm")
  func bounds() {
    let long = String(repeating: "ä", count: 3000)
    #expect(ServiceError(.json(500, #"{"code":1,"description":"\#(long)"}"#)).message?.count == 1024)
    #expect(ServiceError(.json(500, long)).message?.isEmpty == false)
    #expect(ServiceError(TransportResponse(status: 500, body: Data([0xFF, 0xFE, 0x00]))).status == 500)
  }

  @Test("Ids are taken from the answer, the doubled half cut off")
  func ids() {
    let refusal = ServiceError(
      .json(500, "", headers: [.init("ms-requestid", "a,a"), .init("MS-CORRELATIONID", " b , b ")]))
    #expect(refusal.requestID == "a")
    #expect(refusal.correlationID == "b")
    let pricing = ServiceError(.json(500, "", headers: [.init("request-id", "r"), .init("client-request-id", "c")]))
    #expect(pricing.requestID == "r")
    #expect(pricing.correlationID == "c")
  }

  @Test("A refusal says status, code and words")
  func description() {
    #expect(
      ServiceError(status: 403, code: "400036", message: "view").description
        == "the service answered 403, code 400036: view")
    #expect(ServiceError(status: 502).description == "the service answered 502")
  }
}
