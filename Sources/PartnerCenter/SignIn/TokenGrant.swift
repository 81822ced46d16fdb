import Foundation

/// The form that is sent to the token endpoint.
struct TokenGrant {
  /// In the order sent.
  var fields: [(String, String)]
  /// The secret values among them.
  var secrets: [Secret]

  /// Creates the form of a grant. The refresh token is used by a sign-in for a user only.
  init(_ credentials: Credentials, audience: String, refreshToken: Secret?) {
    fields = [("resource", audience), ("client_id", credentials.clientID)]
    secrets = []
    switch credentials.kind {
    case .appOnly(let secret):
      fields += [("client_secret", secret.text), ("grant_type", "client_credentials")]
      secrets = [secret]
    case .appAndUser(let secret, _):
      if let secret {
        fields.append(("client_secret", secret.text))
        secrets.append(secret)
      }
      fields.append(("grant_type", "refresh_token"))
      if let refreshToken {
        fields.append(("refresh_token", refreshToken.text))
        secrets.append(refreshToken)
      }
      fields.append(("scope", "openid"))
    }
  }

  /// Source: "Partner Center authentication": the v1 endpoint, with `resource`.
  func request(to endpoint: ServiceEndpoint, tenant: String) -> TransportRequest {
    TransportRequest(
      method: .post, url: "\(endpoint.login)/\(FormBody.escape(tenant))/oauth2/token",
      headers: [
        .init("Content-Type", "application/x-www-form-urlencoded"), .init("Accept", "application/json"),
      ], body: FormBody.encode(fields))
  }
}
