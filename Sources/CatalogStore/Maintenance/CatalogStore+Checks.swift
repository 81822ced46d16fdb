import CatalogSchema
import GRDB

extension CatalogStore {
  /// Checks for damage, and rebuilds search indexes that differ from the rows.
  func checks(isQuick: Bool) async throws -> [MaintenanceReport.Check] {
    var checks = [try await pageCheck(isQuick: isQuick)]
    guard checks[0].findings.isEmpty else { return checks }
    var ofIndex: [String] = []
    if !isQuick {
      let values = try await read { db in try DamagedValues.findings(db) }
      // Derived values are rebuilt.
      ofIndex = values.filter(SearchIndexRebuild.repairs)
      checks.append(
        MaintenanceReport.Check(
          name: "values", findings: Array(values.filter { !SearchIndexRebuild.repairs($0) }.prefix(10)),
          isRepaired: false
        ))
      // With invalid values the indexes cannot be decoded or rebuilt.
      guard checks[1].findings.isEmpty else { return checks }
      checks.append(try await foreignKeyCheck())
    }
    var indexes = [try await textIndexCheck()]
    if !isQuick { indexes.append(try await searchIndexCheck(ofIndex)) }
    if indexes.contains(where: { !$0.findings.isEmpty }) {
      try await write { db in try SearchIndexRebuild.run(db) }
      for position in indexes.indices where !indexes[position].findings.isEmpty { indexes[position].isRepaired = true }
    }
    return checks + indexes
  }

  private func pageCheck(isQuick: Bool) async throws -> MaintenanceReport.Check {
    let findings = try await withoutTransaction { db in
      do {
        return try String.fetchAll(db, sql: isQuick ? "PRAGMA quick_check(10)" : "PRAGMA integrity_check(10)")
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        return [error.message ?? "the file is damaged"]
      }
    }
    return MaintenanceReport.Check(
      name: "pages",
      findings: findings == ["ok"] ? [] : findings.flatMap { $0.split(separator: "\n").map(String.init) },
      isRepaired: false)
  }

  private func foreignKeyCheck() async throws -> MaintenanceReport.Check {
    let findings = try await read { db in
      try Row.fetchAll(
        db, sql: "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 LIMIT 10"
      )
      .map {
        "\(try $0[2] as Int) rows of \(try $0[0] as String) name a row of \(try $0[1] as String) that is missing"
      }
    }
    return MaintenanceReport.Check(name: "foreignKeys", findings: findings, isRepaired: false)
  }

  private func textIndexCheck() async throws -> MaintenanceReport.Check {
    let finding = try await withoutTransaction { db -> String? in
      do {
        try db.execute(sql: "INSERT INTO sku_search (sku_search) VALUES ('integrity-check')")
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        return "the full-text index is damaged: \(error.message ?? "it disagrees with itself")"
      }
      let lost = try Int.fetchOne(
        db,
        sql: """
          SELECT (SELECT count(*) FROM sku_text WHERE id NOT IN (SELECT id FROM sku_search_docsize))
            + (SELECT count(*) FROM sku_search_docsize WHERE id NOT IN (SELECT id FROM sku_text))
          """)
      return lost.flatMap { $0 == 0 ? nil : "the full-text index and \($0) texts disagree" }
    }
    return MaintenanceReport.Check(name: "textIndex", findings: finding.map { [$0] } ?? [], isRepaired: false)
  }

  /// Compares the search index with the rows; with invalid `values` in the index it is not decoded.
  private func searchIndexCheck(_ values: [String]) async throws -> MaintenanceReport.Check {
    let findings =
      values.isEmpty
      ? try await read { db in try SearchIndexComparison(db: db).findings() } : Array(values.prefix(10))
    return MaintenanceReport.Check(name: "searchIndex", findings: findings, isRepaired: false)
  }
}
