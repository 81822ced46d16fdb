package import CatalogModel
import CatalogSchema
import GRDB

extension CatalogStore {
  /// Replaces the imported edges of a source, in one transaction.
  package func replaceCrosswalk(_ edges: [CrosswalkEdge], of source: String) async throws {
    try await write { db in
      try db.execute(sql: "DELETE FROM crosswalk_edge WHERE source = ?", arguments: [source])
      let insertion = try PreparedStatement(
        db,
        """
        INSERT OR REPLACE INTO crosswalk_edge (from_kind, from_id, to_kind, to_id, source, as_of, confidence, name)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
      for edge in edges {
        for text in [edge.fromKind, edge.fromID, edge.toKind, edge.toID, source] { insertion.bind(text) }
        insertion.bind(Optional(edge.asOf))
        insertion.bind(edge.confidence)
        insertion.bind(edge.name)
        try insertion.execute()
      }
    }
  }
}
