/// The identity service's response to a token request.
///
/// Every value may come as a string, numbers included; the v2 endpoint writes numbers as numbers. Source: "Partner
/// Center authentication", "Enable the Secure Application Model framework".
public struct TokenResponse: WireResource {
  /// The token that requests carry.
  public var accessToken: AccessToken
  /// The lifetime from now; `nil` where the response omits it.
  public var lifetime: Duration?
  /// A new refresh token, which replaces the one sent; `nil` where the old one stays valid.
  public var refreshToken: String?
  /// The audience of the token; `nil` from the v2 endpoint.
  public var resource: String?

  /// Reads a token response; `expires_in` may be a number or a text.
  ///
  /// - Throws: where `access_token` is missing or empty.
  public init(_ object: WireObject) throws {
    accessToken = AccessToken(secret: try object.requiredText("access_token"))
    lifetime = object.int("expires_in").map { .seconds($0) }
    refreshToken = object.string("refresh_token")
    resource = object.string("resource")
  }
}

/// Prints without its tokens.
extension TokenResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `TokenResponse(…)`; never a token.
  public var description: String { "TokenResponse(…)" }
  /// As ``description``.
  public var debugDescription: String { description }
  /// Empty, so that `dump` prints no token.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
