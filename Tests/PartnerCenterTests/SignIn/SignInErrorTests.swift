import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("A refused sign-in says what to do")
struct SignInErrorTests {
  private func failure(_ status: Int, _ body: String) -> SignInFailure {
    let secrets = KnownSecrets()
    for secret in ["hush-1", "hush-2"] { secrets.add(secret) }
    return SignInError(.json(status, body, headers: [.init("client-request-id", "from-header")]), secrets: secrets)
      .failure(tenant: "contoso.example", clientID: "app-1")
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
          message: Self.start + "AADSTS700082: The refresh token has expired. The refresh token is no longer valid: "
            + "consent again, with multi-factor sign-in, and store the new refresh token.",
          correlationID: "c-2"))
  }

  @Test("What cannot be read leaves the status, and the id of the header")
  func unreadable() {
    for body in ["", "<html>", "[]"] {
      #expect(
        failure(404, body)
          == SignInFailure(
            code: nil, message: Self.start + "status 404. Check tenant, client ID and cloud.",
            correlationID: "from-header")
      )
    }
  }

  @Test(
    "Each code has its advice",
    arguments: [
      (
        7_000_215, "invalid_client",
        "The client secret is wrong: use the value, not the ID, of a secret of this application."
      ),
      (
        7_000_222, "invalid_client",
        "The client secret has expired: create a new one for the application in Microsoft Entra and store it."
      ),
      (
        65_001, "invalid_grant",
        "Consent is missing: an administrator of the tenant must consent to the application, or the user must consent again."
      ),
      (700_016, "unauthorized_client", "Check the client ID, and that the application is registered in this tenant."),
      (90_002, "invalid_request", "Check the tenant ID and the cloud."),
      (
        50_173, "invalid_grant",
        "The refresh token is no longer valid: consent again, with multi-factor sign-in, and store the new refresh token."
      ),
      (
        50_126, "invalid_grant",
        "The user's name or password was refused: consent again with the right account, and store the new refresh token."
      ),
      (53_003, "access_denied", "A policy of the tenant prevents the sign-in: ask its administrator."),
      (
        50_053, "invalid_grant", "The state of the user's account prevents the sign-in: ask the tenant's administrator."
      ),
      (
        700_025, "invalid_client",
        "The application is registered as a public client: sign in without the client secret, or register it as a web application."
      ),
      (
        700_007, "invalid_grant",
        "The refresh token belongs to another application: sign in with the client ID of its consent, or consent again for this application."
      ),
      (
        900_433, "invalid_grant",
        "The tenant, the application or the refresh token belongs to another national cloud: check the cloud (global, us-gov, china) and the address of the sign-in."
      ),
      (
        50_076, "interaction_required",
        "The tenant requires multi-factor sign-in: consent again with multi-factor sign-in, and store the new refresh token."
      ),
      (
        90_013, "invalid_request",
        "The sign-in service could not read the request: check tenant, client ID and refresh token for invalid characters."
      ),
      (
        7_000_218, "invalid_client",
        "The application needs its client secret: set it, or allow public client flows for the application in Microsoft Entra."
      ),
      (
        500_011, "invalid_resource",
        "Give the application the permission for Microsoft Partner Center, and check the cloud."
      ),
      (
        1, "invalid_client",
        "The client secret is wrong: use the value, not the ID, of a secret of this application."
      ),
      (1, "something_new", "Check tenant, client ID and cloud."),
    ])
  func advice(code: Int, error: String, advice: String) {
    let inWords = failure(400, #"{"error":"\#(error)","error_description":"AADSTS\#(code): Words."}"#)
    #expect(inWords.code == "AADSTS\(code)")
    #expect(inWords.message == Self.start + "AADSTS\(code): Words. " + advice)
    let inCodes = failure(400, #"{"error":"\#(error)","error_codes":[\#(code)]}"#)
    #expect(inCodes.code == "AADSTS\(code)")
    #expect(inCodes.message == Self.start + "\(error). " + advice)
  }

  @Test(
    "Of several codes in one text the one that tells most decides, and all are shown",
    arguments: [
      ("AADSTS70002: Error validating credentials. AADSTS50126: Invalid username or password", "AADSTS50126"),
      ("AADSTS50126: Bad. AADSTS70002: Error validating credentials.", "AADSTS50126"),
      ("AADSTS1: One. AADSTS2: Two.", "AADSTS1"),
      ("AADSTS99999999999999999999: Long.", "AADSTS999999999"),
    ])
  func severalCodes(text: String, code: String) {
    let failure = failure(400, #"{"error":"invalid_grant","error_description":"\#(text)\r\nTrace ID: 1"}"#)
    #expect(failure.code == code)
    #expect(failure.message.hasPrefix(Self.start + text))
  }

  @Test(
    "Ids and times behind the words are left out, wherever they stand",
    arguments: [
      "AADSTS1: Words. Trace ID: a Correlation ID: b Timestamp: c", "AADSTS1: Words.\\r\\nTrace ID: a",
      "AADSTS1: Words. Correlation ID: b", "AADSTS1: Words. Timestamp: 2023-11-29 06:26:32Z",
      "AADSTS1: Words. trace_id: x", "AADSTS1: Words.\\nCorrelation ID: d\\nTimestamp: e",
      "AADSTS1: Words. Request Id: 7",
    ])
  func noise(text: String) {
    #expect(
      failure(400, #"{"error":"x","error_description":"\#(text)"}"#).message
        == Self.start + "AADSTS1: Words. Check tenant, client ID and cloud.")
  }

  @Test("Each trouble has advice of its own, and each code one trouble")
  func troubles() {
    let advice = SignInTrouble.allCases.map(\.advice)
    #expect(Set(advice).count == advice.count)
    #expect(advice.allSatisfy { $0.hasSuffix(".") })
  }

  @Test("Ids that are none and codes that are texts are dropped")
  func ids() {
    let failure = failure(
      400, #"{"error":"bad client_secret=hush-1&grant_type=x","correlation_id":"hush-1 and more"}"#)
    #expect(
      failure
        == SignInFailure(
          code: nil, message: Self.start + "status 400. Check tenant, client ID and cloud.",
          correlationID: "from-header"))
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
