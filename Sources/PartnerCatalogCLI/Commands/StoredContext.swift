import CatalogJSON
import CatalogQuery

/// The defaults of a sync from the existing catalog.
struct StoredContext: Sendable {
  var locale: String?
  /// The tenant of the file's data; `nil` where there is none yet.
  var tenant: String?
  /// The markets of earlier syncs.
  var markets: [Market] = []
  /// The markets of the customers.
  var customerMarkets: [Market] = []

  /// - Returns: empty values where there is no file, or one that must be migrated first.
  static func read(_ path: String) throws -> StoredContext {
    do {
      let catalog = try Catalog(path: path)
      return StoredContext(
        locale: try catalog.storeSource().locale, tenant: try catalog.storeSource().tenant,
        markets: Set(try catalog.partitions().map(\.market)).sorted(),
        customerMarkets: Set(try catalog.customers().compactMap(\.market)).sorted())
    } catch {
      guard error.code == .storeMissing || error.code == .storeOlder else { throw error }
      return StoredContext()
    }
  }

  /// Refuses to look for an account where the file belongs to the demo.
  ///
  /// - Throws: ``CommandError`` for a demo's file without `--demo` and without an account.
  func checkDemo(_ path: String, isDemo: Bool, settings: Settings) throws {
    guard tenant == Service.demoTenant, !isDemo, !settings.namesAnAccount else { return }
    throw CommandError(
      .failure, code: .storeOther,
      message:
        "\(path) holds demo data. Nothing was changed. Add `--demo`, or name another file with --db for your own catalog."
    )
  }
}
