public import CatalogQuery

/// The readers of one catalog file, for all families of paths: limited in number and in time.
public final class CatalogReads: Sendable {
  private let pool: CatalogPool

  /// Reads through a pool.
  public init(_ pool: CatalogPool) { self.pool = pool }

  /// Reads several answers of one version of the data.
  ///
  /// - Parameters:
  ///   - limit: the time after which the read is interrupted.
  ///   - body: asks the catalog.
  /// - Returns: the value of `body`.
  /// - Throws: the errors of `body`; ``CatalogError`` where the file cannot be read.
  public func read<Value: Sendable>(
    within limit: Duration = .seconds(1), _ body: @escaping @Sendable (Catalog) throws -> Value
  ) async throws -> Value {
    try await pool.read(body)
  }
}
