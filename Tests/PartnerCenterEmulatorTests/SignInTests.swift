import Foundation
import PartnerCenter
import Testing

@testable import PartnerCenterEmulator

@Suite struct SignInTests {
  static let form = "grant_type=client_credentials&client_id=app&client_secret=s"
  static let resource = "&resource=https%3A%2F%2Fapi.partnercenter.microsoft.com"

  private func call(_ emulator: Emulator, _ token: String?) async throws -> TransportResponse {
    try await emulator.transport().send(
      TransportRequest(
        url: "https://api.partnercenter.microsoft.com/v1/customers?size=1",
        headers: token.map { [.init("Authorization", "Bearer \($0)")] } ?? []))
  }

  @Test("The first endpoint writes every value as text")
  func firstEndpoint() async throws {
    let response = try await Emulator.small().signIn(Self.form + Self.resource)
    #expect(response.status == 200)
    #expect(response.object.values.allSatisfy { $0 is String })
    #expect(response.object["expires_in"] as? String == "3599")
    #expect(response.object["resource"] as? String == "https://api.partnercenter.microsoft.com")
    #expect(try TokenResponse(body: response.body).lifetime == .seconds(3599))
  }

  @Test("The second endpoint takes a scope and writes numbers")
  func secondEndpoint() async throws {
    let emulator = Emulator.small()
    let response = try await emulator.signIn(
      Self.form + "&scope=https%3A%2F%2Fapi.partnercenter.microsoft.com%2F.default", path: "/tenant/oauth2/v2.0/token")
    #expect(response.object["expires_in"] as? Int == 3599)
    #expect(response.object["resource"] == nil)
    #expect(try await call(emulator, try TokenResponse(body: response.body).accessToken.secret).status == 200)
  }

  @Test("The retired audience is refused at sign-in, another one at the API with code 900420")
  func audiences() async throws {
    let emulator = Emulator.small()
    let retired = try await emulator.signIn(Self.form + "&resource=https://graph.windows.net")
    #expect(retired.status == 400)
    #expect(retired.object["error"] as? String == "invalid_resource")
    let other = try await emulator.signIn(Self.form + "&resource=https://api.partner.microsoft.com")
    let refused = try await call(emulator, try TokenResponse(body: other.body).accessToken.secret)
    #expect(refused.status == 401)
    #expect(refused.code == "900420")
  }

  @Test(
    "A sign-in that lacks something is refused in the shape of OAuth",
    arguments: [
      ("grant_type=client_credentials&client_secret=s", "invalid_request", 400),
      ("grant_type=client_credentials&client_id=app", "invalid_client", 401),
      ("grant_type=client_credentials&client_id=app&client_secret=wrong", "invalid_client", 401),
      ("grant_type=password&client_id=app&client_secret=right&resource=https://x", "unsupported_grant_type", 400),
      ("grant_type=client_credentials&client_id=app&client_secret=right", "invalid_resource", 400),
    ])
  func refusals(form: String, error: String, status: Int) async throws {
    let response = try await Emulator.small { $0.clientSecret = "right" }.signIn(form)
    #expect(response.status == status)
    #expect(response.object["error"] as? String == error)
    #expect((response.object["error_description"] as? String)?.hasPrefix("AADSTS") == true)
  }

  @Test("A refresh token brings the next, and is good until that one is used")
  func refreshTokens() async throws {
    let emulator = Emulator.small { $0.refreshToken = "first" }
    let form = "grant_type=refresh_token&client_id=app&client_secret=s&scope=openid" + Self.resource
    func redeem(_ token: String) async throws -> TokenResponse {
      try TokenResponse(body: try await emulator.signIn(form + "&refresh_token=\(token)").body)
    }
    let lost = try #require(try await redeem("first").refreshToken)
    let response = try await redeem("first")
    let next = try #require(response.refreshToken)
    #expect(next != lost)
    #expect(try await call(emulator, response.accessToken.secret).status == 200)
    #expect(try await redeem(next).refreshToken != nil)
    let again = try await emulator.signIn(form + "&refresh_token=first")
    #expect(again.object["error"] as? String == "invalid_grant")
    #expect(try await redeem(lost).refreshToken != nil)
    #expect(try await emulator.signIn(form + "&refresh_token=unheard-of").status == 400)
  }

  @Test("Without a token, with an unknown one and with one whose time is over the API answers 401 in the classic shape")
  func unauthorized() async throws {
    let clock = TestClock()
    let emulator = Emulator.small({ $0.tokenLifetime = .seconds(60) }, clock: clock.clock)
    let token = try TokenResponse(body: try await emulator.signIn(Self.form + Self.resource).body).accessToken.secret
    #expect(try await call(emulator, token).status == 200)
    clock.advance(61)
    for bad in [nil, "nonsense", token] {
      let response = try await call(emulator, bad)
      #expect(response.status == 401)
      #expect(response.code == "1002")
      #expect(response.object["source"] as? String == "PartnerFD")
    }
  }
}
