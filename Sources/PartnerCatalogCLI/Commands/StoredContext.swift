import CatalogQuery

/// The defaults of a sync from the existing catalog.
struct StoredContext: Sendable {
  var locale: String?
  /// The markets of earlier syncs.
  var markets: [Market] = []
  /// The markets of the customers.
  var customerMarkets: [Market] = []

  /// - Returns: empty values where there is no file, or one that must be migrated first.
  static func read(_ path: String) throws -> StoredContext {
    do {
      let catalog = try Catalog(path: path)
      return StoredContext(
        locale: try catalog.storeSource().locale,
        markets: Set(try catalog.partitions().map(\.market)).sorted(),
        customerMarkets: Set(try catalog.customers().compactMap(\.market)).sorted())
    } catch {
      guard error.code == .storeMissing || error.code == .storeOlder else { throw error }
      return StoredContext()
    }
  }
}
