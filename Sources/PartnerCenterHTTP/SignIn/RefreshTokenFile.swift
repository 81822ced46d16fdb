import FileSystem
public import Foundation

/// The refresh token in a file of its own, for its owner's eyes only.
///
/// A new token is written beside the file and moved into its place: whoever reads meanwhile, and whatever breaks
/// meanwhile, the file holds the old token or the new one, whole. A symbolic link stays one; its target is replaced.
public struct RefreshTokenFile: RefreshTokenStore {
  public let url: URL

  public init(_ url: URL) { self.url = url }

  public func read() throws -> Secret {
    let token: Secret
    do {
      token = Secret(String(decoding: try Data(contentsOf: url), as: UTF8.self))
    } catch {
      throw RefreshTokenFailure(message: "The refresh token file \(url.path) cannot be read.")
    }
    guard !token.isEmpty else {
      throw RefreshTokenFailure(
        message: "The refresh token file \(url.path) is empty. Consent again and put the new refresh token there.")
    }
    return token
  }

  public func replace(with token: Secret) throws {
    do {
      try DraftFile.replace(url.path, with: Data((token.text + "\n").utf8), permissions: 0o600)
    } catch {
      throw RefreshTokenFailure(
        message: "The new refresh token could not be written to \(url.resolvingSymlinksInPath().path) "
          + "(\(error.reason)). The old one is still there and works until it expires. Make the folder writable.")
    }
  }
}
