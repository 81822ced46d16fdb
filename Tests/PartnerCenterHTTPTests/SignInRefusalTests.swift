import Foundation
import PartnerCenter
import Testing
import TransportTesting

@testable import PartnerCenterHTTP

@Suite("A refused sign-in says what to do")
struct SignInRefusalTests {
  private func failure(_ status: Int, _ body: String) -> SignInFailure {
    SignInRefusal(.json(status, body, headers: [.init("client-request-id", "from-header")])).failure(
      tenant: "contoso.example", clientID: "app-1", secrets: [Secret("hush-1"), Secret("hush-2")])
  }

  private static let start = "Signing in to tenant contoso.example as application app-1 was refused: "

  @Test("The whole message of an expired refresh token, without trace lines")
  func whole() {
    let body = #"""
      {"error":"invalid_grant","error_description":"AADSTS700082: The refresh token has expired.\r\nTrace ID: 1\r\nCorrelation ID: 2",
       "error_codes":[700082],"correlation_id":"c-2"}
      """#
    #expect(
      failure(400, body)
        == SignInFailure(
          code: "AADSTS700082",
          message: Self.start + "AADSTS700082: The refresh token has expired. The refresh token is not good any more: "
            + "consent again, with multi-factor sign-in, and store the new refresh token.",
          requestID: "c-2"))
  }

  @Test("What cannot be read leaves the status, and the id of the header")
  func unreadable() {
    for body in ["", "<html>", "[]"] {
      #expect(
        failure(404, body)
          == SignInFailure(
            code: nil, message: Self.start + "status 404. Check tenant, client id and cloud.", requestID: "from-header")
      )
    }
  }

  @Test(
    "Each code has its advice",
    arguments: [
      (
        7_000_215, "invalid_client",
        "The client secret is wrong: give the secret's value, not its id, of this very application."
      ),
      (
        7_000_222, "invalid_client",
        "The client secret has expired: make a new one for the application in Microsoft Entra and store that."
      ),
      (
        65_001, "invalid_grant",
        "Consent is missing: an administrator of the tenant must consent to the application, or the user must consent again."
      ),
      (700_016, "unauthorized_client", "Check the client id, and that the application is registered in this tenant."),
      (90_002, "invalid_request", "Check the tenant id and the cloud."),
      (
        50_173, "invalid_grant",
        "The refresh token is not good any more: consent again, with multi-factor sign-in, and store the new refresh token."
      ),
      (
        50_126, "invalid_grant",
        "The refresh token is not good any more: consent again, with multi-factor sign-in, and store the new refresh token."
      ),
      (
        53_003, "access_denied",
        "A policy of the tenant or the state of the account stops the sign-in: ask its administrator."
      ),
      (
        500_011, "invalid_resource",
        "Give the application the permission for Microsoft Partner Center, and check the cloud."
      ),
      (1, "invalid_client", "Check the client secret: it may be wrong, or have expired."),
      (1, "something_new", "Check tenant, client id and cloud."),
    ])
  func advice(code: Int, error: String, advice: String) {
    let inWords = failure(400, #"{"error":"\#(error)","error_description":"AADSTS\#(code): Words."}"#)
    #expect(inWords.code == "AADSTS\(code)")
    #expect(inWords.message == Self.start + "AADSTS\(code): Words. " + advice)
    let inCodes = failure(400, #"{"error":"\#(error)","error_codes":[\#(code)]}"#)
    #expect(inCodes.code == "AADSTS\(code)")
    #expect(inCodes.message == Self.start + "\(error). " + advice)
  }

  @Test("Secrets are cut out, control characters too, and long words are bounded")
  func bounded() {
    let body =
      #"{"error":"x","error_description":"key hush-1 and \u001b[31mhush-2 \#(String(repeating: "a", count: 900))"}"#
    let message = failure(400, body).message
    #expect(!message.contains("hush"))
    #expect(message.contains("key … and [31m…"))
    #expect(message.count < 700)
  }
}
