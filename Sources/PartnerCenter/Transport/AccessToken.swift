/// The credential of requests, valid for about an hour. Prints as `AccessToken(…)`: the secret is never shown.
public struct AccessToken: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The text of the `Authorization` header after `Bearer `. Never log it.
  public let secret: String

  /// Creates a token from the text of a token response. Nothing is checked.
  public init(secret: String) { self.secret = secret }

  /// `AccessToken(…)`; never the token.
  public var description: String { "AccessToken(…)" }
  /// As ``description``.
  public var debugDescription: String { description }
  /// Empty, so that `dump` prints no token.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A source of access tokens, refreshed before they expire; one refresh serves all waiting calls.
public protocol AccessTokenSource: Sendable {
  /// A token that is valid now.
  ///
  /// - Parameter refused: the token of a request just answered with 401, or `nil`. A source that holds a newer one
  ///   returns that; otherwise it signs in again.
  /// - Returns: a token whose lifetime has not ended. The service may still refuse it.
  /// - Throws: ``SignInFailure`` where the sign-in is refused, ``TransportFailure`` where the identity service is
  ///   unreachable, ``ServicePause`` where it asks for a longer wait than a run waits.
  func token(replacing refused: AccessToken?) async throws -> AccessToken
}

/// The identity service refuses a token; a person must act.
public struct SignInFailure: Error, Sendable, Hashable {
  /// The service's own code, such as `invalid_client` or `AADSTS7000215`; `nil` where it gives none.
  public var code: String?
  /// The event and the remedy; never a secret.
  public var message: String
  /// The identity service's correlation id, where it gives one: the key of the attempt in the tenant's sign-in log.
  /// Partner Center's support needs the `MS-RequestId` instead.
  public var correlationID: String?

  /// Creates the error. Nothing is checked: the message must hold no secret.
  public init(code: String?, message: String, correlationID: String? = nil) {
    self.code = code
    self.message = message
    self.correlationID = correlationID
  }
}
