import CatalogModel

/// The revisions of the Model Context Protocol that are spoken.
enum ProtocolVersion {
  /// Each request carries its revision, and no session is opened.
  static let stateless = "2026-07-28"
  /// Revisions that open with `initialize`, the newest first.
  static let handshake = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
  /// Every revision, the newest first.
  static let supported: [JSONValue] = ([stateless] + handshake).map(JSONValue.string)

  /// The revision that `initialize` settles on: the one that is asked for, else the newest of them.
  static func settled(_ requested: JSONValue?) -> String {
    guard case .string(let version)? = requested, handshake.contains(version) else { return handshake[0] }
    return version
  }
}

/// The two ways in which revisions work.
enum ProtocolEra: Sendable, Hashable {
  /// 2026-07-28.
  case stateless
  /// 2025-11-25 and older.
  case handshake
}
