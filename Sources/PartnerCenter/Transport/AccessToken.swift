/// Leave to speak to the service for about an hour. Prints as `AccessToken(…)`: the secret shows nowhere.
public struct AccessToken: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The text of the `Authorization` header after `Bearer `. Never log it.
  public let secret: String

  public init(secret: String) { self.secret = secret }

  public var description: String { "AccessToken(…)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Hands out tokens, refreshed when they near their end; one refresh serves all who wait.
public protocol AccessTokenSource: Sendable {
  /// A token that is good for a request now.
  ///
  /// - Parameter refused: the token that was just answered with 401, or `nil`. A source that has a newer one
  ///   already hands that out; otherwise it signs in again.
  /// - Throws: ``SignInFailure`` where the sign-in is refused, ``TransportFailure`` where it cannot be reached,
  ///   ``ServicePause`` where it asks to wait longer than a run waits.
  func token(replacing refused: AccessToken?) async throws -> AccessToken
}

/// The identity service does not give a token; a person must act.
public struct SignInFailure: Error, Sendable, Hashable {
  /// The service's own code, such as `invalid_client` or `AADSTS7000215`; `nil` where it gives none.
  public var code: String?
  /// What happened and what to do about it; never a secret.
  public var message: String
  /// The identity service's correlation id, where it gives one: what the tenant's sign-in log names the attempt by. Not an
  /// `MS-RequestId`, which Partner Center's support asks for.
  public var correlationID: String?

  public init(code: String?, message: String, correlationID: String? = nil) {
    self.code = code
    self.message = message
    self.correlationID = correlationID
  }
}
