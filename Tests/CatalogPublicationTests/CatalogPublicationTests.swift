import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import GRDB
import PostgresConnection
import Testing

@testable import CatalogPublication

/// With a real server; the reason is printed where there is none.
func isServed() -> Bool {
  if let absence = PostgresServer.absence { print("Publication is not tested: \(absence)") }
  return PostgresServer.absence == nil
}

@Suite("Publication into PostgreSQL", .enabled(if: isServed())) struct CatalogPublicationTests {
  @Test("A first load shows every view of the file with the same rows")
  func load() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill()
    let plan = try catalog.publisher().plan()
    #expect(plan.load == .absent && plan.published == nil)
    let report = try catalog.publish()
    #expect(report.isLoad)
    let (file, database) = (try catalog.fileRows(), try catalog.databaseRows())
    #expect(file["catalog_items"]?.count == 36)
    for (view, rows) in file { #expect(database[view] == rows, "\(view)") }
    #expect(try catalog.publish().steps == 0)
    #expect(
      try catalog.publisher().plan()
        == PublicationPlan(
          database: "test", load: nil, units: 0, published: report.version, version: report.version))
  }

  @Test("Steps copy changed, new, removed and returned products, and confirmations; each note is deleted once read")
  func steps() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill()
    try catalog.publish()
    try await catalog.put(PublishedCatalog.product(1), "Renamed", at: 60)
    try await catalog.put(PublishedCatalog.product(2), "Title 2", items: 1, at: 60)
    try await catalog.put(PublishedCatalog.product(3), nil, in: "US", at: 60)
    try await catalog.put("NEWPRODUCT0001", "New", in: "FR", at: 60)
    let key = ProductKey(marketScope: MarketScope(market: "DE"), product: ProductID(PublishedCatalog.product(4)))
    try await catalog.store.recordVerified(
      [
        VerifiedAvailability(
          marketScope: key.marketScope, sku: SKUReference(key.product, "0001"), segment: .commercial,
          availability: "odd")
      ],
      at: PublishedCatalog.now.addingTimeInterval(90))
    let report = try catalog.publish()
    #expect(!report.isLoad && report.steps == 1 && report.units == 5)
    let (file, database) = (try catalog.fileRows(), try catalog.databaseRows())
    for (view, rows) in file { #expect(database[view] == rows, "\(view)") }
    #expect(try await catalog.store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM touched_unit") } == 0)
    try await catalog.put(PublishedCatalog.product(3), "Back", in: "US", at: 120)
    try catalog.publish()
    #expect(try catalog.databaseRows() == catalog.fileRows())
  }

  @Test("More units than a step takes are several steps; a cancelled round leaves a whole state, and the next goes on")
  func manySteps() async throws {
    let catalog = try await PublishedCatalog()
    try catalog.publish()
    try await catalog.store.pool.write { db in
      try db.execute(sql: "UPDATE publication SET registered_at = 0")
    }
    try await catalog.fill(Publisher.mostUnits + 20)
    var asked = 0
    let report = try catalog.publisher().publish {
      asked += 1; return asked > 1
    }
    #expect(report.steps == 1 && report.units == Publisher.mostUnits)
    #expect(try catalog.publish().units == 20)
    #expect(try catalog.databaseRows() == catalog.fileRows())
  }

  @Test("A verification finds changed, missing and added rows of either kind, and copies them again")
  func verify() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill()
    try catalog.publish()
    #expect(try catalog.publish(.init(verifies: true)).differences == [])
    for statement in [
      "UPDATE partner_catalog.availability SET first_seen = 7 WHERE ordinal = 0 AND place_id = 1",
      "DELETE FROM partner_catalog.unit WHERE place_id = 2",
      "INSERT INTO partner_catalog.availability SELECT load, place_id, product_id, sku_id, segment_id, 99, text_id, offer_id, code FROM partner_catalog.availability LIMIT 1",
      "UPDATE partner_catalog.product_text SET title = 'forged'",
      "DELETE FROM partner_catalog.offer",
    ] { _ = try catalog.connect().execute(statement) }
    let found = try catalog.publish(.init(verifies: true))
    #expect(found.differences?.isEmpty == false)
    #expect(try catalog.databaseRows() == catalog.fileRows())
    #expect(try catalog.publish(.init(verifies: true)).differences == [])
  }

  @Test("A publication that has ended notes nothing and holds up no other; it begins again with everything")
  func ended() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill()
    try catalog.publish()
    let log = try PublicationLog(catalog.path)
    _ = try log.register("other", at: PublishedCatalog.now)
    try await catalog.put(PublishedCatalog.product(1), "Renamed", at: 60)
    try catalog.publish()
    func notes() async throws -> Int? {
      try await catalog.store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM touched_unit") }
    }
    #expect(try await notes() == 1)
    #expect(try log.unregister("other") && !log.unregister("other"))
    #expect(try await notes() == 0)
    try await catalog.put(PublishedCatalog.product(2), "Renamed", at: 70)
    #expect(try await notes() == 1)
    #expect(try log.unregister("test"))
    try await catalog.put(PublishedCatalog.product(3), "Renamed", in: "US", at: 80)
    #expect(try await notes() == 0)
    #expect(try catalog.publish().isLoad)
    #expect(try catalog.databaseRows() == catalog.fileRows())
  }

  @Test("Customers are in the database only where that is asked for")
  func customers() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.store.record(
      StoredCustomer(
        id: "c-1", name: "Contoso", domain: "contoso.example", market: "DE", qualifications: [],
        confirmedAt: PublishedCatalog.now))
    try catalog.publish()
    #expect(try catalog.databaseRows()["customers"] == [])
    try catalog.publish(.init(isFull: true, copiesCustomers: true))
    #expect(try catalog.databaseRows()["customers"]?.count == 1)
    try await catalog.fill(1)
    try catalog.publish()
    #expect(try catalog.databaseRows()["customers"] == [])
  }

  @Test("A publisher that breaks at any statement leaves the state before or after; the next one ends equal")
  func breaks() async throws {
    for isDone in [false, true] {
      let catalog = try await PublishedCatalog()
      try await catalog.fill(4)
      var states = [[:], try catalog.fileRows()]
      var round = 0
      for place in stride(from: 0, to: 400, by: isDone ? 1 : 11) {
        let connection = BreakingConnection(try catalog.connect(), after: place, isDone: isDone)
        do {
          _ = try catalog.publisher(connection).publish()
        } catch let error as PostgresError {
          #expect(error.isTransient)
        }
        let isMade = try !catalog.connect().execute(
          "SELECT to_regclass('partner_catalog.catalog_items')::text", columns: 1)[0][0].isEmpty
        let shown = isMade ? try catalog.databaseRows() : [:]
        let isEmpty = shown.values.allSatisfy(\.isEmpty)
        #expect(states.contains(shown) || states.contains([:]) && isEmpty, "after \(place)")
        guard !connection.isBroken else { continue }
        // It got through: the next state is published, breaking from the beginning on.
        #expect(shown == states.last)
        round += 1
        guard round < 2 else { break }
        for number in 0..<3 {
          try await catalog.put(PublishedCatalog.product(number), "Round \(round)", at: 60 * round)
        }
        states = [shown, try catalog.fileRows()]
      }
      #expect(try catalog.publish(.init(verifies: true)).differences == [])
      #expect(try catalog.databaseRows() == catalog.fileRows())
    }
  }

  @Test("A backend that ends in the middle of a load leaves what was shown")
  func cut() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill(4)
    try catalog.publish()
    let before = try catalog.databaseRows()
    try await catalog.put(PublishedCatalog.product(0), "Later", in: "US", at: 60)
    let connection = try catalog.connect()
    let pid = try connection.execute("SELECT pg_backend_pid()::text", columns: 1)[0][0]
    let ending = EndingConnection(connection) {
      _ = try catalog.connect().execute("SELECT pg_terminate_backend($1)", [pid], columns: 1)
    }
    let error = #expect(throws: PostgresError.self) { try catalog.publisher(ending).publish(.init(isFull: true)) }
    #expect(error?.isTransient == true)
    #expect(try catalog.databaseRows() == before)
    try catalog.publish()
    #expect(try catalog.databaseRows() == catalog.fileRows())
  }

  @Test("Two publishers of one catalog: one works, the other names it")
  func two() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill(2)
    try catalog.publish()
    let first = try PostgresConnection(
      catalog.server.target(catalog.database), application: "partner-catalog publish (host, process 4711)",
      library: catalog.server.library)
    _ = try first.execute("BEGIN")
    _ = try first.execute("SELECT id FROM partner_catalog.store FOR UPDATE", columns: 1)
    try await catalog.put(PublishedCatalog.product(0), "Later", in: "US", at: 60)
    let error = #expect(throws: PublicationError.self) { try catalog.publish() }
    guard case .busy(_, let holder)? = error else { throw try #require(error) }
    #expect(holder.hasPrefix("partner-catalog publish (host, process 4711) (backend "))
    _ = try first.execute("ROLLBACK")
    try catalog.publish()
    #expect(try catalog.databaseRows() == catalog.fileRows())
  }

  @Test("A catalog that was built again takes the place of the old one, of which nothing is left")
  func rebuilt() async throws {
    let old = try await PublishedCatalog()
    try await old.fill(6)
    try old.publish()
    let new = try await PublishedCatalog(into: old.database)
    try await new.fill(3)
    #expect(try new.publisher().plan().load == .rebuilt)
    #expect(try new.publish().isLoad)
    #expect(try new.databaseRows() == new.fileRows())
    for table in PublishedTable.all {
      let loads = try new.connect().execute("SELECT count(DISTINCT load)::text FROM \(table.fullName)", columns: 1)
      #expect(["0", "1"].contains(loads[0][0]), "\(table.name)")
    }
  }

  @Test("A file that was put back from a copy does not continue: everything is loaded")
  func restored() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill(3)
    try catalog.publish()
    let backup = catalog.folder.appendingPathComponent("backup.sqlite").path
    try await DatabaseQueue(path: catalog.path).vacuum(into: backup)
    try await catalog.put(PublishedCatalog.product(0), "Lost", in: "US", at: 60)
    try catalog.publish()
    // The copy goes another way, past the numbers of the first.
    do {
      let store = try CatalogStore(existing: backup)
      for second in 1...5 {
        _ = try await store.replace(
          ProductKey(marketScope: MarketScope(market: "US"), product: ProductID(PublishedCatalog.product(3))),
          with: nil,
          fingerprint: nil, logging: ChangeLogging(general: true, nonprofit: true), run: catalog.run,
          at: PublishedCatalog.now.addingTimeInterval(TimeInterval(100 * second)))
      }
    }
    #expect(try catalog.publisher(path: backup).plan().load == .otherHistory)
    _ = try catalog.publisher(path: backup).publish()
    #expect(try catalog.databaseRows() == catalog.fileRows(backup))
  }

  @Test("Catalogs of two tenants share a database, each with its own rows")
  func tenants() async throws {
    let first = try await PublishedCatalog()
    let second = try await PublishedCatalog(tenant: "other", into: first.database)
    try await first.fill(4)
    try await second.fill(2)
    try first.publish()
    try second.publish()
    try await first.put(PublishedCatalog.product(0), "Later", in: "US", at: 60)
    try first.publish()
    #expect(try first.databaseRows() == first.fileRows())
    #expect(try first.databaseRows(tenant: "other") == second.fileRows())
  }

  @Test("A schema that was made with wider numbers keeps them, in a new load too")
  func widerNumbers() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill(3)
    try catalog.publish()
    let connection = try catalog.connect()
    for view in PublishedSchema.views { _ = try connection.execute("DROP VIEW partner_catalog.\(view.name)") }
    for column in ["segment_id", "ordinal"] {
      _ = try connection.execute("ALTER TABLE partner_catalog.availability ALTER \(column) TYPE integer")
    }
    for view in PublishedSchema.views { _ = try connection.execute(PublishedSchema.viewCreation(view.name, view.sql)) }
    try catalog.publish(Publisher.Options(isFull: true))
    #expect(try catalog.databaseRows() == catalog.fileRows())
    try await catalog.put(PublishedCatalog.product(0), "Later", in: "US", at: 60)
    try catalog.publish()
    #expect(try catalog.databaseRows() == catalog.fileRows())
  }

  @Test("A database of another encoding, a newer schema and a foreign one are left as they are")
  func refusedDatabases() async throws {
    let server = try PostgresServer.shared
    let latin = try server.database("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
    let catalog = try await PublishedCatalog(into: latin)
    try await catalog.fill(1)
    #expect(throws: PublicationError.encoding(database: "test", encoding: "LATIN1")) { try catalog.publish() }
    let newer = try await PublishedCatalog()
    try newer.publish()
    _ = try newer.connect().execute("UPDATE partner_catalog.format SET version = 99")
    #expect(throws: PublicationError.newer(database: "test", version: "99")) { try newer.publish() }
    let foreign = try await PublishedCatalog()
    _ = try foreign.connect().execute("CREATE SCHEMA partner_catalog")
    _ = try foreign.connect().execute("CREATE TABLE partner_catalog.mine (a integer)")
    #expect(throws: PublicationError.foreign(database: "test")) { try foreign.publish() }
  }

  @Test("A table format of something else is foreign, whatever it holds", arguments: ["0", "-1", "x", ""])
  func foreignFormat(version: String) async throws {
    let catalog = try await PublishedCatalog()
    _ = try catalog.connect().execute("CREATE SCHEMA partner_catalog")
    _ = try catalog.connect().execute("CREATE TABLE partner_catalog.format (version text)")
    _ = try catalog.connect().execute("INSERT INTO partner_catalog.format VALUES ('\(version)')")
    #expect(throws: PublicationError.foreign(database: "test")) { try catalog.publish() }
  }

  @Test("A user without rights on the schema of another writer is told so, also by a plan")
  func rightsOfAnother() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill(1)
    try catalog.publish()
    let user = "guest_\(catalog.database)"
    _ = try catalog.connect().execute("CREATE ROLE \(user) LOGIN")
    let connection = try catalog.server.connection(catalog.database, user: user)
    for isPlan in [false, true] {
      let error = #expect(throws: PublicationError.self) {
        let publisher = try catalog.publisher(connection)
        if isPlan { _ = try publisher.plan() } else { _ = try publisher.publish() }
      }
      guard case .notPermitted? = error else { throw try #require(error) }
    }
  }

  @Test("A view that somebody dropped is found by a verification, and made again")
  func droppedView() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill(2)
    try catalog.publish()
    _ = try catalog.connect().execute("DROP VIEW partner_catalog.changes")
    #expect(try catalog.publish(.init(verifies: true)).differences == ["view changes"])
    #expect(try catalog.databaseRows() == catalog.fileRows())
    #expect(try catalog.publish(.init(verifies: true)).differences == [])
  }

  @Test("A table that somebody dropped makes the schema damaged, not the statement wrong")
  func droppedTable() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill(2)
    try catalog.publish()
    _ = try catalog.connect().execute("DROP TABLE partner_catalog.unit CASCADE")
    let error = #expect(throws: PublicationError.self) { try catalog.publish(.init(isFull: true)) }
    guard case .damaged("test", _)? = error else { throw try #require(error) }
    _ = try catalog.connect().execute("DROP SCHEMA partner_catalog CASCADE")
    try catalog.publish()
    #expect(try catalog.databaseRows() == catalog.fileRows())
  }

  @Test("A server that accepts reads alone may accept writes later")
  func readOnly() async throws {
    let catalog = try await PublishedCatalog()
    let connection = try catalog.connect()
    _ = try connection.execute("SET default_transaction_read_only = on")
    let error = #expect(throws: PostgresError.self) { try catalog.publisher(connection).publish() }
    #expect(error?.isTransient == true)
  }

  @Test("Old loads that another publisher deletes at the same moment are no failure")
  func dropsOfTwo() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill(2)
    try catalog.publish()
    let overtaking = try catalog.connect()
    _ = try overtaking.execute("SET lock_timeout = '5s'")
    let other = OvertakenConnection(try catalog.connect(), by: overtaking)
    #expect(try catalog.publisher(other).publish(.init(isFull: true)).isLoad)
    #expect(other.overtaken > 0)
    #expect(try catalog.databaseRows() == catalog.fileRows())
  }

  @Test("A user without rights is refused with the server's reason; an empty schema of an administrator is enough")
  func rights() async throws {
    let catalog = try await PublishedCatalog()
    try await catalog.fill(1)
    _ = try catalog.connect().execute("CREATE ROLE writer_\(catalog.database) LOGIN")
    let connection = try catalog.server.connection(catalog.database, user: "writer_\(catalog.database)")
    let error = #expect(throws: PublicationError.self) { try catalog.publisher(connection).publish() }
    guard case .notPermitted? = error else { throw try #require(error) }
    _ = try catalog.connect().execute("CREATE SCHEMA partner_catalog AUTHORIZATION writer_\(catalog.database)")
    _ = try catalog.publisher(connection).publish()
    #expect(try catalog.databaseRows() == catalog.fileRows())
  }

  @Test("A server that is away, a wrong user and a password that is missing are each one line without secrets")
  func notConnected() async throws {
    let server = try PostgresServer.shared
    _ = try server.connection().execute("CREATE ROLE locked LOGIN PASSWORD 'secret'")
    for target in [
      try PostgresTarget("postgresql:///postgres?host=/nowhere"), try server.target("postgres", user: "locked"),
      try server.target("nosuch"),
    ] {
      let error = #expect(throws: PostgresError.self) {
        try PostgresConnection(target, application: "tests", library: server.library)
      }
      #expect(error?.isTransient == true)
      #expect(error.map { !"\($0)".contains("\n") && !"\($0)".contains("secret") } == true)
    }
    #expect(throws: PostgresError.libraryMissing("libnone.so")) { try PostgresLibrary.open("libnone.so") }
  }

  @Test("A statement is stopped from another thread, and the connection is usable after that")
  func cancelled() async throws {
    let connection = try PostgresServer.shared.connection()
    let cancellation = connection.cancellation
    Thread.detachNewThread { for _ in 0..<2_000 { cancellation.cancel() } }
    let error = #expect(throws: PostgresError.self) {
      while true { _ = try connection.execute("SELECT pg_sleep(60)", columns: 1) }
    }
    guard case .refused("57014", _)? = error else { throw try #require(error) }
  }
}

/// A connection whose backend ends in the middle of its third copy.
private final class EndingConnection: PublicationDatabase {
  private let connection: PostgresConnection
  private let end: () throws -> Void
  private var copies = 0

  init(_ connection: PostgresConnection, _ end: @escaping () throws -> Void) {
    (self.connection, self.end) = (connection, end)
  }

  func execute(_ sql: String, _ parameters: [String?], columns: Int) throws -> [[String]] {
    try connection.execute(sql, parameters, columns: columns)
  }

  func copy(_ sql: String, _ body: (@escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
    copies += 1
    try connection.copy(sql) { sink in
      if copies == 3 { try end() }
      try body(sink)
    }
  }
}

/// A connection before which another one deletes each table.
private final class OvertakenConnection: PublicationDatabase {
  private let connection: PostgresConnection
  private let other: PostgresConnection
  private(set) var overtaken = 0

  init(_ connection: PostgresConnection, by other: PostgresConnection) {
    (self.connection, self.other) = (connection, other)
  }

  func execute(_ sql: String, _ parameters: [String?], columns: Int) throws -> [[String]] {
    if sql.hasPrefix("DROP TABLE"), !sql.contains("pg_temp") {
      _ = try other.execute(sql, parameters, columns: columns)
      overtaken += 1
    }
    return try connection.execute(sql, parameters, columns: columns)
  }

  func copy(_ sql: String, _ body: (@escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
    try connection.copy(sql, body)
  }
}

@Suite("Addresses of PostgreSQL") struct PostgresTargetTests {
  @Test("A service and a URL name a database without user or password")
  func names() throws {
    #expect(try PostgresTarget("catalog").name == "service catalog")
    #expect(
      try PostgresTarget("postgresql://writer@db.example:5433/catalog?sslmode=verify-full").name
        == "postgresql://db.example:5433/catalog")
  }

  @Test(
    "A password is refused wherever it is",
    arguments: [
      "postgresql://u:p@h/d", "postgresql://h/d?password=p", "postgres://h/d?user=u&PASSWORD=p", "host=h password=p",
      "postgresql://h/d?sslpassword=p",
    ])
  func passwords(text: String) { #expect(throws: PostgresTarget.Refusal.password) { try PostgresTarget(text) } }

  @Test("Other texts are none", arguments: ["", "host=h dbname=d", "mysql://h/d", "a b", "../x"])
  func unreadable(text: String) { #expect(throws: PostgresTarget.Refusal.unreadable) { try PostgresTarget(text) } }
}
