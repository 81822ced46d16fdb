import CatalogModel

/// An error of the protocol itself: the message was wrong, not the question in it.
struct ProtocolError: Error, Sendable, Hashable {
  /// The codes of JSON-RPC 2.0, and those that the revision 2026-07-28 allots in -32020 to -32099.
  enum Code: Int, Sendable, CaseIterable {
    case parse = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParameters = -32602
    case headerMismatch = -32020
    case unsupportedVersion = -32022

    /// The HTTP status of the revision 2026-07-28.
    var status: Int { self == .methodNotFound ? 404 : 400 }
  }

  var code: Code
  /// What is wrong with the message, in plain English.
  var message: String
  var data: JSONValue?

  init(_ code: Code, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  static func unsupportedVersion(_ requested: String) -> ProtocolError {
    ProtocolError(
      .unsupportedVersion, "Unsupported protocol version",
      data: .object([
        "requested": .string(String(requested.prefix(80))), "supported": .array(ProtocolVersion.supported),
      ]))
  }

  static func headerMismatch(_ message: String) -> ProtocolError { ProtocolError(.headerMismatch, message) }
}
