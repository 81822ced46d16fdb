import CatalogModel
package import Foundation

/// The claims of an access token: audience, tenant, application, rights, expiry.
///
/// For diagnosis of a refused token only: the program decides nothing by it, and the signature is not checked. Source:
/// "Access tokens in the Microsoft identity platform".
package struct TokenClaims: Sendable, Hashable {
  /// `aud`, the audience.
  package var audience: String?
  /// `tid`.
  package var tenant: String?
  /// `appid`, or `azp` in tokens of version 2.
  package var application: String?
  /// `roles` of an application; empty where the token has none.
  package var roles: [String]
  /// `scp` of a user; empty for an application alone.
  package var scopes: [String]
  /// `exp`.
  package var expiresAt: Date?

  /// - Returns: `nil` for a token that is not a readable JSON Web Token: an API may use others.
  package init?(_ token: AccessToken) {
    let parts = token.secret.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let body = Self.decoded(parts[1]),
      let claims = try? JSONDecoder().decode(JSONValue.self, from: body), case .object = claims
    else { return nil }
    audience = claims["aud"]?.text
    tenant = claims["tid"]?.text
    application = claims["appid"]?.text ?? claims["azp"]?.text
    roles = claims["roles"]?.texts ?? []
    scopes = claims["scp"]?.text?.split(separator: " ").map(String.init) ?? []
    expiresAt = claims["exp"]?.text.flatMap { Double($0) }.map { Date(timeIntervalSince1970: $0) }
  }

  /// The claims without secrets, each cut to 200 characters: a token may hold anything.
  package func cleaned(by secrets: KnownSecrets) -> TokenClaims {
    func clean(_ text: String) -> String { String(secrets.cleaned(text).prefix(200)) }
    var claims = self
    claims.audience = audience.map(clean)
    claims.tenant = tenant.map(clean)
    claims.application = application.map(clean)
    claims.roles = roles.prefix(20).map(clean)
    claims.scopes = scopes.prefix(20).map(clean)
    return claims
  }

  /// Decodes base64url without padding. Source: RFC 7515, appendix C.
  private static func decoded(_ part: Substring) -> Data? {
    var text = part.replacing("-", with: "+").replacing("_", with: "/")
    text += String(repeating: "=", count: (4 - text.count % 4) % 4)
    return Data(base64Encoded: String(text))
  }
}
