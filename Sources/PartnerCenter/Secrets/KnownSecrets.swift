import Synchronization

/// The secrets that this process has used, and the one place that takes them out of texts from outside.
///
/// Servers and gateways quote requests: the `Authorization` header, the body of a sign-in. Every text of a response
/// that may reach an output passes ``cleaned(_:)`` first, complete, before it is cut. It removes:
/// - each known secret, and any eight consecutive characters of it, in any case: plain, percent-encoded, form-encoded,
///   escaped for XML, HTML or JSON, also several times, and in base 64 or hexadecimal, alone or within longer text;
/// - texts that look like a token or password, known or not: after `Bearer` or `Basic`, a JSON Web Token, the value of
///   a field such as `client_secret`.
///
/// Adding a secret is cheap; texts are searched only after an error, never in a successful response.
public final class KnownSecrets: Sendable {
  private struct State {
    var secrets: [String] = []
    var index = SecretIndex()
    /// The number of secrets in the index.
    var indexed = 0
    /// The ends of the latest secrets, for ``isQuoted(in:)``.
    var ends: [ByteSearch] = []
    /// The latest secret: mostly the next one is the same.
    var latest = ""
  }

  private let state = Mutex(State())

  /// The capacity: beyond it the oldest secrets are forgotten. Tokens live an hour.
  static let most = 512
  /// The bytes of a text that are searched; the rest is dropped.
  static let longestText = 4096
  /// Shorter texts are not secrets.
  static let shortest = 4

  /// Knows no secret yet.
  public init() {}

  /// Adds a secret that is about to be used, or was received. Texts of fewer than four bytes are ignored.
  public func add(_ secret: String) {
    guard secret.utf8.count >= Self.shortest else { return }
    state.withLock { state in
      if state.latest == secret { return }
      state.latest = secret
      if state.secrets.contains(secret) { return }
      if state.secrets.count == Self.most {
        state.secrets.removeFirst(Self.most / 2)
        (state.index, state.indexed) = (SecretIndex(), 0)
      }
      state.secrets.append(secret)
      // The end of a token is its own; the beginning is every token's.
      let end = Array(secret.utf8.suffix(24))
      if end.count >= 16 { state.ends = state.ends.suffix(1) + [ByteSearch(end)] }
    }
  }

  private var index: SecretIndex {
    state.withLock { state in
      for secret in state.secrets[state.indexed...] { state.index.add(secret) }
      state.indexed = state.secrets.count
      return state.index
    }
  }

  /// The text with `…` in place of every secret and of texts that look like one; cut to 4096 bytes.
  public func cleaned(_ text: String) -> String {
    let whole = Array(text.utf8.prefix(Self.longestText))
    let places = SecretPlaces(in: whole, index: index).marked
    guard places.contains(true) else {
      return whole.count < text.utf8.count ? String(decoding: whole, as: UTF8.self) : text
    }
    var clean: [UInt8] = []
    clean.reserveCapacity(whole.count)
    for position in whole.indices {
      if !places[position] {
        clean.append(whole[position])
      } else if position == 0 || !places[position - 1] {
        clean.append(contentsOf: "…".utf8)
      }
    }
    return String(decoding: clean, as: UTF8.self)
  }

  /// An id in a response, such as `MS-RequestId`.
  ///
  /// The shape is a GUID, or up to 64 letters, digits, `-`, `_`, `.`, `:`. `nil` for any other text, and for one that
  /// holds a secret.
  public func cleanedID(_ text: String?) -> String? { plain(text, longest: 64) }

  /// An error code in a response; `nil` for a text of another shape, and for one that holds a secret.
  public func cleanedCode(_ text: String?) -> String? { plain(text, longest: 100) }

  private func plain(_ text: String?, longest: Int) -> String? {
    guard let text, !text.isEmpty, text.utf8.count <= longest,
      text.utf8.allSatisfy({ SecretPlaces.isWordByte($0) || $0 == UInt8(ascii: ":") }), cleaned(text) == text
    else { return nil }
    return text
  }

  /// Whether bytes hold one of the latest secrets, unencoded: a cheap check, for successful responses.
  func isQuoted(in bytes: UnsafeRawBufferPointer) -> Bool {
    state.withLock { $0.ends }.contains { $0.isFound(in: bytes) }
  }
}

extension KnownSecrets: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `KnownSecrets(…)`; never a secret.
  public var description: String { "KnownSecrets(…)" }
  /// As ``description``.
  public var debugDescription: String { description }
  /// Empty, so that `dump` prints no secret.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
