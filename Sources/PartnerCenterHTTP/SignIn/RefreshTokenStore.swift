/// Where the refresh token is kept between runs.
///
/// The identity service may answer with a new one, which must take the place of the old before that dies.
public protocol RefreshTokenStore: Sendable {
  /// - Throws: ``RefreshTokenFailure``.
  func read() throws -> Secret
  /// Keeps the new token in the place of the old one, wholly or not at all.
  ///
  /// - Throws: ``RefreshTokenFailure``; the old token is then still there.
  func replace(with token: Secret) throws
}

/// A refresh token that was handed over by value: a new one lives as long as the process.
public struct FixedRefreshToken: RefreshTokenStore {
  private let token: Secret

  public init(_ token: Secret) { self.token = token }

  public func read() -> Secret { token }
  public func replace(with token: Secret) {}
}

/// The place where the refresh token is kept does not give it, or does not take the new one.
public struct RefreshTokenFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What happened, on which file, and what to do; never the token.
  public var message: String

  public init(message: String) { self.message = message }

  public var description: String { message }
}
