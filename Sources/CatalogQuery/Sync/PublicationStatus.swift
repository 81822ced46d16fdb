import CatalogModel
import CatalogSchema
public import Foundation
import GRDB

/// A copy of the catalog in another database, as far as its file knows.
public struct PublicationStatus: Sendable, Hashable {
  /// The database, without user and password.
  public var name: String
  /// The version of the data that it last held as a whole; `nil` before the first load.
  public var version: Int?
  /// When it reached that version.
  public var publishedAt: Date?
  /// Products in a market scope that were written since, and that it lacks.
  public var unitsBehind: Int
}

extension PublicationStatus: Codable {
  enum CodingKeys: String, CodingKey { case name, version, publishedAt, unitsBehind }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    version = try container.decodeIfPresent(Int.self, forKey: .version)
    publishedAt = try container.timeIfPresent(forKey: .publishedAt)
    unitsBehind = try container.decode(Int.self, forKey: .unitsBehind)
  }

  /// Writes the version that the copy holds, and how much it lacks.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(version, forKey: .version)
    try container.encode(publishedAt?.iso8601Text, forKey: .publishedAt)
    try container.encode(unitsBehind, forKey: .unitsBehind)
  }
}

extension Snapshot {
  func publications() throws -> [PublicationStatus] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT name, version, published_at,
          (SELECT count(*) FROM (SELECT DISTINCT place_id, product_id FROM touched_unit WHERE seq > p.seq)) AS behind
        FROM publication p ORDER BY name
        """)
    return try rows.map { row in
      PublicationStatus(
        name: try row["name"], version: try row["version"],
        publishedAt: (try row["published_at"] as Int64?).map(Date.init(stamp:)), unitsBehind: try row["behind"])
    }
  }
}
