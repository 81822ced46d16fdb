import FileSystem
public import Foundation

/// The refresh token in a file with permissions 0600.
///
/// A new token is written beside the file and moved into its place, so that a reader or a crash meets the old token or
/// the new one. A symbolic link is followed: its target is replaced.
public struct RefreshTokenFile: RefreshTokenStore {
  /// The file, or a symbolic link to it.
  public let url: URL

  /// Creates a store on a file. The file is not opened.
  public init(_ url: URL) { self.url = url }

  /// Reads the token; blanks and line ends around it are removed.
  ///
  /// - Throws: ``RefreshTokenFailure`` where the file cannot be read or is empty.
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

  /// Replaces the file with the new token and a line end.
  ///
  /// - Throws: ``RefreshTokenFailure`` where the folder is not writable or the disk is full; the old file is intact.
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
