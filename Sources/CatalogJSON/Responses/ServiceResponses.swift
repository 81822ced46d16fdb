import CatalogModel
public import CatalogQuery
public import Foundation

/// The version of the data: `/api/v1/version`.
public struct DataVersionResponse: Codable, Sendable, Hashable {
  /// The version.
  public var version: DataVersion
  /// The time of the newest complete list; `nil` where none was ever completed.
  public var asOf: Date?

  /// A response; nothing is checked.
  public init(version: DataVersion, asOf: Date?) {
    self.version = version
    self.asOf = asOf
  }

  private enum CodingKeys: String, CodingKey { case version, incarnation, asOf }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    version = DataVersion(
      incarnation: try object.decode(String.self, forKey: .incarnation),
      version: try object.decode(Int.self, forKey: .version))
    asOf = try object.timeIfPresent(forKey: .asOf)
  }

  /// Writes `asOf` as null where there is none.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(version.version, forKey: .version)
    try object.encode(version.incarnation, forKey: .incarnation)
    try object.encode(asOf?.iso8601Text, forKey: .asOf)
  }
}

/// What has become of ids: `/api/v1/check`.
public struct CheckResponse: Codable, Sendable, Hashable {
  /// One result for each id and market.
  public var ids: [ItemCheck]

  /// A response with all results.
  public init(ids: [ItemCheck]) { self.ids = ids }
}
