public import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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
    let target = url.resolvingSymlinksInPath()
    let draft = target.deletingLastPathComponent()
      .appendingPathComponent(".\(target.lastPathComponent).\(UUID().uuidString)")
    do {
      try Self.write(Data((token.text + "\n").utf8), toNew: draft.path)
      guard rename(draft.path, target.path) == 0 else { throw SystemError.last() }
    } catch let error as SystemError {
      unlink(draft.path)
      throw RefreshTokenFailure(
        message: "The new refresh token could not be written to \(target.path) (\(error.words)). The old one is still "
          + "there and works until it expires. Make the folder writable.")
    }
    Self.synchronizeFolder(of: target)
  }

  private static func write(_ bytes: Data, toNew path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError.last() }
    defer { close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else { throw SystemError.last() }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw SystemError.last() }
      rest = rest.dropFirst(written)
    }
    guard fsync(descriptor) == 0 else { throw SystemError.last() }
  }

  /// Makes the new name last through a loss of power. A file system that cannot do that does not fail the writing.
  private static func synchronizeFolder(of file: URL) {
    let folder = open(file.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private struct SystemError: Error {
    var code: Int32
    var words: String { String(cString: strerror(code)) }
    static func last() -> SystemError { SystemError(code: errno) }
  }
}

/// `write(2)`, by a name that no method hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
