import MessageDigest

/// One token: its label, its scopes, and its digest. The token itself is stored nowhere.
public struct AccessToken: Sendable, Hashable {
  /// A name for people, in logs.
  public var label: String
  /// What may be read with it.
  public var scopes: Set<ServiceAccess.Scope>
  /// The SHA-256 digest of the token's bytes, 32 bytes.
  var digest: [UInt8]

  /// The line of the token file: label, scopes, digest in hexadecimal digits.
  public var line: String {
    let scopes = scopes.map(\.rawValue).sorted().joined(separator: ",")
    return "\(label) \(scopes) \(SHA256.hexadecimal(digest))"
  }

  /// Makes a token of 32 random bytes.
  ///
  /// - Parameters:
  ///   - label: letters, digits, `.`, `_`, `-` and `@`, at most 64.
  ///   - scopes: at least one.
  /// - Returns: the token, to be given to its user, and its entry for the file; `nil` for a label of other characters or
  ///   without a scope.
  public static func make(label: String, scopes: Set<ServiceAccess.Scope>) -> (secret: String, entry: AccessToken)? {
    guard isLabel(label), !scopes.isEmpty else { return nil }
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
    let secret = "pcat_" + SHA256.hexadecimal(bytes)
    return (secret, AccessToken(of: secret, label: label, scopes: scopes))
  }

  /// The entry of a token that exists.
  package init(of secret: String, label: String, scopes: Set<ServiceAccess.Scope>) {
    self.init(label: label, scopes: scopes, digest: Self.digest(of: secret))
  }

  init(label: String, scopes: Set<ServiceAccess.Scope>, digest: [UInt8]) {
    self.label = label
    self.scopes = scopes
    self.digest = digest
  }

  static func isLabel(_ text: some StringProtocol) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "._-@".utf8.contains(byte)
      }
  }

  static func digest(of secret: String) -> [UInt8] {
    var hash = SHA256()
    hash.update(Array(secret.utf8))
    return hash.digest()
  }
}

/// The tokens of a file.
public struct AccessTokens: Sendable, Hashable {
  private var entries: [AccessToken]

  /// The number of tokens.
  public var count: Int { entries.count }

  /// Tokens; of equal digests the first counts.
  public init(_ entries: [AccessToken]) { self.entries = entries }

  /// The entry of a token; `nil` where there is none.
  ///
  /// The time depends on the number of entries alone: digests are compared, each to its end.
  func entry(of secret: String) -> AccessToken? {
    let digest = AccessToken.digest(of: secret)
    var found: AccessToken?
    for entry in entries {
      var difference: UInt8 = entry.digest.count == digest.count ? 0 : 1
      for (left, right) in zip(entry.digest, digest) { difference |= left ^ right }
      if difference == 0, found == nil { found = entry }
    }
    return found
  }
}
