/// Storage of the refresh token between runs.
///
/// The identity service may send a new token with each response; it must replace the old one before that expires.
public protocol RefreshTokenStore: Sendable {
  /// The current token.
  ///
  /// - Throws: ``RefreshTokenFailure`` where there is none.
  func read() throws -> Secret
  /// Replaces the old token with the new one, atomically.
  ///
  /// - Throws: ``RefreshTokenFailure``; the old token is then still stored.
  func replace(with token: Secret) throws
}

/// A refresh token passed by value. Replacements are not stored.
public struct FixedRefreshToken: RefreshTokenStore {
  private let token: Secret

  /// Creates a store that always returns this token.
  public init(_ token: Secret) { self.token = token }

  /// The token passed to the initializer.
  public func read() -> Secret { token }
  /// Does nothing: ``SignIn`` itself keeps the new token for the lifetime of the process.
  public func replace(with token: Secret) {}
}

/// The refresh token cannot be read or stored.
public struct RefreshTokenFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The event, the file and the remedy; never the token.
  public var message: String

  /// Creates the error. Nothing is checked: the message must not hold the token.
  public init(message: String) { self.message = message }

  /// The message.
  public var description: String { message }
}
