import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import GRDB
import PartnerCenter
import PartnerCenterEmulator
import PostgresConnection
import Testing

@testable import CatalogPublication

@Suite("The SQL cookbook", .enabled(if: isServed())) struct CookbookTests {
  @Test("Every query of the page has the same rows in the file and in PostgreSQL")
  func rows() async throws {
    let queries = try Self.queries()
    #expect(queries.count >= 9)
    let server = try PostgresServer.shared
    let (database, path) = (try server.database(), try await Self.catalog())
    defer { try? FileManager.default.removeItem(at: URL(fileURLWithPath: path).deletingLastPathComponent()) }
    let connection = try server.connection(database)
    _ = try Publisher(path, to: connection, name: "cookbook", clock: { Date() }).publish(.init(copiesCustomers: true))
    _ = try connection.execute("SET search_path = partner_catalog", [], columns: 0)
    let file = try DatabaseQueue(path: path)
    for query in queries {
      let (columns, rows) = try await file.read { db in
        let statement = try db.makeStatement(sql: query)
        let rows = try GRDB.Row.fetchAll(statement).map { row in
          row.databaseValues.map { $0.isNull ? "" : String.fromDatabaseValue($0) ?? "\($0)" }.joined(separator: "|")
        }
        return (statement.columnCount, rows.sorted())
      }
      #expect(!rows.isEmpty, "nothing to compare: \(query)")
      let copied = try connection.execute(Self.translated(query), [], columns: columns).map {
        $0.joined(separator: "|")
      }
      #expect(copied.sorted() == rows, "\(query)")
    }
  }

  /// The queries of the page, without their limits: which of equal rows come first is free.
  private static func queries() throws -> [String] {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/CatalogStore/Documentation.docc/SQLCookbook.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    // The last argument of each command.
    return text.matches(of: /\$ sqlite3 [^\n]*?"([^"]*)"\n[┌]/.dotMatchesNewlines()).map { match in
      var query = String(match.output.1)
      if query.contains("FROM book") {
        query = """
          WITH book (id) AS (VALUES ('CFQ7TTC0HD32:0007:CFQ7TTCPQCF2'), ('DG7GMGF0D19M:0001:DG7GMGF5W2G0'))
          \(query.replacingOccurrences(of: "c.changes", with: "changes").replacingOccurrences(of: "c.catalog_items", with: "catalog_items"))
          """
      }
      return query.replacing(#/ LIMIT \d+\s*$/#, with: "")
    }
  }

  /// A query as the page "PostgreSQL" says it.
  private static func translated(_ query: String) -> String {
    query.replacing(/json_each\((\w+)\) AS (\w+)/) { match in
      "jsonb_array_elements(\(match.output.1)::jsonb) AS \(match.output.2)(value)"
    }
  }

  /// The catalog of the page.
  private static func catalog() async throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cookbook-\(UUID().uuidString)")
    let path = folder.appendingPathComponent("catalog.sqlite").path
    let markets: [Market] = ["US", "KE"]
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "sample", cloud: "global"))
    let emulator = Emulator(EmulatorConfiguration(shape: CatalogShape(markets: markets, products: 60)))
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(), tokens: emulator.accessTokens(),
      limiter: RequestLimiter(requestsPerMinute: 60_000_000, concurrency: 8))
    let synchronizer = CatalogSynchronizer(store: store, client: client)
    for version in 1...2 {
      emulator.setVersion(version)
      let report = await synchronizer.sync(SyncOptions(markets: markets, isFull: true))
      #expect(report.stop == nil)
    }
    _ = await synchronizer.syncCustomers()
    return path
  }
}
