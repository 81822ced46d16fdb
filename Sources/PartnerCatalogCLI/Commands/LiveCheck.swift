import CatalogQuery

/// Reads items anew at the service and writes what it finds into the store, so that the next answer is of now.
protocol LiveCheck: Sendable {
  /// - Throws: where the service cannot be asked or does not answer; the store then holds what it held.
  func verify(_ items: [CatalogItem]) async throws
}
