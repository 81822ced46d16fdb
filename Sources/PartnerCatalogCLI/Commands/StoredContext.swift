import CatalogQuery

/// What a sync takes over from the store that is already there.
struct StoredContext: Sendable {
  var locale: String?
  /// The markets that syncs asked for.
  var markets: [Market] = []
  /// The markets in which the customers buy.
  var customerMarkets: [Market] = []

  /// - Returns: nothing where there is no file yet, or where it waits to be brought up to date.
  static func read(_ path: String) throws -> StoredContext {
    do {
      let catalog = try Catalog(path: path)
      return StoredContext(
        locale: try catalog.storeSource().locale,
        markets: Set(try catalog.partitions().map(\.market)).sorted(),
        customerMarkets: Set(try catalog.customers().compactMap(\.market)).sorted())
    } catch let error as CatalogError where [.storeMissing, .storeOlder].contains(error.code) {
      return StoredContext()
    }
  }
}
