import CatalogSchema
import CatalogStore

/// Checks of the program and its SQLite library.
enum ProgramFindings {
  static func all() -> [Finding] {
    [.ok("version", "partner-catalog \(PartnerCatalog.version)")] + sqlite(.current())
  }

  static func sqlite(_ facts: SQLiteFacts) -> [Finding] {
    let name = "SQLite \(facts.version) (\(facts.library ?? "part of the program"))"
    let update =
      "Install SQLite \(SQLiteFacts.oldest) or newer with FTS5 and its JSON functions, as distributions build it."
    return [
      facts.isNewEnough
        ? .ok("sqlite", name)
        : .problem(
          "sqlite", name, meaning: "It is older than \(SQLiteFacts.oldest): statements of the catalog may fail.",
          remedy: update),
      facts.hasFTS5
        ? .ok("fts5", "full-text search is available")
        : .problem(
          "fts5", "this SQLite has no FTS5", meaning: "No catalog can be created or searched.", remedy: update),
      facts.hasJSON
        ? .ok("json", "JSON functions are available")
        : .problem(
          "json", "this SQLite has no JSON functions", meaning: "No catalog can be created or read.", remedy: update),
    ]
  }
}
