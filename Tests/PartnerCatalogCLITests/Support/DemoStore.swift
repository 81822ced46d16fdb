import CatalogModel
import CatalogTestSupport
import Foundation

/// A small catalog of the emulator, read once for all tests, at a fixed time.
enum DemoStore {
  static let markets = DemoCatalog.markets
  static let readAt = DemoCatalog.readAt

  /// The file; tests read it and never write.
  static func path() async throws -> String { try await DemoCatalog.path() }
}
