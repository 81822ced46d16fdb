/// A PostgreSQL server did not do what was asked.
package enum PostgresError: Error, Sendable, Hashable {
  /// The client library cannot be opened.
  case libraryMissing(String)
  /// There is no connection: the server is away, or refuses this user. The text is the library's.
  case notConnected(String)
  /// The connection broke; what was being committed may be committed.
  case connectionLost(String)
  /// The server refused a statement, which did nothing. `state` is the SQLSTATE.
  case refused(state: String, message: String)

  /// Whether the same may succeed in a moment: SQLSTATE classes 08, 40, 53, 57, and 55P03, and 25006 of a
  /// replica that may be promoted.
  package var isTransient: Bool {
    switch self {
    case .libraryMissing: false
    case .notConnected, .connectionLost: true
    case .refused(let state, _):
      ["08", "40", "53", "57"].contains(state.prefix(2)) || ["25006", "55P03"].contains(state)
    }
  }
}

extension PostgresError: CustomStringConvertible {
  /// The error in one line.
  package var description: String {
    switch self {
    case .libraryMissing(let name): "the client library of PostgreSQL (\(name)) is not installed"
    case .notConnected(let reason): "no connection (\(Self.line(reason)))"
    case .connectionLost(let reason): "the connection broke (\(Self.line(reason)))"
    case .refused(let state, let message): "the server refused a statement (\(Self.line(message)); SQLSTATE \(state))"
    }
  }

  /// Text from outside as one line without controls.
  private static func line(_ text: String) -> String {
    let words = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : String($0) }.joined()
    return words.split(separator: " ").joined(separator: " ").prefix(600).description
  }
}
