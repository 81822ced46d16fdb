/// The refresh token to use next: the stored one, unless a newer one could not be stored.
struct RotatingRefreshToken {
  private var lastRead: Secret?
  private var unstored: Secret?

  /// Reads the store every time: another process, or a person, may have put a newer token there.
  ///
  /// - Throws: ``RefreshTokenFailure`` where neither the store nor this process has one.
  mutating func next(from store: any RefreshTokenStore) throws -> Secret {
    let stored: Secret
    do {
      stored = try store.read()
    } catch {
      guard let unstored else { throw error }
      return unstored
    }
    if let unstored, stored == lastRead { return unstored }
    lastRead = stored
    unstored = nil
    return stored
  }

  /// Stores the new token; this process uses it even if storing fails.
  ///
  /// - Throws: ``RefreshTokenFailure``.
  mutating func replace(with token: Secret, in store: any RefreshTokenStore) throws {
    unstored = token
    try store.replace(with: token)
  }
}
