import CatalogSchema
import GRDB

/// The version of a catalog's data, which names it across processes and machines.
///
/// A copy of the file, such as a snapshot, has the version of its original. Two files of the same incarnation and
/// version hold the same data.
public struct DataVersion: Sendable, Hashable, Codable, CustomStringConvertible {
  /// A UUID, made with the file; another one after the catalog was built again.
  public var incarnation: String
  /// The number of writing transactions: it only grows, within one incarnation.
  public var version: Int

  /// A version; nothing is checked.
  public init(incarnation: String, version: Int) {
    self.incarnation = incarnation
    self.version = version
  }

  /// `incarnation-version`.
  public var description: String { "\(incarnation)-\(version)" }
}

extension Catalog {
  /// The version of the data that is read.
  ///
  /// - Returns: the version as of now; some microseconds.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func dataVersion() throws(CatalogError) -> DataVersion { try read { try $0.dataVersion() } }
}

extension Snapshot {
  func dataVersion() throws -> DataVersion {
    let stored = try StoredVersion(db)
    return DataVersion(incarnation: stored.incarnation, version: stored.number)
  }
}
