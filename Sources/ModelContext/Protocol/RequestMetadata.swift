import CatalogModel

/// What a request says of itself in `_meta`, as of the revision 2026-07-28.
struct RequestMetadata: Sendable, Hashable {
  /// The revision that the request names; `nil` where it names none.
  var version: String?
  private var hasCapabilities: Bool

  static let versionKey = "io.modelcontextprotocol/protocolVersion"
  static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"
  static let serverKey = "io.modelcontextprotocol/serverInfo"

  init(_ parameters: [String: JSONValue]) {
    guard case .object(let members)? = parameters["_meta"] else {
      hasCapabilities = false
      return
    }
    if case .string(let version)? = members[Self.versionKey] { self.version = version }
    if case .object? = members[Self.capabilitiesKey] { hasCapabilities = true } else { hasCapabilities = false }
  }

  /// The era of the request.
  ///
  /// - Parameter isStatelessExpected: whether something beside the message, as an HTTP header, says 2026-07-28.
  /// - Returns: the stateless one also for a revision that is not spoken.
  /// - Throws: ``ProtocolError`` where a stateless request lacks what it must carry.
  func era(isStatelessExpected: Bool = false) throws(ProtocolError) -> ProtocolEra {
    guard let version else {
      if !isStatelessExpected { return .handshake }
      throw missing(Self.versionKey)
    }
    if ProtocolVersion.handshake.contains(version) && !isStatelessExpected { return .handshake }
    guard hasCapabilities || version != ProtocolVersion.stateless else { throw missing(Self.capabilitiesKey) }
    return .stateless
  }

  /// - Throws: ``ProtocolError`` where the revision of a stateless request is not spoken.
  func requireSpokenVersion() throws(ProtocolError) {
    if let version, version != ProtocolVersion.stateless { throw ProtocolError.unsupportedVersion(version) }
  }

  private func missing(_ key: String) -> ProtocolError {
    ProtocolError(.invalidParameters, "params._meta must hold \(key).")
  }
}
