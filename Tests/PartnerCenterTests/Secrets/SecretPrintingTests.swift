import Foundation
import Testing

@testable import PartnerCenter

@Suite("Secrets print nowhere")
struct SecretPrintingTests {
  private func printings(of value: Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    return "\(value) \(String(reflecting: value)) \(dumped) \([value]) \(Optional(value) as Any)"
  }

  @Test("Tokens, requests and token answers say nothing of what they hold")
  func silent() throws {
    let token = AccessToken(secret: "hush-1")
    #expect(printings(of: token).contains("AccessToken(…)"))
    let request = TransportRequest(
      method: .post, url: "https://login.example.com/t/oauth2/token",
      headers: [.init("authorization", "Bearer hush-1"), .init("Proxy-Authorization", "Basic hush-2")],
      body: Data("client_secret=hush-3".utf8))
    let tokens = try TokenResponse(body: Data(#"{"access_token":"hush-1","refresh_token":"hush-4"}"#.utf8))
    let response = TransportResponse(status: 200, headers: [.init("Set-Cookie", "hush-5")], body: Data("hush-6".utf8))
    for value in [token, request, tokens, response, request.headers] as [Any] {
      #expect(!printings(of: value).contains("hush"))
      #expect(!printings(of: (value, 1)).contains("hush"))
    }
    #expect(printings(of: request).contains("https://login.example.com/t/oauth2/token"))
    #expect("\(Headers.Field("X-Locale", "de-DE"))" == "X-Locale: de-DE")
  }
}
