/// The application that signs in, and its grant.
///
/// Source: "Partner Center authentication", "Enable the Secure Application Model framework".
public struct Credentials: Sendable {
  /// The OAuth grant of a sign-in.
  public enum Kind: Sendable {
    /// The application alone (`client_credentials`): enough for every reading of the catalog.
    case appOnly(secret: Secret)
    /// The application for a user who consented once with MFA (`refresh_token`). A public client has no secret.
    case appAndUser(secret: Secret?, refreshToken: any RefreshTokenStore)
  }

  /// The partner's tenant: a GUID or a domain.
  public var tenant: String
  /// The application's (client) id: a GUID.
  public var clientID: String
  /// The grant with its secrets.
  public var kind: Kind

  /// Creates credentials. Nothing is checked before the sign-in.
  public init(tenant: String, clientID: String, kind: Kind) {
    self.tenant = tenant
    self.clientID = clientID
    self.kind = kind
  }
}
