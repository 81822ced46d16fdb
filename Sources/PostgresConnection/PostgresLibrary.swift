/// The client library of PostgreSQL, opened when it is first used.
package struct PostgresLibrary: Sendable {
  /// The name of the shared library.
  package static let name = "libpq.so.5"
}
