import Foundation
import Testing

@testable import PartnerCenter

@Suite("What a token says of itself") struct TokenClaimsTests {
  private func token(_ claims: String) -> AccessToken {
    let parts = [#"{"typ":"JWT","alg":"RS256"}"#, claims].map { part in
      Data(part.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        .replacing("=", with: "")
    }
    return AccessToken(secret: parts.joined(separator: ".") + ".signature")
  }

  @Test("Audience, tenant, application, roles, scopes and end are read, of either version")
  func claims() throws {
    let application = try #require(
      TokenClaims(
        token(#"{"aud":"https://a.example","tid":"t","appid":"c","roles":["R.All","S"],"exp":1800000000}"#)))
    #expect(application.audience == "https://a.example")
    #expect((application.tenant, application.application) == ("t", "c"))
    #expect(application.roles == ["R.All", "S"])
    #expect(application.scopes == [])
    #expect(application.expiresAt == Date(timeIntervalSince1970: 1_800_000_000))
    let user = try #require(TokenClaims(token(#"{"aud":"x","azp":"c2","scp":"user_impersonation openid"}"#)))
    #expect(user.application == "c2")
    #expect(user.scopes == ["user_impersonation", "openid"])
    #expect(user.expiresAt == nil)
  }

  @Test("Text beyond ASCII and every padding is read", arguments: ["é", "~~~", "a", "ab", "abc", "日本"])
  func encodings(text: String) {
    #expect(TokenClaims(token("{\"aud\":\"\(text)\"}"))?.audience == text)
  }

  @Test("A token of another kind has no claims", arguments: ["", "opaque", "a.b", "a.b.c", "!!.??.--", "W10.W10.x"])
  func opaque(secret: String) { #expect(TokenClaims(AccessToken(secret: secret)) == nil) }
}
