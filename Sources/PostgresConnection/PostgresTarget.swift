import Foundation

/// The database that a user names: a service of libpq's service file, or a URL without a password.
///
/// Passwords come from libpq's own places: the password file or the service file.
package struct PostgresTarget: Sendable, Hashable {
  /// The place without user and password, for messages and records.
  package let name: String
  /// The parameters of the connection.
  let parameters: [(name: String, value: String)]

  package static func == (one: PostgresTarget, other: PostgresTarget) -> Bool { one.name == other.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// Why a text names no database.
  package enum Refusal: Error, Sendable, Hashable {
    /// It holds a password, or a place for one.
    case password
    /// It is neither a service name nor a URL.
    case unreadable
  }

  /// Reads `SERVICE` or `postgresql://[user@]host[:port]/database[?sslmode=…]`.
  package init(_ text: String) throws(Refusal) {
    guard text.contains("://") else {
      let isName =
        !text.isEmpty && text.utf8.count <= 63
        && text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0123456789_-.".unicodeScalars.contains($0) }
      // A connection string may hold a password.
      guard isName else { throw text.contains("password") ? .password : .unreadable }
      name = "service \(text)"
      parameters = [("service", text)]
      return
    }
    guard let url = URLComponents(string: text), ["postgresql", "postgres"].contains(url.scheme?.lowercased() ?? "")
    else { throw .unreadable }
    let secret = ["password", "passfile", "sslpassword", "options"]
    guard url.password == nil, !(url.queryItems ?? []).contains(where: { secret.contains($0.name.lowercased()) }) else {
      throw .password
    }
    var shown = url
    shown.user = nil
    let socket = (url.queryItems ?? []).filter { ["host", "port"].contains($0.name) }
    shown.queryItems = socket.isEmpty ? nil : socket
    name = shown.string ?? "postgresql"
    parameters = [("dbname", text)]
  }
}
