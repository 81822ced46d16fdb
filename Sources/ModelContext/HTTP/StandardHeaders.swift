import CatalogModel
import CatalogService
import Foundation

/// The headers that repeat parts of a message, as the revision 2026-07-28 has them.
struct StandardHeaders: Sendable {
  /// `nil` without one.
  private var version: String?
  private var method: String?
  private var name: String?

  private static let versionName = "MCP-Protocol-Version"
  private static let methodName = "Mcp-Method"
  private static let nameName = "Mcp-Name"

  /// - Throws: ``ProtocolError`` for a header that is there twice.
  init(_ headers: ServiceHeaders) throws(ProtocolError) {
    version = try Self.only(Self.versionName, headers)
    method = try Self.only(Self.methodName, headers)
    name = try Self.only(Self.nameName, headers)
  }

  /// Whether the headers say 2026-07-28.
  var isStateless: Bool { version == ProtocolVersion.stateless }

  /// The era of a request, after its headers were compared with it.
  ///
  /// - Throws: ``ProtocolError``: what a stateless request must carry is missing, a header is missing or differs, or the
  ///   revision is not spoken.
  func era(of message: IncomingMessage) throws(ProtocolError) -> ProtocolEra {
    let metadata = RequestMetadata(message.parameters)
    let era = try metadata.era(isStatelessExpected: isStateless)
    guard era == .stateless else {
      try requireSpokenVersion()
      return .handshake
    }
    try compare(Self.versionName, version, with: metadata.version)
    try metadata.requireSpokenVersion()
    try compare(Self.methodName, method, with: message.method)
    if message.method == "tools/call", case .string(let tool)? = message.parameters["name"] {
      try compare(Self.nameName, name.flatMap(Self.decoded), with: tool)
    }
    return .stateless
  }

  /// - Throws: ``ProtocolError`` where the headers name a revision that is not spoken.
  func requireSpokenVersion() throws(ProtocolError) {
    if let version, !isStateless, !ProtocolVersion.handshake.contains(version) { throw .unsupportedVersion(version) }
  }

  private func compare(_ header: String, _ value: String?, with said: String?) throws(ProtocolError) {
    guard let value else { throw .headerMismatch("The header \(header) is missing, or cannot be read.") }
    guard value == said else {
      throw .headerMismatch("The header \(header) says \(value.prefix(80)), the message \((said ?? "").prefix(80)).")
    }
  }

  private static func only(_ name: String, _ headers: ServiceHeaders) throws(ProtocolError) -> String? {
    let values = headers[all: name]
    guard values.count <= 1 else { throw .headerMismatch("The header \(name) is there more than once.") }
    return values.first.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \t")) }
  }

  /// A header value, decoded where it is in Base64: `=?base64?c2VhcmNo?=`; `nil` where that is not canonical.
  private static func decoded(_ value: String) -> String? {
    let (prefix, suffix) = ("=?base64?", "?=")
    guard value.hasPrefix(prefix), value.hasSuffix(suffix), value.utf8.count >= prefix.utf8.count + suffix.utf8.count
    else { return value }
    let inside = String(value.dropFirst(prefix.count).dropLast(suffix.count))
    guard let data = Data(base64Encoded: inside), data.base64EncodedString() == inside else { return nil }
    return String(validating: data, as: UTF8.self)
  }
}
