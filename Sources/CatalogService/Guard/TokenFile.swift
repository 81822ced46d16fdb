import FileSystem
import Foundation

/// The file of tokens: one a line, as label, scopes and digest with blanks between; `#` begins a comment.
///
/// ```
/// # label      scopes              SHA-256 of the token
/// sales-desk   catalog,customers   9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
/// assistant    catalog             60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752
/// ```
public enum TokenFile {
  /// Reads a file that its owner alone may read.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - groupMayRead: whether its group may read it: a copy that the system made for this process.
  /// - Returns: at least one token.
  /// - Throws: ``TokenFileError``.
  public static func read(_ path: String, groupMayRead: Bool = false) throws(TokenFileError) -> AccessTokens {
    guard let facts = FileFacts(path) else { throw TokenFileError(path: path, problem: "there is no such file") }
    guard facts.isRegular else { throw TokenFileError(path: path, problem: "it is not a regular file") }
    let forbidden: UInt32 = groupMayRead ? 0o037 : 0o077
    guard UInt32(facts.permissions) & forbidden == 0 else {
      throw TokenFileError(
        path: path,
        problem: "other users may read or change it (mode \(String(facts.permissions, radix: 8))); its mode must be 600"
      )
    }
    guard facts.size <= largest, let bytes = FileManager.default.contents(atPath: path) else {
      throw TokenFileError(path: path, problem: facts.size > largest ? "it is too large" : "it cannot be read")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw TokenFileError(path: path, problem: "it is not UTF-8 text")
    }
    return try parse(text, path: path)
  }

  /// Reads the text of a file.
  static func parse(_ text: String, path: String) throws(TokenFileError) -> AccessTokens {
    var entries: [AccessToken] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
      guard !words.isEmpty else { continue }
      func problem(_ text: String) -> TokenFileError { TokenFileError(path: path, line: index + 1, problem: text) }
      guard words.count == 3 else { throw problem("it must have a label, scopes and a digest, with blanks between") }
      guard AccessToken.isLabel(words[0]) else {
        throw problem("the label may have letters, digits, \".\", \"_\", \"-\" and \"@\", at most 64")
      }
      let names = words[1].split(separator: ",", omittingEmptySubsequences: false)
      let scopes = names.compactMap { ServiceAccess.Scope(rawValue: String($0)) }
      guard scopes.count == names.count else {
        let known = ServiceAccess.Scope.allCases.map(\.rawValue).joined(separator: " and ")
        throw problem("its scopes are not among \(known), with a comma between")
      }
      guard let digest = digest(words[2]) else {
        throw problem("the digest must be 64 hexadecimal digits: the SHA-256 of the token, not the token")
      }
      entries.append(AccessToken(label: String(words[0]), scopes: Set(scopes), digest: digest))
    }
    guard !entries.isEmpty else { throw TokenFileError(path: path, problem: "it holds no token") }
    if let label = Dictionary(grouping: entries, by: \.label).filter({ $0.value.count > 1 }).keys.min() {
      throw TokenFileError(path: path, problem: "several lines have the label \(label)")
    }
    return AccessTokens(entries)
  }

  /// A thousand tokens are a tenth of it.
  private static let largest = 1 << 20

  private static func digest(_ text: Substring) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 64, by: 2) {
      let pair = digits[index..<index + 2]
      guard pair.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }),
        let byte = UInt8(String(decoding: pair, as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}

/// The file of tokens cannot be used.
public struct TokenFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public var path: String
  /// From 1; `nil` for the file as a whole.
  public var line: Int?
  /// The reason, without the content of the line.
  public var problem: String

  /// The failure; never a token or its digest.
  public var description: String {
    "The token file \(path) cannot be used: " + (line.map { "line \($0): " } ?? "") + problem + "."
  }
}
