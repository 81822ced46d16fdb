import CatalogModel
package import Foundation

/// What an access token says of itself: for whom it is, from whom, for which application, until when.
///
/// Read for a person who wants to know why a token is refused; nothing in the program decides by it, and the signature
/// is not looked at. Source: "Access tokens in the Microsoft identity platform".
package struct TokenClaims: Sendable, Hashable {
  /// `aud`: for whom the token is good.
  package var audience: String?
  /// `tid`.
  package var tenant: String?
  /// `appid`, or `azp` in tokens of version 2.
  package var application: String?
  /// `roles` of an application; empty where it has none.
  package var roles: [String]
  /// `scp` of a user; empty where the token speaks for no user.
  package var scopes: [String]
  /// `exp`.
  package var expiresAt: Date?

  /// - Returns: `nil` where the token is not one that can be read: an API may use others.
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

  /// The same, without secrets, and no text longer than anybody wants to read: a token may be anything.
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

  /// Base 64 for addresses, without padding. Source: RFC 7515, appendix C.
  private static func decoded(_ part: Substring) -> Data? {
    var text = part.replacing("-", with: "+").replacing("_", with: "/")
    text += String(repeating: "=", count: (4 - text.count % 4) % 4)
    return Data(base64Encoded: String(text))
  }
}
